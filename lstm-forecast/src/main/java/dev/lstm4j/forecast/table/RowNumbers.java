package dev.lstm4j.forecast.table;

import java.util.Arrays;
import java.util.Objects;

/// The numbers of the rows of a table in their source. Rows that follow one another take no memory: only the first of
/// each run is kept.
public final class RowNumbers {
    private final int[] starts;
    private final long[] numbers;
    private final int first;
    private final int rows;

    private RowNumbers(int[] starts, long[] numbers, int first, int rows) {
        this.starts = starts;
        this.numbers = numbers;
        this.first = first;
        this.rows = rows;
    }

    /// Consecutive numbers.
    ///
    /// @param from the first
    /// @param count the number of rows
    /// @return the numbers
    public static RowNumbers from(long from, int count) {
        return new RowNumbers(new int[]{0}, new long[]{from}, 0, count);
    }

    /// Collects numbers.
    static final class Builder {
        private int[] starts = new int[4];
        private long[] numbers = new long[4];
        private int runs;
        private int rows;
        private long next;

        /// Adds the number of the next row.
        void add(long number) {
            if (runs == 0 || number != next) {
                if (runs == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * runs);
                    numbers = Arrays.copyOf(numbers, 2 * runs);
                }
                starts[runs] = rows;
                numbers[runs++] = number;
            }
            rows++;
            next = number + 1;
        }

        /// The number of rows.
        int rows() {
            return rows;
        }

        RowNumbers build() {
            return new RowNumbers(Arrays.copyOf(starts, runs), Arrays.copyOf(numbers, runs), 0, rows);
        }
    }

    /// The number of rows.
    ///
    /// @return at least 0
    public int size() {
        return rows;
    }

    /// The number of a row.
    ///
    /// @param row from 0
    /// @return its number in the source
    public long get(int row) {
        int at = first + Objects.checkIndex(row, rows);
        int found = Arrays.binarySearch(starts, at);
        int run = found < 0 ? -found - 2 : found;
        return numbers[run] + at - starts[run];
    }

    /// Some rows in any order.
    ///
    /// @param chosen from 0
    /// @return their numbers
    public RowNumbers select(int[] chosen) {
        Builder builder = new Builder();
        for (int row : chosen) {
            builder.add(get(row));
        }
        return builder.build();
    }

    /// Some consecutive rows.
    ///
    /// @param from the first
    /// @param to past the last
    /// @return their numbers
    public RowNumbers slice(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        return new RowNumbers(starts, numbers, first + from, to - from);
    }

    /// Whether the other has the same numbers.
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof RowNumbers that) || that.rows != rows) {
            return false;
        }
        for (int row = 0; row < rows; row++) {
            if (get(row) != that.get(row)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return rows == 0 ? 0 : 31 * rows + Long.hashCode(get(rows - 1));
    }

    /// The first and the last number.
    @Override
    public String toString() {
        return rows == 0 ? "[]" : "[" + get(0) + " to " + get(rows - 1) + ", " + rows + " rows]";
    }
}
