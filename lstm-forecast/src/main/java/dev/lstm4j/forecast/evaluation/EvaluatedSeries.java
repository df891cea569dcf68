package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.table.TimeColumn;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A series whose forecasts are evaluated.
///
/// @param targets the columns that are forecast
/// @param time of the rows, or null
/// @param actual one array for each target: the values of all rows, NaN if missing; not copied
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
    /// @param firstRows the first row that each window forecasts, rising
    /// @param windows their number
    /// @param horizon the steps of each
    /// @param known how many of them the model may have seen, or null
    /// @return the description
    /// @throws IllegalArgumentException if there is no window or no step
    public WindowSpan span(IntUnaryOperator firstRows, int windows, int horizon, @Nullable KnownWindows known) {
        return new WindowSpan(windows, horizon, label(firstRows.applyAsInt(0)),
                label(firstRows.applyAsInt(Math.max(windows, 1) - 1) + horizon - 1),
                time == null ? null : time.spacing(), known);
    }

    /// The last value before a row.
    ///
    /// @param target from 0
    /// @param row from 1
    /// @return in the target's unit; NaN if none is known
    double lastKnown(int target, int row) {
        double[] values = actual.get(target);
        int last = row - 1;
        while (last > 0 && Double.isNaN(values[last])) {
            last--;
        }
        return values[last];
    }
}
