package dev.lstm4j.training.data;

/// The rows of a time series in arrays of the caller, which are not copied.
interface SeriesRows {

    /// @return the number of rows
    int rows();

    /// @return the number of values in a row
    int columns();

    /// One value.
    double get(int row, int column);

    /// Copies rows.
    ///
    /// @param out row r goes to `out[offset + (r - from)·stride …]`
    default void copy(int from, int to, float[] out, int offset, int stride) {
        for (int row = from; row < to; row++) {
            for (int column = 0; column < columns(); column++) {
                out[offset + (row - from) * stride + column] = (float) get(row, column);
            }
        }
    }

    /// One column.
    record Column(double[] values) implements SeriesRows {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public int columns() {
            return 1;
        }

        @Override
        public double get(int row, int column) {
            return values[row];
        }
    }

    /// All rows in one array.
    record Flat(float[] values, int columns) implements SeriesRows {
        @Override
        public int rows() {
            return values.length / columns;
        }

        @Override
        public double get(int row, int column) {
            return values[row * columns + column];
        }

        @Override
        public void copy(int from, int to, float[] out, int offset, int stride) {
            if (stride == columns) {
                System.arraycopy(values, from * columns, out, offset, (to - from) * columns);
                return;
            }
            for (int row = from; row < to; row++) {
                System.arraycopy(values, row * columns, out, offset + (row - from) * stride, columns);
            }
        }
    }

    /// One float array for each row.
    record Floats(float[][] values, int columns) implements SeriesRows {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public double get(int row, int column) {
            return values[row][column];
        }

        @Override
        public void copy(int from, int to, float[] out, int offset, int stride) {
            for (int row = from; row < to; row++) {
                System.arraycopy(values[row], 0, out, offset + (row - from) * stride, columns);
            }
        }
    }

    /// One double array for each row.
    record Doubles(double[][] values, int columns) implements SeriesRows {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public double get(int row, int column) {
            return values[row][column];
        }
    }

    static SeriesRows of(String name, float[][] values) {
        int columns = values.length == 0 ? 1 : values[0].length;
        for (int row = 0; row < values.length; row++) {
            requireColumns(name, values[row].length, columns, row);
        }
        return new Floats(values, columns);
    }

    static SeriesRows of(String name, double[][] values) {
        int columns = values.length == 0 ? 1 : values[0].length;
        for (int row = 0; row < values.length; row++) {
            requireColumns(name, values[row].length, columns, row);
        }
        return new Doubles(values, columns);
    }

    static SeriesRows of(String name, float[] values, int columns) {
        Checks.requireAtLeastOne("columns", columns);
        if (values.length % columns != 0) {
            throw new IllegalArgumentException(name + ": expected whole rows of " + columns + " floats, found "
                    + values.length + " floats");
        }
        return new Flat(values, columns);
    }

    private static void requireColumns(String name, int found, int columns, int row) {
        if (found != columns || columns == 0) {
            throw new IllegalArgumentException(name + ": expected " + Math.max(columns, 1)
                    + " columns in each row as in the first, found " + found + " in row " + row);
        }
    }
}
