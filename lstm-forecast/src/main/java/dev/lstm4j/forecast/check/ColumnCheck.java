package dev.lstm4j.forecast.check;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.Column;
import dev.lstm4j.forecast.table.Table;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is in one column of a table, and what it is used for.
///
/// @param name of the column
/// @param kind what its cells are
/// @param use what a training does with it
/// @param reason why it is left out, or an empty text
/// @param contents its cells
public record ColumnCheck(String name, Kind kind, Use use, String reason, Contents contents) {
    /// The number of different cells that are kept.
    public static final int MOST_VALUES = 8;
    /// The number of different cells that are counted.
    public static final int MOST_DISTINCT = 1000;

    /// What the cells of a column are.
    public enum Kind {
        /// Dates or times.
        TIME,
        /// Numbers.
        NUMBER,
        /// Text.
        TEXT,
        /// No cell has a value.
        EMPTY
    }

    /// What a training does with a column.
    public enum Use {
        /// Its cells are the times of the rows.
        TIME,
        /// It is forecast, and read.
        TARGET,
        /// It is read.
        FEATURE,
        /// It is not used.
        NONE
    }

    /// The cells of a column.
    ///
    /// @param missing the number of cells without a value
    /// @param min the smallest number; NaN for other kinds
    /// @param max the largest number; NaN for other kinds
    /// @param values different cells in the order of the rows, at most [#MOST_VALUES]
    /// @param distinct the number of different cells with a value, counted up to [#MOST_DISTINCT]
    public record Contents(int missing, double min, double max, List<String> values, int distinct) {

        /// Copies the list.
        public Contents {
            values = List.copyOf(values);
        }
    }

    static ColumnCheck of(Table table, String name, Kind kind, Use use, String reason, Cells cells) {
        Column column = table.column(name);
        boolean text = kind == Kind.TEXT || kind == Kind.TIME;
        int missing = 0;
        DoubleSummaryStatistics numbers = new DoubleSummaryStatistics();
        Set<String> distinct = new LinkedHashSet<>();
        for (int row = 0; row < column.rows(); row++) {
            if (text ? column.isMissingText(row, cells) : column.isMissing(row, cells)) {
                missing++;
                continue;
            }
            if (distinct.size() < MOST_DISTINCT) {
                distinct.add(column.text(row));
            }
            if (kind == Kind.NUMBER) {
                accept(numbers, column, row);
            }
        }
        boolean known = numbers.getCount() > 0;
        Contents contents = new Contents(missing, known ? numbers.getMin() : Double.NaN,
                known ? numbers.getMax() : Double.NaN, distinct.stream().limit(MOST_VALUES).toList(), distinct.size());
        return new ColumnCheck(name, missing == column.rows() ? Kind.EMPTY : kind, use, reason, contents);
    }

    /// Adds a number. One that cannot be read is a problem of its own.
    private static void accept(DoubleSummaryStatistics numbers, Column column, int row) {
        try {
            numbers.accept(column.number(row, Integer::toString));
        } catch (ForecastException e) {
            // Training tells where it is.
        }
    }
}
