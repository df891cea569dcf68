package dev.lstm4j.forecast.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The times of a series' rows: rising, and a step apart that most of them keep.
///
/// @param name of the column
/// @param stamps one a row
/// @param spacing the usual step, or null where there is one row only
public record TimeColumn(String name, List<TimeStamp> stamps, @Nullable Spacing spacing) {

    /// Copies the stamps.
    public TimeColumn {
        stamps = List.copyOf(stamps);
    }

    /// Checks that times rise, and that they are evenly apart.
    ///
    /// @param table for the lines of the message
    /// @param rows which row of the table each stamp is from
    /// @param name of the column
    /// @param stamps one a row
    /// @param allowGaps whether uneven times are accepted
    /// @return the column
    /// @throws InputException where a time does not rise, or is uneven and that is not accepted
    public static TimeColumn check(CsvTable table, List<Integer> rows, String name, List<TimeStamp> stamps,
            boolean allowGaps) {
        for (int row = 1; row < stamps.size(); row++) {
            TimeStamp before = stamps.get(row - 1);
            TimeStamp after = stamps.get(row);
            if (after.micros() <= before.micros()) {
                throw new InputException(table.place(rows.get(row), name) + ": expected a time after " + before
                        + " of line " + table.line(rows.get(row - 1)) + ", found " + after + "; "
                        + (after.micros() == before.micros() ? "keep one row for each time" : "sort the rows by time"));
            }
        }
        if (stamps.size() < 2) {
            return new TimeColumn(name, stamps, null);
        }
        Spacing spacing = Spacing.typical(stamps);
        for (int row = 1; row < stamps.size() && !allowGaps; row++) {
            TimeStamp before = stamps.get(row - 1);
            TimeStamp after = stamps.get(row);
            if (!spacing.follows(before, after)) {
                throw new InputException(table.place(rows.get(row), name) + ": expected " + spacing.plus(before, 1)
                        + ", "
                        + spacing.text() + " after " + before + " of line " + table.line(rows.get(row - 1)) + ", found "
                        + after + "; make the times even, or accept them with --allow-gaps");
            }
        }
        return new TimeColumn(name, stamps, spacing);
    }

    /// Whether days have hours here: rows less than a day apart.
    ///
    /// @return false where the spacing is not known
    public boolean subDaily() {
        return spacing != null && spacing.days() < 1;
    }

    /// Some rows of it.
    ///
    /// @param from the first
    /// @param to past the last
    /// @return the same spacing
    public TimeColumn rows(int from, int to) {
        return new TimeColumn(name, stamps.subList(from, to), spacing);
    }
}
