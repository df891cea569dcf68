package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ColumnSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table whose time column is found and read.
///
/// @param table with the times; columns that together hold them are joined to one
/// @param columns the settings, with the name of the time column
/// @param joined the columns that were joined, or empty
/// @param format how the times are written, or null if there are none
public record TimedTable(Table table, ColumnSettings columns, List<String> joined, @Nullable TimeFormat format) {

    /// Copies the list.
    public TimedTable {
        joined = List.copyOf(joined);
    }

    /// Returns a copy with another table.
    ///
    /// @param changed with the same columns
    /// @return a changed copy
    public TimedTable withTable(Table changed) {
        return new TimedTable(changed, columns, joined, format);
    }
}
