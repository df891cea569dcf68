package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Origin;
import dev.lstm4j.forecast.table.TimeColumn;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The columns of a table that are used, in order of time.
///
/// @param origin where the rows come from
/// @param time the times of the rows, or null if the rows are only counted
/// @param numbers columns of finite numbers, by name; NaN if a value is missing and not filled
/// @param texts columns of text, by name; empty if a value is missing and not filled
/// @param missing which values were missing, also if they are filled
/// @param warnings what was uncertain or changed when the rows were read
public record Series(Origin origin, @Nullable TimeColumn time, Map<String, double[]> numbers,
        Map<String, String[]> texts, Missing missing, List<Warning> warnings) {

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

    /// A column of numbers without those that were filled.
    ///
    /// @param name of a column that was read as numbers
    /// @return one a row, NaN if the table does not have it
    public double[] observed(String name) {
        double[] column = number(name);
        BitSet gaps = missing.rows(name);
        if (gaps == null) {
            return column;
        }
        double[] observed = column.clone();
        gaps.stream().forEach(row -> observed[row] = Double.NaN);
        return observed;
    }

    /// The numbers of a column that the table has in its first rows.
    ///
    /// @param name of a column that was read as numbers
    /// @param rows the number of first rows
    /// @return at most one a row
    public double[] known(String name, int rows) {
        double[] column = number(name);
        return missing.rows(name) == null
                ? Arrays.copyOf(column, rows)
                : IntStream.range(0, rows).filter(row -> !missing.is(name, row)).mapToDouble(row -> column[row])
                        .toArray();
    }

    /// The texts of a column that the table has in its first rows.
    ///
    /// @param name of a column that was read as text
    /// @param rows the number of first rows
    /// @return at most one a row
    public List<String> knownTexts(String name, int rows) {
        String[] column = text(name);
        return IntStream.range(0, rows).filter(row -> !missing.is(name, row)).mapToObj(row -> column[row]).toList();
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

    /// Refuses rows of which one was dropped.
    void requireComplete() {
        missing.columns().forEach((name, gaps) -> {
            throw ForecastException.table(
                    origin.place(gaps.nextSetBit(0), name) + ": expected a value, since the forecast reads the last "
                            + rows() + " rows, found none; fill missing values",
                    Setting.MISSING);
        });
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
                lastNumbers, lastTexts, missing.slice(from, rows()), warnings);
    }
}
