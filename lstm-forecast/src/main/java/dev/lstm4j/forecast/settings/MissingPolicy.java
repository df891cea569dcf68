package dev.lstm4j.forecast.table;

/// What to do with rows that miss a value in a column that is used.
public enum MissingPolicy {
    /// Say where, and stop.
    REFUSE,
    /// Leave the row out.
    DROP,
    /// Take the last value before.
    FORWARD,
    /// Take the straight line between the values before and after; for text, the last value before.
    INTERPOLATE
}
