package dev.lstm4j.forecast.series;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.rows.TimedRows;
import dev.lstm4j.forecast.rows.UsedColumns;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
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
import org.jspecify.annotations.Nullable;

/// Turns a [Table] into a [Series]: reads the cells of the columns that are used, fills or refuses missing values, and
/// checks the times.
public final class SeriesReader {
    private final TimedRows timed;
    private final Table table;
    private final ColumnChoice columns;
    private final ReadingSettings rules;
    private final Cells cells;
    private final List<Warning> warnings;
    /// The columns of which one must have a value in the last row.
    private final List<String> ends;

    private SeriesReader(Table table, ColumnChoice columns, List<String> targets, ReadingSettings rules,
            @Nullable Spacing learned) {
        requireColumns(table, columns);
        this.timed = TimedRows.of(table, new UsedColumns(columns.time(), columns.numbers(), columns.texts()), rules,
                learned);
        this.table = timed.table();
        this.columns = columns;
        this.rules = rules;
        this.cells = new Cells(rules.missingValues());
        this.warnings = new ArrayList<>(timed.warnings());
        this.ends = targets.stream().filter(table::has).toList();
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
        return new SeriesReader(table, columns, columns.targets(), rules, learned).read(Integer.MAX_VALUE);
    }

    /// Reads only the times, of all rows.
    ///
    /// @param table the data
    /// @param columns the columns that are used
    /// @param rules the reading rules
    /// @return null if the rows have no times
    /// @throws ForecastException if a column is missing or times are out of order
    public static @Nullable TimeColumn times(Table table, ColumnChoice columns, ReadingSettings rules) {
        return new SeriesReader(table, columns, columns.targets(), rules, null).timed.time();
    }

    /// Reads what a forecast after the last row needs. If missing values are refused, they are refused in the last rows
    /// only: the others are not read. Rows at the end without a target are what is forecast.
    ///
    /// @param table the data
    /// @param task of the model
    /// @param rules the reading rules
    /// @param learned the spacing of the rows that the model was trained on, or null
    /// @return the last rows, as many as the lookback
    /// @throws ForecastException as [#read], and if there are too few rows, or one of them is dropped
    public static Series readLast(Table table, ForecastTask task, ReadingSettings rules, @Nullable Spacing learned) {
        int lookback = task.lookback();
        Series series = new SeriesReader(table, ColumnChoice.of(task, false), task.targets(), rules, learned)
                .read(lookback);
        if (series.rows() < lookback) {
            throw ForecastException.table(table.name() + ": expected at least " + lookback
                    + " rows, the lookback of the model, found " + series.rows());
        }
        Series last = series.last(lookback);
        if (rules.missing() == MissingPolicy.DROP) {
            last.requireComplete();
        }
        return last;
    }

    /// @param needed the number of last rows that are read if missing values are refused
    private Series read(int needed) {
        int end = end();
        int first = rules.missing() == MissingPolicy.REFUSE ? Math.max(0, end - needed) : 0;
        Map<String, BitSet> marks = new LinkedHashMap<>();
        used(columns).forEach(name -> marks.put(name, missing(name, first, end)));
        Coverage.Rows rows = rows(new Coverage(table.origin(), marks, columns.targets(), needed), first, end);
        TimeColumn time = times(rows);
        Map<String, BitSet> gaps = new LinkedHashMap<>();
        BitSet dropped = new BitSet();
        marks.forEach((name, all) -> {
            BitSet some = all.get(rows.from(), rows.to());
            dropped.or(some);
            if (!some.isEmpty()) {
                gaps.put(name, some);
            }
        });
        if (rules.missing() == MissingPolicy.DROP && !dropped.isEmpty()) {
            dropped.stream().forEach(row -> marks.values().forEach(all -> all.set(rows.from() + row)));
            marks.keySet().forEach(name -> gaps.put(name, dropped));
        }
        Missing missing = new Missing(gaps);
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (String name : columns.numbers()) {
            numbers.put(name, numbers(name, rows, marks.get(name)));
        }
        Map<String, String[]> texts = new LinkedHashMap<>();
        for (String name : columns.texts()) {
            texts.put(name, texts(name, rows, marks.get(name)));
        }
        return new Series(table.origin().slice(rows.from(), rows.to()), time, numbers, texts, missing, warnings);
    }

