package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import java.util.AbstractList;
import java.util.List;
import java.util.function.IntFunction;

/// One column of a table: text as a file has it, or numbers.
public sealed interface Column permits TextColumn, NumberColumn, NotationColumn, TimesColumn, SelectedColumn {

    /// The number of rows.
    ///
    /// @return at least 0
    int rows();

    /// The text of a cell.
    ///
    /// @param row from 0
    /// @return without spaces around
    String text(int row);

    /// Whether a cell of a column of numbers has no value.
    ///
    /// @param row from 0
    /// @param rules which texts are missing values
    /// @return whether it counts as missing
    boolean isMissing(int row, Cells rules);

    /// Whether a cell of a column of text has no value.
    ///
    /// @param row from 0
    /// @param rules which texts are missing values
    /// @return whether it counts as missing
    boolean isMissingText(int row, Cells rules);

    /// Whether a number was meant, even one in a notation that cannot be read.
    ///
    /// @param row from 0
    /// @return whether it looks like a number
    boolean looksLikeNumber(int row);

    /// The number in a cell.
    ///
    /// @param row from 0
    /// @param place names the place of a row in messages
    /// @return a finite number
    /// @throws ForecastException if the cell is not a number
    double number(int row, IntFunction<String> place);

    /// The texts of all cells. Numbers without a fraction are written as whole numbers, as dates and years are.
    ///
    /// @return a view
    default List<String> texts() {
        return new AbstractList<>() {
            @Override
            public String get(int row) {
                return text(row);
            }

            @Override
            public int size() {
                return rows();
            }
        };
    }

    /// Some consecutive rows.
    ///
    /// @param from the first
    /// @param to past the last
    /// @return a view
    Column slice(int from, int to);

    /// Some rows in any order.
    ///
    /// @param rows from 0; not copied
    /// @return a view
    default Column select(int[] rows) {
        return new SelectedColumn(this, rows, 0, rows.length);
    }
}
