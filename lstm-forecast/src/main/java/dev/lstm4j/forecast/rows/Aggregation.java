package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Combines the values of consecutive rows, and adds rows without values. Only columns that are used are changed.
final class Aggregation {
    private final UsedColumns columns;
    private final Cells cells;

    Aggregation(UsedColumns columns, List<String> missingValues) {
        this.columns = columns;
        this.cells = new Cells(missingValues);
    }

    /// One row for each group of consecutive rows.
    ///
    /// @param rows the rows
    /// @param starts the first row of each group
    /// @param method how their values become one
    /// @return rows with the time and origin of the first of each group
    Rows combine(Rows rows, int[] starts, Aggregate method) {
        Table table = rows.table();
        Table combined = table.select(starts);
        for (String name : columns.numbers()) {
            double[] values = new double[starts.length];
            Arrays.setAll(values, group -> number(table, name, starts[group], end(starts, group, rows), method));
            combined = combined.withNumbers(name, values);
        }
        for (String name : columns.texts()) {
            List<String> values = new ArrayList<>(starts.length);
            for (int group = 0; group < starts.length; group++) {
                values.add(text(table, name, starts[group], end(starts, group, rows), method));
            }
            combined = combined.withTexts(name, values);
        }
        return new Rows(combined, rows.name(), Arrays.stream(starts).mapToObj(rows.stamps()::get).toList());
    }

    private static int end(int[] starts, int group, Rows rows) {
        return group + 1 < starts.length ? starts[group + 1] : rows.count();
    }

    private double number(Table table, String name, int from, int to, Aggregate method) {
        double result = Double.NaN;
        int count = 0;
        for (int row = from; row < to; row++) {
            if (table.isMissing(row, name, cells)) {
                continue;
            }
            double value = table.number(row, name);
            result = count++ == 0 ? value : switch (method) {
                case MEAN, SUM -> result + value;
                case FIRST -> result;
                case LAST -> value;
                case MIN -> Math.min(result, value);
                case MAX -> Math.max(result, value);
            };
        }
        return method == Aggregate.MEAN ? result / count : result;
    }

    private String text(Table table, String name, int from, int to, Aggregate method) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        String last = "";
        for (int row = from; row < to; row++) {
            if (!table.isMissingText(row, name, cells)) {
                last = table.text(row, name);
                counts.merge(last, 1, Integer::sum);
            }
        }
        if (counts.isEmpty() || method == Aggregate.LAST) {
            return last;
        }
        String first = counts.keySet().iterator().next();
        return method == Aggregate.FIRST ? first : mostFrequent(counts, first);
    }

    private static String mostFrequent(Map<String, Integer> counts, String first) {
        String most = first;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            most = entry.getValue() > counts.getOrDefault(most, 0) ? entry.getKey() : most;
        }
        return most;
    }

    /// A table with more rows, some of them without values.
    ///
    /// @param table the rows
    /// @param origins for each row of the result the row that it is, or comes after
    /// @return for each row of the same origin the first with its values, the others with none
    Table spread(Table table, int[] origins) {
        Table spread = table.select(origins);
        for (String name : columns.numbers()) {
            double[] values = new double[origins.length];
            Arrays.setAll(values, row -> isAdded(origins, row) || table.isMissing(origins[row], name, cells)
                    ? Double.NaN
                    : table.number(origins[row], name));
            spread = spread.withNumbers(name, values);
        }
        for (String name : columns.texts()) {
            List<String> values = new ArrayList<>(origins.length);
            for (int row = 0; row < origins.length; row++) {
                values.add(isAdded(origins, row) ? "" : table.text(origins[row], name));
            }
            spread = spread.withTexts(name, values);
        }
        return spread;
    }

    private static boolean isAdded(int[] origins, int row) {
        return row > 0 && origins[row - 1] == origins[row];
    }
}
