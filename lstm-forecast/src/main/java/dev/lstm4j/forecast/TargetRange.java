package dev.lstm4j.forecast;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.SeriesProfile.Bounds;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.CsvText;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.function.Consumer;

/// Compares the targets of a table with the range that they are said to have.
final class TargetRange {
    private TargetRange() {}

    /// Refuses values outside of the range. If there is no minimum, and forecasts may fall below 0 though no value of
    /// the training set does, a warning names the setting.
    ///
    /// @param bounds the range
    /// @param task names the targets
    /// @param series the data
    /// @param trainingRows the number of rows of the training set
    /// @param warnings gets the warning
    /// @throws ForecastException if a value is outside of the range
    static void check(Bounds bounds, ForecastTask task, Series series, int trainingRows, Consumer<Warning> warnings) {
        for (int k = 0; k < task.targets().size(); k++) {
            String name = task.targets().get(k);
            double[] values = series.observed(name);
            for (int row = 0; row < values.length; row++) {
                if (values[row] < bounds.minimum() || values[row] > bounds.maximum()) {
                    boolean low = values[row] < bounds.minimum();
                    throw ForecastException.table(series.origin().place(row, name) + ": expected a value of at "
                            + (low
                                    ? "least " + CsvText.digits(bounds.minimum())
                                    : "most " + CsvText.digits(bounds.maximum()))
                            + ", found " + CsvText.digits(values[row]), low ? Setting.MINIMUM : Setting.MAXIMUM);
                }
            }
            DoubleSummaryStatistics training = Arrays.stream(series.known(name, trainingRows)).summaryStatistics();
            double nearZero = Math.abs(task.targetScaling().scales().get(k));
            if (Double.isInfinite(bounds.minimum()) && training.getMin() >= 0 && training.getMin() < nearZero) {
                warnings.accept(new Warning(Setting.MINIMUM, series.origin().name() + ", column " + name
                        + ": no value of the training set is below 0, but forecasts may be; a minimum of 0 prevents it"));
            }
        }
    }
}
