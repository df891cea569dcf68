package dev.lstm4j.forecast.check;

/// A period after which a series is similar to itself.
///
/// @param rows the length of the period in rows
/// @param correlation the autocorrelation at that lag, without the linear trend
/// @param name `day`, `week`, `year` …, or an empty text if the period is none of the calendar
public record Season(int rows, double correlation, String name) {}
