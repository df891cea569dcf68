package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.rows.TimedRows;
import dev.lstm4j.forecast.rows.UsedColumns;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.Column;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns a [Table] into a [Series]: reads the cells of the columns that are used, fills or refuses missing values, and
/// checks the times.
public final class SeriesReader {
    private final TimedRows timed;
    private final Table table;
    private final ColumnChoice columns;
    private final ReadingSettings rules;
    private final Cells cells;
    private int[] rows = {};

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

    private Series read(int firstRow) {
        keepRows(firstRow);
        TimeColumn time = times();
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (String name : columns.numbers()) {
            numbers.put(name, numbers(name));
        }
        Map<String, String[]> texts = new LinkedHashMap<>();
        for (String name : columns.texts()) {
            texts.put(name, texts(name));
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

    private void keepRows(int firstRow) {
        int[] kept = IntStream.range(firstRow, table.rows()).toArray();
        if (rules.missing() == MissingPolicy.DROP) {
            BitSet incomplete = new BitSet(kept.length);
            for (String name : used(columns)) {
                markMissing(name, incomplete);
            }
            kept = Arrays.stream(kept).filter(row -> !incomplete.get(row)).toArray();
        }
        if (kept.length == 0) {
            throw ForecastException.table(
                    table.name() + ": expected a row with a value in each of " + String.join(", ", used(columns))
                            + ", found none");
        }
        rows = kept;
    }

    private void markMissing(String name, BitSet incomplete) {
        Column column = table.column(name);
        boolean text = columns.texts().contains(name);
        for (int row = 0; row < table.rows(); row++) {
            if (text ? column.isMissingText(row, cells) : column.isMissing(row, cells)) {
                incomplete.set(row);
            }
        }
    }

    /// Rows that are dropped on request are not gaps.
    private @Nullable TimeColumn times() {
        TimeColumn time = timed.time();
        return time == null || rows.length == time.stamps().size()
                ? time
                : new TimeColumn(time.name(), Arrays.stream(rows).mapToObj(time.stamps()::get).toList(),
                        time.spacing());
    }

    private double[] numbers(String name) {
        Column column = table.column(name);
        double[] values = new double[rows.length];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < values.length; i++) {
            int row = rows[i];
            if (column.isMissing(row, cells)) {
                refuseMissing(row, name);
            } else {
                values[i] = column.number(row, at -> table.origin().place(at, name));
            }
        }
        if (rules.missing() != MissingPolicy.REFUSE) {
            fill(name, values);
        }
        return values;
    }

    private String[] texts(String name) {
        Column column = table.column(name);
        Map<String, String> known = new HashMap<>();
        String[] values = new String[rows.length];
        Arrays.fill(values, "");
        for (int i = 0; i < values.length; i++) {
            int row = rows[i];
            values[i] = known.computeIfAbsent(column.text(row), text -> text);
            if (column.isMissingText(row, cells)) {
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
            throw ForecastException.table(table.origin().place(rows[known + 1], name)
                    + ": no value after it to interpolate to; fill forward, or end the table before it",
                    Setting.MISSING);
        }
        Arrays.fill(values, known + 1, values.length, values[known]);
    }

    private ForecastException nothingBefore(String name) {
        return ForecastException.table(table.origin().place(rows[0], name)
                + ": no value before it to fill forward; drop such rows, or start the table after it", Setting.MISSING);
    }
}
