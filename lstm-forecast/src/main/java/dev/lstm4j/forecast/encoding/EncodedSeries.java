package dev.lstm4j.forecast.encoding;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.training.data.SeriesWindows;
import dev.lstm4j.training.data.Windows;
import java.util.function.Consumer;

/// The encoded rows of a series, and windows over them.
public final class EncodedSeries {
    private final ForecastTask task;
    private final float[] inputs;
    private final float[] targets;
    private final int rows;

    private EncodedSeries(ForecastTask task, float[] inputs, float[] targets, int rows) {
        this.task = task;
        this.inputs = inputs;
        this.targets = targets;
        this.rows = rows;
    }

    /// Encodes a series once for all of its windows.
    ///
    /// @param task features, targets and scaling
    /// @param series the data
    /// @param warnings gets one for each text that no feature stands for
    /// @return all rows, encoded
    /// @throws ForecastException if a number is too large for a float
    public static EncodedSeries of(ForecastTask task, Series series, Consumer<Warning> warnings) {
        return new EncodedSeries(task, Encoding.inputs(task, series, warnings), Encoding.targets(task, series),
                series.rows());
    }

    /// Every window of the series.
    ///
    /// @return from the first row on
    public SeriesWindows windows() {
        return windows(0, rows, 1);
    }

    /// The windows that forecast only rows of one part. The rows that they read may come before it.
    ///
    /// @param from the first row that may be forecast
    /// @param to past the last row that may be forecast
    /// @param stride rows from one window to the next
    /// @return the windows
    public SeriesWindows windows(int from, int to, int stride) {
        return Windows.over(inputs, task.features().size()).withTargets(targets, task.targets().size())
                .withLookback(task.lookback()).withHorizon(task.horizon()).withStride(stride).dataset(from, to);
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
