package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.table.Spacing;
import org.jspecify.annotations.Nullable;

/// The windows that were evaluated, in the order of time.
///
/// @param windows their number
/// @param horizon the steps of each
/// @param first the first row that the first window forecasts: its time, or its number from 1 if rows have no times
/// @param last the last row that the last window forecasts
/// @param spacing the time from one step to the next, or null if it is not known
/// @param known how many of them the model may have seen, or null if that is not known
public record WindowSpan(int windows, int horizon, String first, String last, @Nullable Spacing spacing,
        @Nullable KnownWindows known) {

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if there is no window or no step
    public WindowSpan {
        if (windows < 1 || horizon < 1) {
            throw new IllegalArgumentException(
                    "windows: expected at least one of at least one step, found " + windows + " of " + horizon);
        }
    }
}
