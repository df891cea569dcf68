package dev.lstm4j.forecast.settings;

/// What to do with rows that have the same time.
public enum Duplicates {
    /// Throw an exception that says which.
    REFUSE,
    /// Keep the first of them.
    FIRST,
    /// Keep the last of them.
    LAST,
    /// Take the mean of numbers and the most frequent text.
    MEAN
}
