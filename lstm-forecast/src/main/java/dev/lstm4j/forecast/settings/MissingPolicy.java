package dev.lstm4j.forecast.settings;

/// What to do with rows that have no value in a column that is used.
public enum MissingPolicy {
    /// Throw an exception that says where the value is missing.
    REFUSE,
    /// Leave the row out.
    DROP,
    /// Take the last value before.
    FORWARD,
    /// Interpolate linearly between the values before and after; for text, take the last value before.
    INTERPOLATE
}
