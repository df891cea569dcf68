package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.rows.TimedRows;
import dev.lstm4j.forecast.rows.UsedColumns;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a [Table] into a [Series]: reads the cells of the columns that are used, fills or refuses missing values, and
/// checks the times.
public final class SeriesReader {
    private final TimedRows timed;
    private final Table table;
    private final ColumnChoice columns;
    private final ReadingSettings rules;
    private final Cells cells;
    private final List<Integer> rows = new ArrayList<>();

    private SeriesReader(Table table, ColumnChoice columns, ReadingSettings rules, @Nullable Spacing learned) {
        requireColumns(table, columns);
        this.timed = TimedRows.of(table, new UsedColumns(columns.time(), columns.numbers(), columns.texts()), rules,
                learned);
        this.table = timed.table();
        this.columns = columns;
        this.rules = rules;
        this.cells = new Cells(rules.missingValues());
    }

    /// Reads all rows.
    ///
    /// @param table the data
    /// @param columns the columns to read
    /// @param rules the reading rules
    /// @return the series
    /// @throws ForecastException if a column is missing, a cell cannot be read or times are out of order
    public static Series read(Table table, ColumnChoice columns, ReadingSettings rules) {
        return read(table, columns, rules, null);
    }

    /// Reads all rows for a model.
    ///
    /// @param table the data
    /// @param columns the columns to read
    /// @param rules the reading rules
    /// @param learned the spacing of the rows that a model was trained on, or null
    /// @return the series
    /// @throws ForecastException if a column is missing, a cell cannot be read or times are out of order
    public static Series read(Table table, ColumnChoice columns, ReadingSettings rules, @Nullable Spacing learned) {
        return new SeriesReader(table, columns, rules, learned).read(0);
    }

    /// Reads what a forecast after the last row needs. If missing values are refused, they are refused in the last rows
    /// only: the others are not read.
    ///
    /// @param table the data
    /// @param columns the columns to read
    /// @param rules the reading rules
    /// @param learned the spacing of the rows that the model was trained on, or null
    /// @param lookback the number of rows needed
    /// @return the last `lookback` rows
    /// @throws ForecastException as [#read], and if there are too few rows
    public static Series readLast(Table table, ColumnChoice columns, ReadingSettings rules, @Nullable Spacing learned,
            int lookback) {
        SeriesReader reader = new SeriesReader(table, columns, rules, learned);
        Series series = reader
                .read(rules.missing() == MissingPolicy.REFUSE ? Math.max(0, reader.table.rows() - lookback) : 0);
        if (series.rows() < lookback) {
            throw ForecastException.table(table.name() + ": expected at least " + lookback
                    + " rows, the lookback of the model, found " + series.rows());
        }
        return series.last(lookback);
    }

    private Series read(int valuesFrom) {
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
        return new Series(table.origin().select(rows), time, numbers, texts, timed.warnings());
    }

    private static List<String> used(ColumnChoice columns) {
        List<String> used = new ArrayList<>(columns.numbers());
        used.addAll(columns.texts());
        return used;
    }

    private static void requireColumns(Table table, ColumnChoice columns) {
        List<String> needed = used(columns);
        if (columns.time() != null) {
            needed.add(columns.time());
        }
        for (String name : needed) {
            if (!table.has(name)) {
                throw ForecastException.table(table.missingColumn(name));
            }
        }
    }

    private void keepRows() {
        List<String> used = used(columns);
        for (int row = 0; row < table.rows(); row++) {
            if (rules.missing() != MissingPolicy.DROP || isComplete(row, used)) {
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw ForecastException.table(
                    table.name() + ": expected a row with a value in each of " + String.join(", ", used)
                            + ", found none");
        }
    }

    private boolean isComplete(int row, List<String> names) {
        for (String name : names) {
            if (columns.texts().contains(name)
                    ? table.isMissingText(row, name, cells)
                    : table.isMissing(row, name, cells)) {
                return false;
            }
        }
        return true;
    }

    /// Rows that are dropped on request are not gaps.
    private @Nullable TimeColumn times() {
        TimeColumn time = timed.time();
        return time == null || rows.size() == time.stamps().size()
                ? time
                : new TimeColumn(time.name(), rows.stream().map(time.stamps()::get).toList(), time.spacing());
    }

    private double[] numbers(String name, int valuesFrom) {
        double[] values = new double[rows.size()];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < values.length; i++) {
            int row = rows.get(i);
            if (row < valuesFrom) {
                continue;
            }
            if (table.isMissing(row, name, cells)) {
                refuseMissing(row, name);
            } else {
                values[i] = table.number(row, name);
            }
        }
        if (rules.missing() != MissingPolicy.REFUSE) {
            fill(name, values);
        }
        return values;
    }

    private String[] texts(String name, int valuesFrom) {
        String[] values = new String[rows.size()];
        Arrays.fill(values, "");
        for (int i = 0; i < values.length; i++) {
            int row = rows.get(i);
            if (row < valuesFrom) {
                continue;
            }
            values[i] = table.text(row, name);
            if (table.isMissingText(row, name, cells)) {
                refuseMissing(row, name);
                if (i == 0) {
                    throw nothingBefore(name);
                }
                values[i] = values[i - 1];
            }
        }
        return values;
    }

    private void refuseMissing(int row, String name) {
        if (rules.missing() == MissingPolicy.REFUSE) {
            String cell = table.text(row, name);
            throw ForecastException.table(
                    table.origin().place(row, name) + ": expected a value, found "
                            + (cell.isEmpty() ? "an empty cell" : "'" + Cells.shortened(cell) + "'")
                            + "; accept missing values: drop the row, fill forward or interpolate",
                    Setting.MISSING);
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
                throw nothingBefore(name);
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
            throw ForecastException.table(table.name() + ", column " + name
                    + ": expected a value in at least one row, found none");
        }
        if (known < values.length - 1 && rules.missing() == MissingPolicy.INTERPOLATE) {
            throw ForecastException.table(table.origin().place(rows.get(known + 1), name)
                    + ": no value after it to interpolate to; fill forward, or end the table before it",
                    Setting.MISSING);
        }
        Arrays.fill(values, known + 1, values.length, values[known]);
    }

    private ForecastException nothingBefore(String name) {
        return ForecastException.table(table.origin().place(rows.getFirst(), name)
                + ": no value before it to fill forward; drop such rows, or start the table after it", Setting.MISSING);
    }
}
