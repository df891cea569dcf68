package dev.lstm4j.training;

import dev.lstm4j.Scaling;
import java.util.ArrayList;
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
        if (fromRow < 0 || fromRow >= toRow) {
            throw new IllegalArgumentException(
                    "scaling: expected at least one row, found rows [" + fromRow + ", " + toRow + ")");
        }
        List<Double> offsets = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        for (double[] column : columns) {
            double offset = offset(column, fromRow, toRow);
            double scale = scale(column, fromRow, toRow, offset);
            offsets.add(offset);
            scales.add(scale == 0 ? 1 : scale);
        }
        return new Scaling(offsets, scales);
    }

    private double offset(double[] column, int fromRow, int toRow) {
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        for (int row = fromRow; row < toRow; row++) {
            sum += column[row];
            min = Math.min(min, column[row]);
        }
        return switch (this) {
        case STANDARD -> sum / (toRow - fromRow);
        case MINMAX -> min;
        case NONE -> 0;
        };
    }

    private double scale(double[] column, int fromRow, int toRow, double offset) {
        double squares = 0;
        double max = Double.NEGATIVE_INFINITY;
        for (int row = fromRow; row < toRow; row++) {
            double distance = column[row] - offset;
            squares += distance * distance;
            max = Math.max(max, distance);
        }
        return switch (this) {
        case STANDARD -> Math.sqrt(squares / (toRow - fromRow));
        case MINMAX -> max;
        case NONE -> 1;
        };
    }
}
