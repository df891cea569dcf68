package dev.lstm4j.forecast.table;

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

    /// Whether rows have several times of day.
    ///
    /// @return false if the spacing is not known
    public boolean subDaily() {
        return spacing != null && spacing.subDaily();
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
