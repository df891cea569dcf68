package dev.lstm4j.training.data;

import dev.lstm4j.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/// The kinds of [Scaling] that can be fitted to data. Fit a scaling to the training set only, so that no information
/// leaks from the other parts, and apply it to all parts. A constant column gets scale 1.
///
/// ```java
/// Scaling scaling = ScalingKind.STANDARD.fit(trainingRows);
/// float[][] scaled = scaling.scale(allRows);
/// ```
///
public enum ScalingKind {
    /// Standardises to mean 0 and standard deviation 1 (population standard deviation, divisor n), as
    /// scikit-learn's `StandardScaler`.
    STANDARD,
    /// Scales to the range from 0 to 1, as scikit-learn's `MinMaxScaler`.
    MINMAX,
    /// Does not scale.
    NONE;

    /// A sum of squares that has lost no digits by underflow.
    private static final double LEAST_SQUARES = 1e-290;

    /// Fits a scaling to a series of one column.
    ///
    /// @param series `[rows]`, finite
    /// @return offset and scale
    /// @throws IllegalArgumentException if there are no rows or a number is not finite
    public Scaling fit(double[] series) {
        return fit(List.of(series), 0, series.length);
    }

    /// Fits a scaling to rows.
    ///
    /// @param rows `[rows][columns]`, finite
    /// @return the offset and scale of each column
    /// @throws IllegalArgumentException if there are no rows, rows have different numbers of columns, or a number is
    ///         not finite
    public Scaling fit(double[][] rows) {
        return fit(SeriesRows.of("rows", rows));
    }

    /// Fits a scaling to rows.
    ///
    /// @param rows `[rows][columns]`, finite
    /// @return the offset and scale of each column
    /// @throws IllegalArgumentException if there are no rows, rows have different numbers of columns, or a number is
    ///         not finite
    public Scaling fit(float[][] rows) {
        return fit(SeriesRows.of("rows", rows));
    }

    /// Fits a scaling to all steps of sequences.
    ///
    /// @param sequences `[N][T][columns]`, finite; lengths may differ
    /// @return the offset and scale of each column
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

    /// Fits a scaling to a range of rows.
    ///
    /// @param columns the columns, each with all rows
    /// @param fromRow the first row
    /// @param toRow the end row (exclusive)
    /// @return the offset and scale of each column
    /// @throws IllegalArgumentException if the range is empty or not inside the columns, or a number in it is not finite
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
                    // Not the mean if all values are equal: it may differ from them by rounding.
                    double mean = constant ? range.getMin() : mean(column, fromRow, toRow, range.getAverage());
                    offsets.add(mean);
                    scales.add(constant ? 1.0 : deviation(column, fromRow, toRow, mean));
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

    /// The mean; of parts if the sum overflows.
    private static double mean(double[] column, int fromRow, int toRow, double average) {
        if (Double.isFinite(average)) {
            return average;
        }
        double mean = 0;
        for (int row = fromRow; row < toRow; row++) {
            mean += column[row] / (toRow - fromRow);
        }
        return mean;
    }

    /// The standard deviation; in units of the largest distance from the mean if squares overflow or underflow.
    private static double deviation(double[] column, int fromRow, int toRow, double mean) {
        double squares = 0;
        double largest = 0;
        for (int row = fromRow; row < toRow; row++) {
            double distance = Math.abs(column[row] - mean);
            squares += distance * distance;
            largest = Math.max(largest, distance);
        }
        if (squares >= LEAST_SQUARES && squares <= Double.MAX_VALUE || largest == 0) {
            double deviation = Math.sqrt(squares / (toRow - fromRow));
            return deviation == 0 ? 1 : deviation;
        }
        double relative = 0;
        for (int row = fromRow; row < toRow; row++) {
            double distance = (column[row] - mean) / largest;
            relative += distance * distance;
        }
        return largest * Math.sqrt(relative / (toRow - fromRow));
    }
}
