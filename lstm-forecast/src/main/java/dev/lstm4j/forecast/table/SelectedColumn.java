package dev.lstm4j.forecast.table;

import java.util.Objects;
import java.util.function.IntFunction;

/// Some rows of another column, in any order.
///
/// @param column the other
/// @param order rows of the other column
/// @param from the first position in the order
/// @param to past the last position
record SelectedColumn(Column column, int[] order, int from, int to) implements Column {

    @Override
    public int rows() {
        return to - from;
    }

    private int other(int row) {
        return order[from + Objects.checkIndex(row, rows())];
    }

    @Override
    public String text(int row) {
        return column.text(other(row));
    }

    @Override
    public boolean isMissing(int row, Cells rules) {
        return column.isMissing(other(row), rules);
    }

    @Override
    public boolean isMissingText(int row, Cells rules) {
        return column.isMissingText(other(row), rules);
    }

    @Override
    public boolean looksLikeNumber(int row) {
        return column.looksLikeNumber(other(row));
    }

    @Override
    public double number(int row, IntFunction<String> place) {
        return column.number(other(row), _ -> place.apply(row));
    }

    @Override
    public Column slice(int first, int end) {
        Objects.checkFromToIndex(first, end, rows());
        return new SelectedColumn(column, order, from + first, from + end);
    }
}
