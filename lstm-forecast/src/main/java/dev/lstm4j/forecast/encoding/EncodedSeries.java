package dev.lstm4j.forecast.encoding;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.training.data.Windows;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/// The encoded rows of a series, and windows over them.
public final class EncodedSeries {
    private final ForecastTask task;
    private final float[] inputs;
    private final float[] targets;
    private final Series series;
    private final List<ForecastWindows.Gap> gaps;

    private EncodedSeries(ForecastTask task, float[] inputs, float[] targets, Series series) {
        this.task = task;
        this.inputs = inputs;
        this.targets = targets;
        this.series = series;
        this.gaps = gaps(task, series, inputs);
    }

    /// The inputs that are filled. One that is not filled is NaN, and no window reads it.
    private static List<ForecastWindows.Gap> gaps(ForecastTask task, Series series, float[] inputs) {
        List<ForecastWindows.Gap> gaps = new ArrayList<>();
        for (int f = 0; f < task.features().size(); f++) {
            BitSet rows = series.missing().rows(task.features().get(f).column());
            if (rows != null && !Float.isNaN(inputs[rows.nextSetBit(0) * task.features().size() + f])) {
                gaps.add(new ForecastWindows.Gap(f, rows));
            }
        }
        return List.copyOf(gaps);
    }

    /// Encodes a series once for all of its windows.
    ///
    /// @param task features, targets and scaling
    /// @param series the data
    /// @param warnings gets one for each text that no feature stands for
    /// @return all rows, encoded
    /// @throws ForecastException if a number is too large for a float
    public static EncodedSeries of(ForecastTask task, Series series, Consumer<Warning> warnings) {
        return new EncodedSeries(task, Encoding.inputs(task, series, warnings), Encoding.targets(task, series), series);
    }

    /// Every window of the series.
    ///
    /// @return from the first row on
    /// @throws ForecastException as for [#windows(int, int, int)]
    public ForecastWindows windows() {
        return windows(0, series.rows(), 1);
    }

    /// Whether a target is missing in some rows. Windows have NaN in its place.
    ///
    /// @return whether a loss has to skip them
    public boolean hasMissingTargets() {
        return !series.missing().isComplete(task.targets());
    }

    /// The windows that forecast only rows of one part. The rows that they read may come before it. Windows with a
    /// missing input, or without a target, are left out.
    ///
    /// @param from the first row that may be forecast
    /// @param to past the last row that may be forecast
    /// @param stride rows from one window to the next
    /// @return the windows
    /// @throws ForecastException if values are missing in each window
    public ForecastWindows windows(int from, int to, int stride) {
        Windows windows = Windows.over(inputs, task.features().size()).withTargets(targets, task.targets().size())
                .withLookback(task.lookback()).withHorizon(task.horizon()).withStride(stride);
        Windows used = series.missing().columns().isEmpty() ? windows : windows.withMissingSkipped();
        if (used.count(from, to) == 0 && windows.count(from, to) > 0) {
            throw ForecastException.table(series.origin().name() + ": expected " + task.lookback()
                    + " consecutive rows (the lookback) without a missing value, and a target after them, in "
                    + series.origin().range(Math.max(0, from - task.lookback()), to - 1)
                    + ", found none; fill missing values, or shorten the lookback", Setting.MISSING, Setting.LOOKBACK);
        }
        return new ForecastWindows(used.dataset(from, to), inputs, gaps);
    }

    /// Checks that a series is long enough for one window.
    ///
    /// @param series the data
    /// @param lookback rows read
    /// @param horizon rows forecast
    /// @throws ForecastException if it is too short
    public static void requireRows(Series series, int lookback, int horizon) {
        long needed = (long) lookback + horizon;
        if (series.rows() < needed) {
            throw ForecastException.table(
                    series.origin().name() + ": expected at least " + needed + " rows for a lookback of " + lookback
                            + " and a horizon of " + horizon + ", found " + series.rows()
                            + "; shorten them or use more rows",
                    Setting.LOOKBACK, Setting.HORIZON);
        }
    }
}
