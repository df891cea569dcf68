package dev.lstm4j.forecast.table;

/// How a table is read.
///
/// @param cells which texts are missing values
/// @param missing what to do with them
/// @param allowGaps whether uneven times are accepted
public record ReadingRules(Cells cells, MissingPolicy missing, boolean allowGaps) {}
