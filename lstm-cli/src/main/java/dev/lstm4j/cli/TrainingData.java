package dev.lstm4j.cli;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.encoding.Encoding;
import dev.lstm4j.forecast.encoding.SplitOption;
import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.table.CsvTable;
import dev.lstm4j.forecast.table.InputException;
import dev.lstm4j.forecast.table.ReadingRules;
import dev.lstm4j.training.data.SeriesWindows;
import dev.lstm4j.training.data.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table made ready for training.
///
/// @param table as read
/// @param series its columns that are used
/// @param split the parts by time
/// @param task features, targets and their scaling, fitted on the training part
/// @param training windows of the training part
/// @param validation windows of the validation part, or null where it has no rows
/// @param test windows of the test part
/// @param references what the training part says about each target
record TrainingData(CsvTable table, Series series, Split split, ForecastTask task, SeriesWindows training,
        @Nullable SeriesWindows validation, SeriesWindows test, List<Reference> references) {

    static TrainingData prepare(CsvTable table, ReadingRules rules, ColumnChoice.Wish wish, WindowOptions options,
            Warnings warnings) {
        ColumnChoice columns = ColumnChoice.choose(table, rules.cells(), wish);
        for (String name : columns.leftOut()) {
            warnings.add(table.source() + ", column " + name + ": left out, text with too many different values");
        }
        Series series = SeriesReader.read(table, columns, rules);
        requireRows(series, options.lookback(), options.horizon());
        Split split = SplitOption.parse(options.split(), series.rows());
        SplitOption.requireWindows(split, options.lookback(), options.horizon());
        ForecastTask task = Encoding.fit(columns, series, split.training(), options.scale(), options.lookback(),
                options.horizon());
        float[] inputs = Encoding.inputs(task, series, warnings::add);
        float[] targets = Encoding.targets(task, series);
        SeriesWindows validation = split.hasValidation()
                ? windows(task, inputs, targets, 1, split.training(), split.validation())
                : null;
        return new TrainingData(table, series, split, task,
                windows(task, inputs, targets, options.stride(), 0, split.training()), validation,
                windows(task, inputs, targets, 1, split.validation(), split.test()),
                Reference.fit(task, series, split.training()));
    }

    static void requireRows(Series series, int lookback, int horizon) {
        long needed = (long) lookback + horizon;
        if (series.rows() < needed) {
            throw new InputException(series.source() + ": expected at least " + needed + " rows for a lookback of "
                    + lookback + " and a horizon of " + horizon + ", found " + series.rows());
        }
    }

    static SeriesWindows windows(ForecastTask task, float[] inputs, float[] targets, int stride, int from, int to) {
        return new SeriesWindows(inputs, task.features().size(), targets, task.targets().size(), task.lookback(),
                task.horizon(), stride, from, to);
    }
}
