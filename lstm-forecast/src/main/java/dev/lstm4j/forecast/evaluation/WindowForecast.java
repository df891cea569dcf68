package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.baseline.Reference;
import java.util.List;
import java.util.Objects;

/// The forecast of one window, next to the actual values. A window forecasts consecutive rows.
public final class WindowForecast {
    private final EvaluatedSeries series;
    private final int firstRow;
    private final double[] predicted;
    private final List<Reference> references;

    /// @param predicted `[horizon, targets]`, in the targets' units; not copied
    /// @param references one for each target; not copied
    WindowForecast(EvaluatedSeries series, int firstRow, double[] predicted, List<Reference> references) {
        this.series = series;
        this.firstRow = firstRow;
        this.predicted = predicted;
        this.references = references;
    }

    /// The forecast columns.
    ///
    /// @return their names
    public List<String> targets() {
        return series.targets();
    }

    /// The number of steps.
    ///
    /// @return at least 1
    public int horizon() {
        return predicted.length / targets().size();
    }

    /// The time of a step.
    ///
    /// @param step from 0
    /// @return as the table writes it, or the number of the row, from 1, if the rows have no times
    public String time(int step) {
        return series.label(row(step));
    }

    /// The last row that was known when the forecast was made.
    ///
    /// @return its time as the table writes it, or its number, from 1
    public String origin() {
        return series.label(firstRow - 1);
    }

    /// The forecast.
    ///
    /// @param step from 0
    /// @param target from 0
    /// @return in the target's unit
    public double predicted(int step, int target) {
        return predicted[Objects.checkIndex(step, horizon()) * targets().size()
                + Objects.checkIndex(target, targets().size())];
    }

    /// The actual value.
    ///
    /// @param step from 0
    /// @param target from 0
    /// @return in the target's unit; NaN if it is missing
    public double actual(int step, int target) {
        return series.actual().get(target)[row(step)];
    }

    /// The standard deviation of a target in the training set.
    ///
    /// @param target from 0
    /// @return in the target's unit
    public double deviation(int target) {
        return references.get(target).deviation();
    }

    /// The last known value before the window.
    ///
    /// @param target from 0
    /// @return in the target's unit; NaN if none is known
    public double lastKnown(int target) {
        return series.lastKnown(target, firstRow);
    }

    /// The row of a step in the series.
    int row(int step) {
        return firstRow + Objects.checkIndex(step, horizon());
    }

    /// The columns and times.
    @Override
    public String toString() {
        return "WindowForecast[" + String.join(", ", targets()) + ", " + time(0) + " to " + time(horizon() - 1) + "]";
    }
}