    /// The end of the rows that have a target. The rows after it are what is forecast.
    private int end() {
        int rows = table.rows();
        int end = rows;
        while (end > 0 && !ends.isEmpty() && lacksTarget(end - 1)) {
            end--;
        }
        if (end == rows || end == 0) {
            return rows;
        }
        boolean one = end == rows - 1;
        warnings.add(new Warning(table.name() + ": the last " + (one ? "row has" : rows - end + " rows have")
                + " no value in " + String.join(", ", ends) + "; " + (one ? "it is" : "they are")
                + " not used, and a forecast begins after " + table.origin().row(end - 1)));
        return end;
    }

    private boolean lacksTarget(int row) {
        return ends.stream().allMatch(name -> table.column(name).isMissing(row, cells));
    }

    private Coverage.Rows rows(Coverage coverage, int first, int end) {
        return switch (rules.missing()) {
            case DROP -> coverage.complete(end, warnings);
            case FORWARD -> coverage.begun(end, "filled forward", warnings);
            case INTERPOLATE -> coverage.begun(end, "interpolated", warnings);
            case REFUSE -> {
                if (first == 0) {
                    coverage.requireOverlap(end);
                }
                refuseMissing(coverage.missing(), first, end);
                yield new Coverage.Rows(first, end);
            }
        };
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

    private BitSet missing(String name, int from, int to) {
        Column column = table.column(name);
        boolean text = columns.texts().contains(name);
        BitSet missing = new BitSet(to);
        for (int row = from; row < to; row++) {
            if (text ? column.isMissingText(row, cells) : column.isMissing(row, cells)) {
                missing.set(row);
            }
        }
        return missing;
    }

    private @Nullable TimeColumn times(Coverage.Rows rows) {
        TimeColumn time = timed.time();
        return time == null || rows.count() == time.stamps().size() ? time : time.rows(rows.from(), rows.to());
    }

    private double[] numbers(String name, Coverage.Rows rows, BitSet missing) {
        if (!isFilled()) {
            return numbers(name, rows.from(), rows.to(), missing);
        }
        // Values before the first row fill others.
        double[] values = numbers(name, 0, rows.to(), missing);
        new Filling(rules.missing(), timed.time()).fill(values, missing, rows.from());
        return rows.from() == 0 ? values : Arrays.copyOfRange(values, rows.from(), rows.to());
    }

    /// The numbers of some rows; NaN where they are missing.
    private double[] numbers(String name, int from, int to, BitSet missing) {
        Column column = table.column(name);
        double[] values = new double[to - from];
        for (int row = from; row < to; row++) {
            values[row - from] = missing.get(row)
                    ? Double.NaN
                    : column.number(row, at -> table.origin().place(at, name));
        }
        return values;
    }

    private String[] texts(String name, Coverage.Rows rows, BitSet missing) {
        if (!isFilled()) {
            return texts(name, rows.from(), rows.to(), missing);
        }
        String[] values = texts(name, 0, rows.to(), missing);
        Filling.fill(values, missing);
        return rows.from() == 0 ? values : Arrays.copyOfRange(values, rows.from(), rows.to());
    }

    /// The texts of some rows, each text once in memory; empty where they are missing.
    private String[] texts(String name, int from, int to, BitSet missing) {
        Column column = table.column(name);
        Map<String, String> known = new HashMap<>();
        String[] values = new String[to - from];
        for (int row = from; row < to; row++) {
            values[row - from] = missing.get(row) ? "" : known.computeIfAbsent(column.text(row), text -> text);
        }
        return values;
    }

    private boolean isFilled() {
        return rules.missing() == MissingPolicy.FORWARD || rules.missing() == MissingPolicy.INTERPOLATE;
    }

    /// Refuses the first missing value.
    private void refuseMissing(Map<String, BitSet> missing, int from, int end) {
        int first = end;
        String name = "";
        for (Map.Entry<String, BitSet> column : missing.entrySet()) {
            int row = column.getValue().nextSetBit(from);
            if (row >= 0 && row < first) {
                first = row;
                name = column.getKey();
            }
        }
        if (first < end) {
            String cell = table.text(first, name);
            throw ForecastException.table(
                    table.origin().place(first, name) + ": expected a value, found "
                            + (cell.isEmpty() ? "an empty cell" : "'" + Cells.shortened(cell) + "'")
                            + "; accept missing values: drop the row, fill forward or interpolate",
                    Setting.MISSING);
        }
    }
}
