package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Origin;
import dev.lstm4j.forecast.table.TimeColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of a table that are used, complete and in order of time.
///
/// @param origin where the rows come from
/// @param time the times of the rows, or null if the rows are only counted
/// @param numbers columns of finite numbers, by name
/// @param texts columns of text, by name
/// @param warnings what was uncertain or changed when the rows were read
public record Series(Origin origin, @Nullable TimeColumn time, Map<String, double[]> numbers,
        Map<String, String[]> texts, List<Warning> warnings) {

    /// The number of rows.
    ///
    /// @return at least 0
    public int rows() {
        return origin.rows();
    }

    /// A column of numbers.
    ///
    /// @param name of a column that was read as numbers
    /// @return one a row
    public double[] number(String name) {
        return column(numbers, name);
    }

    /// A column of text.
    ///
    /// @param name of a column that was read as text
    /// @return one a row
    public String[] text(String name) {
        return column(texts, name);
    }

    private static <T> T column(Map<String, T> columns, String name) {
        T column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("series: expected one of " + columns.keySet() + ", found " + name);
        }
        return column;
    }

    /// The name of a row in tables.
    ///
    /// @param row from 0
    /// @return its time, or its number from 1
    public String label(int row) {
        return time == null ? Integer.toString(row + 1) : time.stamps().get(row).toString();
    }

    /// The last rows alone.
    ///
    /// @param count the number of rows, at most all of them
    /// @return a copy
    public Series last(int count) {
        int from = rows() - count;
        Map<String, double[]> lastNumbers = new LinkedHashMap<>();
        numbers.forEach((name, column) -> lastNumbers.put(name, Arrays.copyOfRange(column, from, rows())));
        Map<String, String[]> lastTexts = new LinkedHashMap<>();
        texts.forEach((name, column) -> lastTexts.put(name, Arrays.copyOfRange(column, from, rows())));
        return new Series(origin.slice(from, rows()), time == null ? null : time.rows(from, rows()),
                lastNumbers, lastTexts, warnings);
    }
}
