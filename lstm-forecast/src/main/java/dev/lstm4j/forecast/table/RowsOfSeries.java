package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recognizes tables that have one series in each row, as those of the M3 and M4 competitions and of the UCR archive:
/// read as rows of time, they would forecast from one series to the next.
final class RowsOfSeries {
    private static final int LEAST_VALUES = 12;
    private static final int EXAMINED = 50;
    private static final double MOST = 0.8;
    private static final Pattern COUNTED = Pattern.compile("(\\D*?)(\\d{1,9})");

    private RowsOfSeries() {}

    /// Refuses such a table.
    ///
    /// @param source how messages refer to the file
    /// @param columns by name
    /// @throws ForecastException if each row is certainly a series
    static void refuse(String source, Map<String, Column> columns) {
        List<String> names = new ArrayList<>(columns.keySet());
        int first = firstValue(names);
        if (first < 1 || names.size() - first < LEAST_VALUES) {
            return;
        }
        List<Column> values = names.subList(first, names.size()).stream().map(columns::get).toList();
        int rows = values.getFirst().rows();
        boolean wide = values.size() > rows;
        if (hasLabels(columns.get(names.getFirst())) && areNumbers(values) && (wide || haveEmptyEnds(values))) {
            throw ForecastException.table(source + ": each row looks like a series of its own: column "
                    + names.getFirst() + " has its name, columns " + names.get(first) + " to " + names.getLast()
                    + " its values; expected one row for each time; turn rows into columns");
        }
    }

    /// Whether the names of columns are a word and then many times.
    static boolean areTimes(List<String> names) {
        return names.size() > LEAST_VALUES && CellKind.of(names.getFirst()) == CellKind.TEXT
                && names.stream().skip(1).allMatch(name -> CellKind.of(name) == CellKind.TIME);
    }

    /// Whether the names of columns are words and then numbers that count, such as years.
    static boolean areNames(List<String> names) {
        List<String> filled = names.stream().filter(name -> !name.isEmpty()).toList();
        int first = filled.size() - 1;
        while (first > 0 && follows(filled.get(first - 1), filled.get(first))) {
            first--;
        }
        return filled.size() - first >= LEAST_VALUES && first > 0
                && filled.subList(0, first).stream().allMatch(name -> CellKind.of(name) == CellKind.TEXT);
    }

    /// The first of the columns whose names count up to the last, or are times.
    private static int firstValue(List<String> names) {
        int first = names.size() - 1;
        if (names.size() > 1 && CellKind.of(names.getLast()) == CellKind.TIME) {
            while (first > 0 && CellKind.of(names.get(first - 1)) == CellKind.TIME) {
                first--;
            }
            return first;
        }
        while (first > 0 && follows(names.get(first - 1), names.get(first))) {
            first--;
        }
        // In M4's files the name of the series is in V1.
        return first == 0 ? 1 : first;
    }

    private static boolean follows(String before, String after) {
        Matcher one = COUNTED.matcher(before);
        Matcher two = COUNTED.matcher(after);
        return one.matches() && two.matches() && one.group(1).equals(two.group(1))
                && Integer.parseInt(one.group(2)) + 1 == Integer.parseInt(two.group(2));
    }

    private static boolean hasLabels(Column column) {
        Set<String> labels = new HashSet<>();
        for (int row = 0; row < column.rows(); row++) {
            String label = column.text(row);
            if (CellKind.of(label) != CellKind.TEXT || !labels.add(label)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areNumbers(List<Column> values) {
        int numbers = 0;
        int filled = 0;
        for (Column column : values) {
            for (int row = 0; row < Math.min(column.rows(), EXAMINED); row++) {
                CellKind kind = CellKind.of(column.text(row));
                filled += kind == CellKind.EMPTY ? 0 : 1;
                numbers += kind == CellKind.NUMBER ? 1 : 0;
            }
        }
        return filled > 0 && numbers >= MOST * filled;
    }

    /// Whether series are of different lengths: the last cells of a row are empty.
    private static boolean haveEmptyEnds(List<Column> values) {
        for (int row = 0; row < Math.min(values.getFirst().rows(), EXAMINED); row++) {
            if (values.getLast().text(row).isEmpty() && values.get(values.size() - 2).text(row).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
