package dev.lstm4j.forecast.settings;

/// How the values of several rows become one. Missing values do not count. Of texts, [#FIRST] and [#LAST] take the
/// first and the last, all others the most frequent.
public enum Aggregate {
    /// The mean.
    MEAN,
    /// The sum.
    SUM,
    /// The first value.
    FIRST,
    /// The last value.
    LAST,
    /// The least value.
    MIN,
    /// The greatest value.
    MAX
}
