package dev.lstm4j.forecast.check;

import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.Table;
import java.util.ArrayList;
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
    /// @param least the smallest number; NaN for other kinds
    /// @param most the largest number; NaN for other kinds
    /// @param values different cells in the order of the rows, at most [#MOST_VALUES]
    /// @param distinct the number of different cells with a value, counted up to [#MOST_DISTINCT]
    public record Contents(int missing, double least, double most, List<String> values, int distinct) {

        /// Copies the list.
        public Contents {
            values = List.copyOf(values);
        }
    }

    static ColumnCheck of(Table table, String name, Kind kind, Use use, String reason, Cells cells) {
        int missing = 0;
        double least = Double.NaN;
        double most = Double.NaN;
        List<String> values = new ArrayList<>();
        Set<String> distinct = new LinkedHashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            boolean text = kind == Kind.TEXT || kind == Kind.TIME;
            if (text ? table.isMissingText(row, name, cells) : table.isMissing(row, name, cells)) {
                missing++;
                continue;
            }
            if (distinct.size() < MOST_DISTINCT && distinct.add(table.text(row, name))
                    && values.size() < MOST_VALUES) {
                values.add(table.text(row, name));
            }
            if (kind == Kind.NUMBER && Cells.isNumber(table.text(row, name))) {
                double value = table.number(row, name);
                least = Double.isNaN(least) ? value : Math.min(least, value);
                most = Double.isNaN(most) ? value : Math.max(most, value);
            }
        }
        Kind found = missing == table.rows() ? Kind.EMPTY : kind;
        return new ColumnCheck(name, found, use, reason,
                new Contents(missing, least, most, values, distinct.size()));
    }
}
