package dev.lstm4j.forecast.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The notation of the numbers of the table that a model was trained on. Other tables are read in the same way, since
/// a few rows may not tell.
///
/// @param decimal the decimal mark, or null if no number had one
/// @param units of the columns that have one
public record LearnedNumbers(@Nullable String decimal, Map<String, String> units) {
    /// Nothing is known.
    public static final LearnedNumbers NONE = new LearnedNumbers(null, Map.of());

    /// Copies the map.
    public LearnedNumbers {
        units = Map.copyOf(units);
    }
}
