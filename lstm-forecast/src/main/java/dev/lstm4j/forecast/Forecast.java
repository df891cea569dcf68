package dev.lstm4j.forecast;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.CsvText;
import dev.lstm4j.forecast.table.TimeStamp;
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

/// A forecast of the rows that follow the last row of a table, in the units of the columns.
public final class Forecast {
    private final List<String> targets;
    private final String timeColumn;
    private final List<TimeStamp> stamps;
    private final String after;
    private final double[] values;
    private final double[] deviations;
    private final List<Warning> warnings;

    /// @param task of the model
    /// @param stamps one for each step, or empty
    /// @param after the last row of the table
    /// @param values `[horizon, targets]`
    /// @param deviations of the targets in the training set, above 0
    /// @param warnings the warnings about the table
    Forecast(ForecastTask task, List<TimeStamp> stamps, String after, double[] values, double[] deviations,
            List<Warning> warnings) {
        this.targets = task.targets();
        this.timeColumn = task.timeColumn();
        this.stamps = List.copyOf(stamps);
        this.after = after;
        this.values = values;
        this.deviations = deviations;
        this.warnings = List.copyOf(warnings);
    }

    /// The forecast columns.
    ///
    /// @return their names
    public List<String> targets() {
        return targets;
    }

    /// The number of forecast steps.
    ///
    /// @return at least 1
    public int horizon() {
        return values.length / targets.size();
    }

    /// The name of the time column.
    ///
    /// @return empty if the rows have no times
    public String timeColumn() {
        return timeColumn;
    }

    /// The time of each step, written as in the table.
    ///
    /// @return for example `2016-01-01`; the numbers of the steps, from 1, if the rows have no times
    public List<String> times() {
        return stamps.isEmpty()
                ? IntStream.rangeClosed(1, horizon()).mapToObj(Integer::toString).toList()
                : stamps.stream().map(TimeStamp::toString).toList();
    }

    /// The date and time of day of each step.
    ///
    /// @return empty if the rows have no times
    public List<LocalDateTime> localTimes() {
        return stamps.stream().map(TimeStamp::local).toList();
    }

    /// The last row that was known.
    ///
    /// @return its time, or its number if the rows have no times
    public String after() {
        return after;
    }

    /// One value.
    ///
    /// @param step from 0
    /// @param target from 0
    /// @return in the unit of the column
    public double value(int step, int target) {
        return values[Objects.checkIndex(step, horizon()) * targets.size()
                + Objects.checkIndex(target, targets.size())];
    }

    /// The values of one column.
    ///
    /// @param target its name
    /// @return one for each step, in the unit of the column
    /// @throws IllegalArgumentException if the column is not forecast
    public double[] values(String target) {
        int column = targets.indexOf(target);
        if (column < 0) {
            throw new IllegalArgumentException("target: expected one of " + targets + ", found " + target);
        }
        return IntStream.range(0, horizon()).mapToDouble(step -> value(step, column)).toArray();
    }

    /// Warnings about the table.
    ///
    /// @return empty if there are none
    public List<Warning> warnings() {
        return warnings;
    }

    /// The forecast as CSV: a row for each step, a column for each target.
    ///
    /// @return the header first
    public String toCsv() {
        return CsvText.of(rows());
    }

    /// Writes the forecast as CSV.
    ///
    /// @param file written or replaced
    /// @throws IOException if it cannot be written
    public void writeCsv(Path file) throws IOException {
        CsvText.write(file, rows());
    }

    private Stream<List<String>> rows() {
        List<String> header = new ArrayList<>(List.of(timeColumn.isEmpty() ? "step" : timeColumn));
        header.addAll(targets);
        List<String> times = times();
        return Stream.concat(Stream.of(header), IntStream.range(0, horizon()).mapToObj(step -> {
            List<String> cells = new ArrayList<>(List.of(times.get(step)));
            for (int target = 0; target < targets.size(); target++) {
                cells.add(CsvText.forecast(value(step, target), deviations[target]));
            }
            return cells;
        }));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Forecast that && targets.equals(that.targets) && timeColumn.equals(that.timeColumn)
                && stamps.equals(that.stamps) && after.equals(that.after) && Arrays.equals(values, that.values)
                && warnings.equals(that.warnings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(targets, stamps, after, Arrays.hashCode(values));
    }

    /// The forecast as CSV.
    @Override
    public String toString() {
        return toCsv();
    }
}
