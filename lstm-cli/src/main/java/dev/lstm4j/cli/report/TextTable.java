package dev.lstm4j.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Columns of text, each as wide as its widest cell, numbers to the right.
public final class TextTable {
    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] left;
    private final String gap;

    /// @param columns the number of columns
    /// @param leftColumns the first so many are text and stand to the left
    /// @param gap between columns
    public TextTable(int columns, int leftColumns, String gap) {
        this.left = new boolean[columns];
        for (int column = 0; column < leftColumns; column++) {
            left[column] = true;
        }
        this.gap = gap;
    }

    /// Adds a row.
    ///
    /// @param cells as many as there are columns
    /// @return this
    public TextTable row(String... cells) {
        if (cells.length != left.length) {
            throw new IllegalArgumentException("row: expected " + left.length + " cells, found " + cells.length);
        }
        rows.add(cells.clone());
        return this;
    }

    /// How wide a column is.
    ///
    /// @param column from 0
    /// @return in characters
    int width(int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }

    /// How wide the table is.
    ///
    /// @return in characters
    int width() {
        int width = gap.length() * (left.length - 1);
        for (int column = 0; column < left.length; column++) {
            width += width(column);
        }
        return width;
    }

    /// The number of rows.
    ///
    /// @return with the header, where there is one
    int rows() {
        return rows.size();
    }

    /// One row, as wide as the table.
    ///
    /// @param index from 0
    /// @return no line end
    String line(int index) {
        String[] row = rows.get(index);
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.length; column++) {
            String padding = " ".repeat(width(column) - row[column].length());
            line.append(column == 0 ? "" : gap).append(left[column] ? row[column] + padding : padding + row[column]);
        }
        return line.toString();
    }

    /// The table.
    ///
    /// @param indent before each line
    /// @return lines, the last with its end
    public String text(String indent) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            text.append((indent + line(row)).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /// The number of decimals that show four significant digits.
    ///
    /// @param size of the numbers that matter
    /// @return 0 to 9
    public static int decimals(double size) {
        if (!(size > 0) || Double.isInfinite(size)) {
            return 3;
        }
        return Math.clamp(3 - (long) Math.floor(Math.log10(size)), 0, 9);
    }

    /// A number for people, with a point in every language.
    ///
    /// @param value any
    /// @param decimals digits after the point
    /// @return `-` where it is not finite
    public static String number(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
    }
}
