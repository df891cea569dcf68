package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.table.TimeColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A series whose forecasts are evaluated.
///
/// @param targets the columns that are forecast
/// @param time of the rows, or null
/// @param actual one array for each target: the values of all rows; not copied
public record EvaluatedSeries(List<String> targets, @Nullable TimeColumn time, List<double[]> actual) {

    /// Checks the columns.
    ///
    /// @throws IllegalArgumentException if the numbers of targets and columns differ
    public EvaluatedSeries {
        targets = List.copyOf(targets);
        actual = List.copyOf(actual);
        if (targets.isEmpty() || targets.size() != actual.size()) {
            throw new IllegalArgumentException(
                    "series: expected a column for each of " + targets.size() + " targets, found " + actual.size());
        }
    }

    /// The name of a row.
    ///
    /// @param row from 0
    /// @return its time as the table writes it, or its number, from 1, if the rows have no times
    public String label(int row) {
        return time == null ? Integer.toString(row + 1) : time.stamps().get(row).toString();
    }

    /// Describes some windows.
    ///
    /// @param firstRow the first row that the first window forecasts
    /// @param windows their number; each begins a row after the one before
    /// @param horizon the steps of each
    /// @param known how many of them the model may have seen, or null
    /// @return the description
    public WindowSpan span(int firstRow, int windows, int horizon, @Nullable KnownWindows known) {
        return new WindowSpan(windows, horizon, label(firstRow), label(firstRow + windows + horizon - 2),
                time == null ? null : time.spacing(), known);
    }
}
