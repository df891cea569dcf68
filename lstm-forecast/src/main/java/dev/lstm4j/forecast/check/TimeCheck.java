package dev.lstm4j.forecast.check;

import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.TimeColumn;

/// The times of the rows.
///
/// @param column the name of the time column
/// @param first time, as the table writes it
/// @param last time, as the table writes it
/// @param spacing how far apart the rows are, such as `1 day`; empty if there is only one row
/// @param gaps places where the next row is not one step later
public record TimeCheck(String column, String first, String last, String spacing, int gaps) {

    /// Describes the times of some rows.
    ///
    /// @param time at least one row
    /// @return what they are
    public static TimeCheck of(TimeColumn time) {
        Spacing spacing = time.spacing();
        int gaps = 0;
        for (int row = 1; row < time.stamps().size() && spacing != null; row++) {
            gaps += spacing.follows(time.stamps().get(row - 1), time.stamps().get(row)) ? 0 : 1;
        }
        return new TimeCheck(time.name(), time.stamps().getFirst().toString(), time.stamps().getLast().toString(),
                spacing == null ? "" : spacing.text(), gaps);
    }
}
