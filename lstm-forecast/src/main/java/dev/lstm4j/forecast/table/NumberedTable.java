package dev.lstm4j.forecast.table;

/// A table whose numbers are read.
///
/// @param table with the numbers
/// @param learned how they are written
public record NumberedTable(Table table, LearnedNumbers learned) {}
