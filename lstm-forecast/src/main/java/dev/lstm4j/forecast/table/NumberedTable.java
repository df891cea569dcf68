package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.NumberSettings;

/// A table whose numbers are read.
///
/// @param table with the numbers
/// @param numbers the notation, so that other tables are read in the same way
public record NumberedTable(Table table, NumberSettings numbers) {}
