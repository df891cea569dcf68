package dev.lstm4j;

import java.util.List;

/// A linear scaling of columns to a range in which networks train well: `scaled = (value - offset) / scale` for each
/// column. All arithmetic is in double. `ScalingKind` of the training module fits one to data, as scikit-learn's
/// `StandardScaler` and `MinMaxScaler` do.
///
/// Immutable and thread-safe; the methods for arrays return new arrays.
///
/// @param offsets one for each column, in the column's unit
/// @param scales one for each column, in the column's unit; never 0
public record Scaling(List<Double> offsets, List<Double> scales) {

    /// Copies the lists and checks them.
    ///
    /// @throws IllegalArgumentException if the lists differ in length, or a number is not finite, or a scale is 0
    public Scaling {
        offsets = List.copyOf(offsets);
        scales = List.copyOf(scales);
        if (offsets.size() != scales.size()) {
            throw new IllegalArgumentException(
                    "scales: expected " + offsets.size() + " numbers, one per offset, found " + scales.size());
        }
        for (int column = 0; column < scales.size(); column++) {
            if (!Double.isFinite(offsets.get(column)) || !Double.isFinite(scales.get(column))
                    || scales.get(column) == 0) {
                throw new IllegalArgumentException("scaling of column " + column
                        + ": expected a finite offset and a finite scale other than 0, found " + offsets.get(column)
                        + " and " + scales.get(column));
            }
        }
    }

    /// The number of columns.
    ///
    /// @return at least 0
    public int columns() {
        return offsets.size();
    }

    /// Scales one number.
    ///
    /// @param column from 0
    /// @param value in the column's unit
    /// @return the scaled value, without unit
    public double scale(int column, double value) {
        return (value - offsets.get(column)) / scales.get(column);
    }

    /// The inverse of [#scale(int, double)].
    ///
    /// @param column from 0
    /// @param scaled without unit
    /// @return the value in the column's unit
    public double unscale(int column, double scaled) {
        return scaled * scales.get(column) + offsets.get(column);
    }

    /// Scales a series of one column.
    ///
    /// @param series `[rows]`, in the column's unit
    /// @return a new array
    /// @throws IllegalArgumentException if this scaling does not have exactly one column
    public double[] scale(double[] series) {
        return change(series, true);
    }

    /// The inverse of [#scale(double\[\])].
    ///
    /// @param series `[rows]`, without unit
    /// @return a new array
    /// @throws IllegalArgumentException if this scaling does not have exactly one column
    public double[] unscale(double[] series) {
        return change(series, false);
    }

    /// Scales rows.
    ///
    /// @param rows `[rows][columns]`, in the columns' units
    /// @return new arrays
    /// @throws IllegalArgumentException if a row has another number of columns
    public double[][] scale(double[][] rows) {
        return change(rows, true);
    }

    /// The inverse of [#scale(double\[\]\[\])].
    ///
    /// @param rows `[rows][columns]`, without unit
    /// @return new arrays
    /// @throws IllegalArgumentException if a row has another number of columns
    public double[][] unscale(double[][] rows) {
        return change(rows, false);
    }

    /// Scales rows.
    ///
    /// @param rows `[rows][columns]`, in the columns' units
    /// @return new arrays
    /// @throws IllegalArgumentException if a row has another number of columns
    public float[][] scale(float[][] rows) {
        return change("", rows, true);
    }

    /// The inverse of [#scale(float\[\]\[\])].
    ///
    /// @param rows `[rows][columns]`, without unit
    /// @return new arrays
    /// @throws IllegalArgumentException if a row has another number of columns
    public float[][] unscale(float[][] rows) {
        return change("", rows, false);
    }

    /// Scales sequences.
    ///
    /// @param sequences `[N][T][columns]`, in the columns' units; lengths may differ
    /// @return new arrays
    /// @throws IllegalArgumentException if a step has another number of columns
    public float[][][] scale(float[][][] sequences) {
        return change(sequences, true);
    }

    /// The inverse of [#scale(float\[\]\[\]\[\])].
    ///
    /// @param sequences `[N][T][columns]`, without unit
    /// @return new arrays
    /// @throws IllegalArgumentException if a step has another number of columns
    public float[][][] unscale(float[][][] sequences) {
        return change(sequences, false);
    }

    private double change(int column, double value, boolean forward) {
        return forward ? scale(column, value) : unscale(column, value);
    }

    private double[] change(double[] series, boolean forward) {
        requireColumns("series", 1);
        double[] changed = new double[series.length];
        for (int row = 0; row < series.length; row++) {
            changed[row] = change(0, series[row], forward);
        }
        return changed;
    }

    private double[][] change(double[][] rows, boolean forward) {
        double[][] changed = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            requireColumns("row " + row, rows[row].length);
            changed[row] = new double[rows[row].length];
            for (int column = 0; column < rows[row].length; column++) {
                changed[row][column] = change(column, rows[row][column], forward);
            }
        }
        return changed;
    }

    private float[][] change(String place, float[][] rows, boolean forward) {
        float[][] changed = new float[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            requireColumns(place.isEmpty() ? "row " + row : place + ", step " + row, rows[row].length);
            changed[row] = new float[rows[row].length];
            for (int column = 0; column < rows[row].length; column++) {
                changed[row][column] = (float) change(column, rows[row][column], forward);
            }
        }
        return changed;
    }

    private float[][][] change(float[][][] sequences, boolean forward) {
        float[][][] changed = new float[sequences.length][][];
        for (int example = 0; example < sequences.length; example++) {
            changed[example] = change("example " + example, sequences[example], forward);
        }
        return changed;
    }

    private void requireColumns(String place, int found) {
        if (found != columns()) {
            throw new IllegalArgumentException(
                    place + ": expected " + columns() + " columns, as in the scaling, found " + found);
        }
    }
}
