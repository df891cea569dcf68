package dev.lstm4j.forecast.series;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which values of a series a table does not have. They are filled, or NaN.
///
/// @param columns the rows without a value of each column that has such rows
public record Missing(Map<String, BitSet> columns) {
    /// No value is missing.
    public static final Missing NONE = new Missing(Map.of());

    /// Whether a value is missing.
    ///
    /// @param column its name
    /// @param row from 0
    /// @return whether the table does not have it
    public boolean is(String column, int row) {
        BitSet rows = columns.get(column);
        return rows != null && rows.get(row);
    }

    /// Whether some columns are complete.
    ///
    /// @param names of columns
    /// @return whether none of their values is missing
    public boolean isComplete(Collection<String> names) {
        return names.stream().noneMatch(columns::containsKey);
    }

    /// The rows of a column without a value.
    ///
    /// @param column its name
    /// @return null if it is complete
    public @Nullable BitSet rows(String column) {
        return columns.get(column);
    }

    /// Some consecutive rows.
    ///
    /// @param from the first
    /// @param to past the last
    /// @return their missing values
    Missing slice(int from, int to) {
        Map<String, BitSet> part = new LinkedHashMap<>();
        columns.forEach((name, rows) -> {
            BitSet some = rows.get(from, to);
            if (!some.isEmpty()) {
                part.put(name, some);
            }
        });
        return new Missing(part);
    }
}
