package dev.lstm4j.forecast.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the table is in a text, and how its rows are divided. [LayoutFinder] finds it.
///
/// @param separator a character, or a space for any number of spaces and tabs
/// @param comment what lines begin with that are left out, or null
/// @param skipped the number of lines before the first row that is parsed
/// @param header where the names of the columns are
/// @param dataLine the line of the first row of data; rows before it are left out
/// @param kinds what the cells of each column look like; empty if the rows are too uneven to tell
record Layout(char separator, @Nullable String comment, long skipped, Header header, long dataLine, CellKind[] kinds) {

    /// The names of the columns.
    ///
    /// @param line of the header, or of the first row if there is none
    /// @param names one a column
    record Header(long line, List<String> names) {}

    /// What a column looks like.
    CellKind kind(int column) {
        return column < kinds.length ? kinds[column] : CellKind.TEXT;
    }

    /// Whether one of the columns has times.
    boolean hasTimes() {
        return List.of(kinds).contains(CellKind.TIME);
    }
}
