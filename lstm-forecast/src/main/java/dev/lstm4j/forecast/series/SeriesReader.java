package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.CsvTable;
import dev.lstm4j.forecast.table.InputException;
import dev.lstm4j.forecast.table.MissingPolicy;
import dev.lstm4j.forecast.table.ReadingRules;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeStamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a [Series] of a [CsvTable]: reads the cells of the columns that are used, fills or refuses what is missing, and
/// checks the times.
public final class SeriesReader {
    private final CsvTable table;
    private final ColumnChoice columns;
    private final ReadingRules rules;
    private final List<Integer> rows = new ArrayList<>();

    private SeriesReader(CsvTable table, ColumnChoice columns, ReadingRules rules) {
        this.table = table;
        this.columns = columns;
        this.rules = rules;
    }

    /// Reads all rows.
    ///
    /// @param table the data
    /// @param columns which of it
    /// @param rules how
    /// @return the series
    /// @throws InputException where a column is not there, a cell cannot be read or times are out of order
    public static Series read(CsvTable table, ColumnChoice columns, ReadingRules rules) {
        return new SeriesReader(table, columns, rules).read(0);
    }

    /// Reads what a forecast after the last row needs. Where missing values are refused, they are refused in the last
    /// rows only: the others are not looked at.
    ///
    /// @param table the data
    /// @param columns which of it
    /// @param rules how
    /// @param lookback how many rows are needed
    /// @return the last `lookback` rows
    /// @throws InputException as [#read], and where there are too few rows
    public static Series readLast(CsvTable table, ColumnChoice columns, ReadingRules rules, int lookback) {
        int from = rules.missing() == MissingPolicy.REFUSE ? Math.max(0, table.rows() - lookback) : 0;
        Series series = new SeriesReader(table, columns, rules).read(from);
        if (series.rows() < lookback) {
            throw new InputException(table.source() + ": expected at least " + lookback
                    + " rows, the lookback of the model, found " + series.rows());
        }
        return series.last(lookback);
    }

    private Series read(int valuesFrom) {
        for (String name : columns.numbers()) {
            table.column(name, "--model");
        }
        for (String name : columns.texts()) {
            table.column(name, "--model");
        }
        keepRows();
        TimeColumn time = times();
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (String name : columns.numbers()) {
            numbers.put(name, numbers(name, valuesFrom));
        }
        Map<String, String[]> texts = new LinkedHashMap<>();
        for (String name : columns.texts()) {
            texts.put(name, texts(name, valuesFrom));
        }
        return new Series(table.source(), rows.stream().map(table::line).toList(), time, numbers, texts);
    }

    private void keepRows() {
        for (int row = 0; row < table.rows(); row++) {
            if (rules.missing() != MissingPolicy.DROP || isComplete(row)) {
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new InputException(
                    table.source() + ": every row misses a value in " + String.join(", ", columns.numbers()));
        }
    }

    private boolean isComplete(int row) {
        for (String name : columns.numbers()) {
            if (rules.cells().isMissing(cell(row, name))) {
                return false;
            }
        }
        for (String name : columns.texts()) {
            if (rules.cells().isMissing(cell(row, name))) {
                return false;
            }
        }
        return true;
    }

    private String cell(int row, String name) {
        return table.cell(row, table.header().indexOf(name));
    }

    /// The order and the evenness are the file's: rows that are dropped on request leave no gap to complain about.
    private @Nullable TimeColumn times() {
        String name = columns.time();
        if (name == null) {
            return null;
        }
        int column = table.column(name, "--model");
        List<TimeStamp> stamps = new ArrayList<>(table.rows());
        List<Integer> all = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            String cell = table.cell(row, column);
            TimeStamp stamp = TimeStamp.parse(cell);
            if (stamp == null) {
                throw new InputException(table.place(row, name) + ": expected a date or time such as 2012-01-31 or"
                        + " 2012-01-31T18:00, found '" + Cells.shortened(cell) + "'");
            }
            if (row > 0 && (stamp.offset() == null) != (stamps.getFirst().offset() == null)) {
                throw new InputException(table.place(row, name) + ": expected a time "
                        + (stamp.offset() == null ? "with" : "without") + " a zone as on line " + table.line(0)
                        + ", found '" + cell + "'");
            }
            stamps.add(stamp);
            all.add(row);
        }
        TimeColumn time = TimeColumn.check(table, all, name, stamps, rules.allowGaps());
        return new TimeColumn(name, rows.stream().map(stamps::get).toList(), time.spacing());
    }

    private double[] numbers(String name, int valuesFrom) {
        int column = table.column(name, "--model");
        double[] values = new double[rows.size()];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < values.length; i++) {
            int row = rows.get(i);
            if (row < valuesFrom) {
                continue;
            }
            String cell = table.cell(row, column);
            if (rules.cells().isMissing(cell)) {
                refuseMissing(row, name, cell);
            } else {
                values[i] = Cells.number(cell, table.place(row, name));
            }
        }
        if (rules.missing() != MissingPolicy.REFUSE) {
            fill(name, values);
        }
        return values;
    }

    private String[] texts(String name, int valuesFrom) {
        int column = table.column(name, "--model");
        String[] values = new String[rows.size()];
        Arrays.fill(values, "");
        for (int i = 0; i < values.length; i++) {
            int row = rows.get(i);
            if (row < valuesFrom) {
                continue;
            }
            values[i] = table.cell(row, column);
            if (rules.cells().isMissing(values[i])) {
                refuseMissing(row, name, values[i]);
                if (i == 0) {
                    throw nothingBefore(name, i);
                }
                values[i] = values[i - 1];
            }
        }
        return values;
    }

    private void refuseMissing(int row, String name, String cell) {
        if (rules.missing() == MissingPolicy.REFUSE) {
            throw new InputException(table.place(row, name) + ": expected a value, found "
                    + (cell.isEmpty() ? "an empty cell" : "'" + Cells.shortened(cell) + "'")
                    + "; accept missing values with --missing drop, forward or interpolate");
        }
    }

    /// Replaces every NaN.
    private void fill(String name, double[] values) {
        int known = -1;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            if (known < 0 && i > 0) {
                throw nothingBefore(name, 0);
            }
            for (int gap = known + 1; gap < i; gap++) {
                double part = (double) (gap - known) / (i - known);
                values[gap] = rules.missing() == MissingPolicy.FORWARD
                        ? values[known]
                        : values[known] + part * (values[i] - values[known]);
            }
            known = i;
        }
        if (known < 0) {
            throw new InputException(table.source() + ", column " + name + ": no row has a value");
        }
        if (known < values.length - 1 && rules.missing() == MissingPolicy.INTERPOLATE) {
            throw new InputException(table.place(rows.get(known + 1), name)
                    + ": no value after it to interpolate to; take --missing forward, or end the file before it");
        }
        Arrays.fill(values, known + 1, values.length, values[known]);
    }

    private InputException nothingBefore(String name, int i) {
        return new InputException(table.place(rows.get(i), name)
                + ": no value before it to go on from; take --missing drop, or begin the file after it");
    }
}
