package dev.lstm4j.forecast.rows;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The columns of a table that are read.
///
/// @param time the time column, or null for none
/// @param numbers columns read as numbers
/// @param texts columns read as text
public record UsedColumns(@Nullable String time, Set<String> numbers, Set<String> texts) {}
