package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.table.CsvText;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.TimeColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The forecasts of the windows of a series, next to the actual values. A window forecasts `horizon` consecutive rows.
public final class WindowForecasts {
    private final List<String> targets;
    private final int horizon;
    private final @Nullable TimeColumn time;
    private final List<double[]> actual;
    private final int[] firstRows;
    private final double[] predicted;

    /// Combines forecasts with a series.
    ///
    /// @param targets the names of the columns
    /// @param horizon steps of a window
    /// @param time of the rows of the series, or null
    /// @param actual one array for each target: the values of all rows of the series; not copied
    /// @param firstRows the first row that each window forecasts; not copied
    /// @param predicted `[windows, horizon, targets]`, in the targets' units; not copied
    /// @throws IllegalArgumentException if there is no window, or the number of forecasts is another
    public WindowForecasts(List<String> targets, int horizon, @Nullable TimeColumn time, List<double[]> actual,
            int[] firstRows, double[] predicted) {
        if (firstRows.length == 0) {
            throw new IllegalArgumentException("forecasts: expected at least one window, found none");
        }
        long expected = (long) firstRows.length * horizon * targets.size();
        if (predicted.length != expected || actual.size() != targets.size()) {
            throw new IllegalArgumentException("forecasts: expected " + expected + " numbers for " + targets.size()
                    + " targets, found " + predicted.length + " for " + actual.size());
        }
        this.targets = List.copyOf(targets);
        this.horizon = horizon;
        this.time = time;
        this.actual = List.copyOf(actual);
        this.firstRows = firstRows;
        this.predicted = predicted;
    }

    /// The forecast columns.
    ///
    /// @return their names
    public List<String> targets() {
        return targets;
    }

    /// The number of steps of a window.
    ///
    /// @return at least 1
    public int horizon() {
        return horizon;
    }

    /// The number of windows.
    ///
    /// @return at least 1
    public int windows() {
        return firstRows.length;
    }

    /// The time from one step to the next.
    ///
    /// @return null if it is not known
    public @Nullable Spacing spacing() {
        return time == null ? null : time.spacing();
    }

    /// The time of a step as the table writes it.
    ///
    /// @param window from 0
    /// @param step from 0
    /// @return its time, or the number of its row, from 1, if the rows have no times
    public String time(int window, int step) {
        int row = row(window, step);
        return time == null ? Integer.toString(row + 1) : time.stamps().get(row).toString();
    }

    /// The forecast.
    ///
    /// @param window from 0
    /// @param step from 0
    /// @param target from 0
    /// @return in the target's unit
    public double predicted(int window, int step, int target) {
        return predicted[(Objects.checkIndex(window, windows()) * horizon + Objects.checkIndex(step, horizon))
                * targets.size() + Objects.checkIndex(target, targets.size())];
    }

    /// The actual value.
    ///
    /// @param window from 0
    /// @param step from 0
    /// @param target from 0
    /// @return in the target's unit
    public double actual(int window, int step, int target) {
        return actual.get(target)[row(window, step)];
    }

    /// The last value before a window.
    ///
    /// @param window from 0
    /// @param target from 0
    /// @return in the target's unit
    public double lastKnown(int window, int target) {
        return actual.get(target)[firstRows[window] - 1];
    }

    @Nullable
    LocalDateTime localTime(int window, int step) {
        return time == null ? null : time.stamps().get(row(window, step)).local();
    }

    private int row(int window, int step) {
        return firstRows[window] + Objects.checkIndex(step, horizon);
    }

    /// The forecasts as CSV: `time,actual,predicted,step`, and `target` if there are several; a row for each window,
    /// step and target.
    ///
    /// @param file written or replaced
    /// @throws IOException if it cannot be written
    public void writeCsv(Path file) throws IOException {
        Stream<List<String>> rows = IntStream.range(0, windows() * horizon).boxed()
                .flatMap(i -> IntStream.range(0, targets.size()).mapToObj(k -> row(i / horizon, i % horizon, k)));
        CsvText.write(file, Stream.concat(Stream.of(header()), rows));
    }

    private List<String> header() {
        return targets.size() == 1
                ? List.of("time", "actual", "predicted", "step")
                : List.of("time", "actual", "predicted", "step", "target");
    }

    private List<String> row(int window, int step, int target) {
        List<String> cells = new ArrayList<>(List.of(time(window, step), Double.toString(actual(window, step, target)),
                CsvText.number(predicted(window, step, target)), Integer.toString(step + 1)));
        if (targets.size() > 1) {
            cells.add(targets.get(target));
        }
        return cells;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WindowForecasts that && targets.equals(that.targets) && horizon == that.horizon
                && Objects.equals(time, that.time) && Arrays.equals(firstRows, that.firstRows)
                && Arrays.equals(predicted, that.predicted)
                && IntStream.range(0, actual.size())
                        .allMatch(k -> Arrays.equals(actual.get(k), that.actual.get(k)));
    }

    @Override
    public int hashCode() {
        return Objects.hash(targets, horizon, Arrays.hashCode(firstRows), Arrays.hashCode(predicted));
    }

    /// The number of windows and the columns.
    @Override
    public String toString() {
        return "WindowForecasts[" + windows() + " windows of " + horizon + " steps of " + String.join(", ", targets)
                + "]";
    }
}
