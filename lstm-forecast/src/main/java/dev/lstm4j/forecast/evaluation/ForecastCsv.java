package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.table.CsvRows;
import dev.lstm4j.forecast.table.CsvText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes forecasts as CSV while they are evaluated: `time,actual,predicted,step,target,origin`, a row for each
/// window, step and target. An actual value that is missing is empty. The origin is the last row that was known when
/// the forecast was made.
///
/// An error does not end the evaluation: nothing is written after it, and [#close] throws it.
public final class ForecastCsv implements WindowListener, Closeable {
    private static final List<String> HEADER = List.of("time", "actual", "predicted", "step", "target", "origin");

    private final CsvRows csv;
    private final WindowChoice choice;
    private @Nullable WindowSpan span;
    private int targets;
    private long windows;
    private @Nullable IOException failure;
    /// The texts of the times of some rows; that of a row is at its number modulo the length.
    private String[] labels = {};
    private int[] labelled = {};

    private ForecastCsv(CsvRows csv, WindowChoice choice) {
        this.csv = csv;
        this.choice = choice;
    }

    /// Opens a file.
    ///
    /// @param file written or replaced
    /// @param choice which windows it gets
    /// @return the open file
    /// @throws IOException if it cannot be written
    public static ForecastCsv open(Path file, WindowChoice choice) throws IOException {
        return new ForecastCsv(CsvText.open(file), choice);
    }

    @Override
    public void begin(WindowSpan all, List<String> columns) {
        span = all;
        targets = columns.size();
        labels = new String[all.horizon() + 1];
        labelled = new int[labels.length];
        Arrays.fill(labelled, -1);
        try {
            csv.add(HEADER);
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public boolean wants(int window) {
        return failure == null && span != null && choice.includes(window, span, targets);
    }

    @Override
    public void accept(WindowForecast forecast) {
        windows++;
        try {
            String origin = label(forecast, -1);
            for (int step = 0; step < forecast.horizon(); step++) {
                String time = label(forecast, step);
                for (int k = 0; k < targets; k++) {
                    csv.add(List.of(time, CsvText.digits(forecast.actual(step, k)),
                            CsvText.forecast(forecast.predicted(step, k), forecast.deviation(k)),
                            Integer.toString(step + 1),
                            forecast.targets().get(k), origin));
                }
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /// The time of a row; each is formatted once, because windows overlap.
    private String label(WindowForecast forecast, int step) {
        int row = forecast.row(0) + step;
        int place = row % labels.length;
        if (labelled[place] != row) {
            labels[place] = step < 0 ? forecast.origin() : forecast.time(step);
            labelled[place] = row;
        }
        return labels[place];
    }

    /// The number of windows that the file has.
    ///
    /// @return at least 0
    public long windows() {
        return windows;
    }

    /// Whether windows were left out because there are too many ([WindowChoice#AUTO]).
    ///
    /// @return false before the evaluation begins
    public boolean isThinned() {
        return span != null && choice.thins(span, targets);
    }

    /// Closes the file.
    ///
    /// @throws IOException if not all of it could be written
    @Override
    public void close() throws IOException {
        try {
            csv.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        if (failure != null) {
            throw failure;
        }
    }
}
