package dev.lstm4j.forecast.settings;

/// What to do with missing values of the columns that are used. What is forecast is never filled: a target that is
/// missing has no part in the loss and the errors, even if it is filled as an input. Rows at the end without a value in
/// any target are the rows to forecast, and are not used.
public enum MissingPolicy {
    /// Throw an exception that says where the value is missing.
    REFUSE,
    /// Leave the row out. No window reads it.
    DROP,
    /// Take the last value before.
    FORWARD,
    /// Interpolate linearly in time between the values before and after; for text, take the last value before. A window
    /// whose last values are missing has the last value before, since it does not know the one after.
    INTERPOLATE
}
