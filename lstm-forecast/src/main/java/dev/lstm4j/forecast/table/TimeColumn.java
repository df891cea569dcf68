package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The times of the rows of a series: rising, with a usual step from one to the next.
///
/// @param name of the column
/// @param stamps one a row
/// @param spacing the usual step, or null if there is only one row
public record TimeColumn(String name, List<TimeStamp> stamps, @Nullable Spacing spacing) {

    /// Copies the stamps.
    public TimeColumn {
        stamps = List.copyOf(stamps);
    }

    /// Checks that times rise and are evenly spaced.
    ///
    /// @param origin where the rows come from
    /// @param name of the column
    /// @param stamps one a row
    /// @param allowGaps whether uneven times are accepted
    /// @return the column
    /// @throws ForecastException if a time does not rise, or is uneven and that is not accepted
    public static TimeColumn check(Origin origin, String name, List<TimeStamp> stamps, boolean allowGaps) {
        for (int row = 1; row < stamps.size(); row++) {
            TimeStamp before = stamps.get(row - 1);
            TimeStamp after = stamps.get(row);
            if (after.micros() <= before.micros()) {
                throw ForecastException.table(origin.place(row, name) + ": expected a time after " + before
                        + " of " + origin.row(row - 1) + ", found " + after + "; "
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
                throw ForecastException.table(origin.place(row, name) + ": expected " + spacing.plus(before, 1)
                        + ", "
                        + spacing.text() + " after " + before + " of " + origin.row(row - 1) + ", found "
                        + after + "; make the times even, or allow gaps", Setting.ALLOW_GAPS);
            }
        }
        return new TimeColumn(name, stamps, spacing);
    }

    /// Whether rows are less than a day apart.
    ///
    /// @return false if the spacing is not known
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
