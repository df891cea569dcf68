package dev.lstm4j.training.data;

import dev.lstm4j.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/// Ways to fit a [Scaling] to data. Fit it to the training part alone, so that nothing of the later parts leaks into
/// the training, and scale all parts with it. A constant column gets scale 1.
///
/// ```java
/// Scaling scaling = ScalingKind.STANDARD.fit(trainingRows);
/// float[][] scaled = scaling.scale(allRows);
/// ```
///
public enum ScalingKind {
    /// To mean 0 and standard deviation 1 (of the population, divisor n), as scikit-learn's `StandardScaler`.
    STANDARD,
    /// To the range from 0 to 1, as scikit-learn's `MinMaxScaler`.
    MINMAX,
    /// No change.
    NONE;

    /// Fits to a series of one column.
    ///
    /// @param series `[rows]`, finite
    /// @return offset and scale
    /// @throws IllegalArgumentException if there are no rows or a number is not finite
    public Scaling fit(double[] series) {
        return fit(List.of(series), 0, series.length);
    }

    /// Fits to rows.
    ///
    /// @param rows `[rows][columns]`, finite
    /// @return offset and scale of each column
    /// @throws IllegalArgumentException if there are no rows, rows have different numbers of columns, or a number is
    ///         not finite
    public Scaling fit(double[][] rows) {
        return fit(SeriesRows.of("rows", rows));
    }

    /// Fits to rows.
    ///
    /// @param rows `[rows][columns]`, finite
    /// @return offset and scale of each column
    /// @throws IllegalArgumentException if there are no rows, rows have different numbers of columns, or a number is
    ///         not finite
    public Scaling fit(float[][] rows) {
        return fit(SeriesRows.of("rows", rows));
    }

    /// Fits to all steps of sequences.
    ///
    /// @param sequences `[N][T][columns]`, finite; lengths may differ
    /// @return offset and scale of each column
    /// @throws IllegalArgumentException if there are no steps, steps have different numbers of columns, or a number is
    ///         not finite
    public Scaling fit(float[][][] sequences) {
        Checks.vectors("sequences", sequences);
        return fit(Arrays.stream(sequences).flatMap(Arrays::stream).toArray(float[][]::new));
    }

    private Scaling fit(SeriesRows rows) {
        List<double[]> columns = new ArrayList<>();
        for (int column = 0; column < rows.columns(); column++) {
            double[] values = new double[rows.rows()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row, column);
            }
            columns.add(values);
        }
        return fit(columns, 0, rows.rows());
    }

    /// Fits to some rows of columns.
    ///
    /// @param columns column by column, each with all rows
    /// @param fromRow the first row to look at
    /// @param toRow past the last row to look at
    /// @return offset and scale of each column
    /// @throws IllegalArgumentException if there are no such rows or a number in them is not finite
    public Scaling fit(List<double[]> columns, int fromRow, int toRow) {
        List<Double> offsets = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        for (double[] column : columns) {
            if (fromRow < 0 || fromRow >= toRow || toRow > column.length) {
                throw new IllegalArgumentException("scaling: expected at least one row of " + column.length
                        + ", found rows [" + fromRow + ", " + toRow + ")");
            }
            requireFinite(column, offsets.size(), fromRow, toRow);
            DoubleSummaryStatistics range = Arrays.stream(column, fromRow, toRow).summaryStatistics();
            boolean constant = range.getMin() == range.getMax();
            switch (this) {
                case STANDARD -> {
                    // Not the mean if all are equal: it would be a rounding error away from them.
                    offsets.add(constant ? range.getMin() : range.getAverage());
                    scales.add(constant ? 1.0 : deviation(column, fromRow, toRow, range.getAverage()));
                }
                case MINMAX -> {
                    offsets.add(range.getMin());
                    scales.add(constant ? 1.0 : range.getMax() - range.getMin());
                }
                case NONE -> {
                    offsets.add(0.0);
                    scales.add(1.0);
                }
            }
        }
        return new Scaling(offsets, scales);
    }

    private static void requireFinite(double[] column, int number, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            if (!Double.isFinite(column[row])) {
                throw new IllegalArgumentException("scaling: expected finite numbers, found " + column[row] + " in row "
                        + row + ", column " + number);
            }
        }
    }

    private static double deviation(double[] column, int fromRow, int toRow, double mean) {
        double squares = 0;
        for (int row = fromRow; row < toRow; row++) {
            squares += (column[row] - mean) * (column[row] - mean);
        }
        double deviation = Math.sqrt(squares / (toRow - fromRow));
        return deviation == 0 ? 1 : deviation; // of numbers so close that the squares underflow
    }
}
