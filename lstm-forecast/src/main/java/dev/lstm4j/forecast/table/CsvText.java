package dev.lstm4j.forecast.evaluation;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.series.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The CSV files that commands write: UTF-8, commas, a line feed after each row, numbers with a point.
public final class ForecastFiles {
    private ForecastFiles() {}

    /// Writes what was forecast beside what came: a row for each window, step and target.
    ///
    /// @param file where to
    /// @param forecasts of windows of the series
    /// @param series what came
    /// @throws IOException where it cannot be written
    public static void comparison(Path file, Forecasts forecasts, Series series) throws IOException {
        ForecastTask task = forecasts.task();
        boolean several = task.targets().size() > 1;
        try (CsvWriter csv = writer(file)) {
            csv.writeRecord(several
                    ? List.of("time", "actual", "predicted", "step", "target")
                    : List.of("time", "actual", "predicted", "step"));
            for (int window = 0; window < forecasts.windows(); window++) {
                for (int step = 0; step < task.horizon(); step++) {
                    int row = forecasts.firstRows()[window] + step;
                    for (int k = 0; k < task.targets().size(); k++) {
                        String name = task.targets().get(k);
                        List<String> cells = new ArrayList<>(
                                List.of(series.label(row), Double.toString(series.number(name)[row]),
                                        number(forecasts.at(window, step, k)), Integer.toString(step + 1)));
                        if (several) {
                            cells.add(name);
                        }
                        csv.writeRecord(cells);
                    }
                }
            }
        }
    }

    /// Writes a forecast of what is not known yet: a row for each step, a column for each target.
    ///
    /// @param file where to
    /// @param task horizon and targets
    /// @param times of the steps
    /// @param values `[horizon, targets]`, in the targets' units
    /// @throws IOException where it cannot be written
    public static void future(Path file, ForecastTask task, List<String> times, double[] values) throws IOException {
        int width = task.targets().size();
        try (CsvWriter csv = writer(file)) {
            List<String> header = new ArrayList<>(List.of(task.timeColumn().isEmpty() ? "step" : task.timeColumn()));
            header.addAll(task.targets());
            csv.writeRecord(header);
            for (int step = 0; step < times.size(); step++) {
                List<String> cells = new ArrayList<>(List.of(times.get(step)));
                for (int k = 0; k < width; k++) {
                    cells.add(number(values[step * width + k]));
                }
                csv.writeRecord(cells);
            }
        }
    }

    private static CsvWriter writer(Path file) throws IOException {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file);
    }

    /// The digits of a float: no more are known. Empty where there is none.
    private static String number(double value) {
        return Double.isFinite(value) ? Float.toString((float) value) : "";
    }
}
