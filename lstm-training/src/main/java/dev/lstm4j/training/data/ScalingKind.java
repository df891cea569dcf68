package dev.lstm4j.training.data;

import dev.lstm4j.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/// Ways to fit a [Scaling] to columns.
public enum ScalingKind {
    /// Mean 0 and standard deviation 1 (of the population, divisor n).
    STANDARD,
    /// From 0 to 1.
    MINMAX,
    /// As it is.
    NONE;

    /// Fits to some rows: the training part only, so that nothing of the later parts leaks into it.
    ///
    /// @param columns column by column, each with all rows
    /// @param fromRow the first row to look at
    /// @param toRow past the last row to look at
    /// @return offset and scale of each column; a column that is constant in these rows gets scale 1
    /// @throws IllegalArgumentException where there are no such rows
    public Scaling fit(List<double[]> columns, int fromRow, int toRow) {
        List<Double> offsets = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        for (double[] column : columns) {
            if (fromRow < 0 || fromRow >= toRow || toRow > column.length) {
                throw new IllegalArgumentException("scaling: expected at least one row of " + column.length
                        + ", found rows [" + fromRow + ", " + toRow + ")");
            }
            DoubleSummaryStatistics range = Arrays.stream(column, fromRow, toRow).summaryStatistics();
            boolean constant = range.getMin() == range.getMax();
            switch (this) {
                case STANDARD -> {
                    // Not the mean where all are equal: it would be a rounding error away from them.
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

    private static double deviation(double[] column, int fromRow, int toRow, double mean) {
        double squares = 0;
        for (int row = fromRow; row < toRow; row++) {
            squares += (column[row] - mean) * (column[row] - mean);
        }
        return Math.sqrt(squares / (toRow - fromRow));
    }
}
