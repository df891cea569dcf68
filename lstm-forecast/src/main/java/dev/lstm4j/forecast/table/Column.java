package dev.lstm4j.forecast.table;

import java.util.AbstractList;
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
        public List<String> texts() {
            return Arrays.asList(cells);
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
        public Column reversed() {
            return new Text(Arrays.asList(cells).reversed().toArray(String[]::new));
        }

        @Override
        public Column slice(int from, int to) {
            return new Text(Arrays.copyOfRange(cells, from, to));
        }
    }

    /// Numbers; values that are not finite are missing.
    record Numbers(double[] values) implements Column {
        private static final double WHOLE = 1e15;

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String text(int row) {
            return Double.toString(values[row]);
        }

        /// Whole numbers without a fraction or an exponent, as dates and years are written.
        @Override
        public List<String> texts() {
            return new AbstractList<>() {
                @Override
                public String get(int row) {
                    double value = values[row];
                    return value == Math.rint(value) && Math.abs(value) < WHOLE
                            ? Long.toString((long) value)
                            : Double.toString(value);
                }

                @Override
                public int size() {
                    return values.length;
                }
            };
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
        public Column reversed() {
            double[] reversed = new double[values.length];
            Arrays.setAll(reversed, row -> values[values.length - 1 - row]);
            return new Numbers(reversed);
        }

        @Override
        public Column slice(int from, int to) {
            return new Numbers(Arrays.copyOfRange(values, from, to));
        }
    }

    /// Times that are read, with the cells that hold them.
    record Times(Column cells, List<TimeStamp> stamps) implements Column {
        @Override
        public int rows() {
            return stamps.size();
        }

        @Override
        public String text(int row) {
            return cells.text(row);
        }

        @Override
        public List<String> texts() {
            return cells.texts();
        }

        @Override
        public boolean isMissing(int row, Cells rules) {
            return cells.isMissing(row, rules);
        }

        @Override
        public boolean isMissingText(int row, Cells rules) {
            return cells.isMissingText(row, rules);
        }

        @Override
        public boolean looksLikeNumber(int row) {
            return cells.looksLikeNumber(row);
        }

        @Override
        public double number(int row, String place) {
            return cells.number(row, place);
        }

        @Override
        public Column reversed() {
            return new Times(cells.reversed(), List.copyOf(stamps.reversed()));
        }

        @Override
        public Column slice(int from, int to) {
            return new Times(cells.slice(from, to), stamps.subList(from, to));
        }
    }

    static Column of(List<String> cells) {
        return new Text(cells.toArray(String[]::new));
    }

    int rows();

    String text(int row);

    /// The cells as times may be written in them.
    List<String> texts();

    boolean isMissing(int row, Cells rules);

    boolean isMissingText(int row, Cells rules);

    Column reversed();

    /// Whether a number was meant, even one in a notation that cannot be read.
    boolean looksLikeNumber(int row);

    double number(int row, String place);

    Column slice(int from, int to);
}
