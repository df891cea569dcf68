package dev.lstm4j.forecast.table;

import java.util.Arrays;
import java.util.List;

/// One column of a table: text as a file has it, or numbers.
sealed interface Column {

    /// Cells of text, without spaces around.
    record Text(String[] cells) implements Column {
        @Override
        public int rows() {
            return cells.length;
        }

        @Override
        public String text(int row) {
            return cells[row];
        }

        @Override
        public boolean isMissing(int row, Cells rules) {
            return rules.isMissing(cells[row]);
        }

        @Override
        public boolean isMissingText(int row, Cells rules) {
            return rules.isMissingText(cells[row]);
        }

        @Override
        public boolean looksLikeNumber(int row) {
            return Cells.looksLikeNumber(cells[row]);
        }

        @Override
        public double number(int row, String place) {
            return Cells.number(cells[row], place);
        }

        @Override
        public Column select(int[] rows) {
            String[] selected = new String[rows.length];
            Arrays.setAll(selected, row -> cells[rows[row]]);
            return new Text(selected);
        }

        @Override
        public Column slice(int from, int to) {
            return new Text(Arrays.copyOfRange(cells, from, to));
        }
    }

    /// Numbers; values that are not finite are missing.
    record Numbers(double[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String text(int row) {
            return Double.toString(values[row]);
        }

        @Override
        public boolean isMissing(int row, Cells rules) {
            return !Double.isFinite(values[row]) || rules.isMarker(values[row]);
        }

        @Override
        public boolean isMissingText(int row, Cells rules) {
            return isMissing(row, rules);
        }

        @Override
        public boolean looksLikeNumber(int row) {
            return Double.isFinite(values[row]);
        }

        @Override
        public double number(int row, String place) {
            return values[row];
        }

        @Override
        public Column select(int[] rows) {
            double[] selected = new double[rows.length];
            Arrays.setAll(selected, row -> values[rows[row]]);
            return new Numbers(selected);
        }

        @Override
        public Column slice(int from, int to) {
            return new Numbers(Arrays.copyOfRange(values, from, to));
        }
    }

    static Column of(List<String> cells) {
        return new Text(cells.toArray(String[]::new));
    }

    int rows();

    String text(int row);

    boolean isMissing(int row, Cells rules);

    boolean isMissingText(int row, Cells rules);

    Column select(int[] rows);

    /// Whether a number was meant, even one in a notation that cannot be read.
    boolean looksLikeNumber(int row);

    double number(int row, String place);

    Column slice(int from, int to);
}
