package dev.lstm4j.cli.report;

import dev.lstm4j.io.internal.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A table of text. Each column is as wide as its widest cell; numbers are right-aligned.
public final class TextTable {
    private static final double SMALLEST = 1e-6;
    private static final double LARGEST = 1e12;

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] left;
    private final String gap;

    /// @param columns the number of columns
    /// @param leftColumns the number of leading columns that are text and left-aligned
    /// @param gap the text between columns
    public TextTable(int columns, int leftColumns, String gap) {
        this.left = new boolean[columns];
        for (int column = 0; column < leftColumns; column++) {
            left[column] = true;
        }
        this.gap = gap;
    }

    /// Adds a row. Control characters of its cells are replaced, because a terminal would interpret them.
    ///
    /// @param cells one for each column
    /// @return this
    public TextTable row(String... cells) {
        if (cells.length != left.length) {
            throw new IllegalArgumentException("row: expected " + left.length + " cells, found " + cells.length);
        }
        rows.add(Arrays.stream(cells).map(Printable::oneLine).toArray(String[]::new));
        return this;
    }

    /// The width of a column.
    ///
    /// @param column from 0
    /// @return in characters
    int width(int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }

    /// The width of the table.
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
    /// @return the number, with the header if there is one
    int rows() {
        return rows.size();
    }

    /// One row, as wide as the table.
    ///
    /// @param index from 0
    /// @return the row, without a line break
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
    /// @param indent the text before each line
    /// @return the lines, each with a line break
    public String text(String indent) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            text.append((indent + line(row)).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /// The number of decimals that gives four significant digits.
    ///
    /// @param size the magnitude of the numbers
    /// @return 0 to 9; -1 for an exponent, if they are very large or small
    public static int decimals(double size) {
        if (!(size > 0) || Double.isInfinite(size)) {
            return 3;
        }
        if (size < SMALLEST || size >= LARGEST) {
            return -1;
        }
        return Math.clamp(3 - (long) Math.floor(Math.log10(size)), 0, 9);
    }

    /// Formats a number, with a decimal point in every locale.
    ///
    /// @param value any number
    /// @param decimals digits after the point, or -1 for four digits with an exponent
    /// @return the text; `-` if the number is not finite
    public static String number(double value, int decimals) {
        if (decimals < 0 && Double.isFinite(value)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
    }
}
