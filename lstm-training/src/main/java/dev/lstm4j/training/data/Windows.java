package dev.lstm4j.training.data;

import java.util.Arrays;

/// Sliding windows over a time series: each window maps `lookback` input rows to the next `horizon` target rows. An
/// immutable value; [#dataset()] and its variants create data sets. The arrays of the series are not copied; the rows
/// of a window are copied into a batch when the batch is loaded.
///
/// ```java
/// Windows windows = Windows.over(series).withLookback(24).withHorizon(3);
/// Split split = Split.ofFractions(series.length, 0.7, 0.15);
/// SeriesWindows training = windows.training(split);
/// SeriesWindows validation = windows.validation(split);
/// ```
///
/// Scale the series first, with a scaling fitted to the training rows only ([ScalingKind]).
public final class Windows {
    private final SeriesRows inputs;
    private final SeriesRows targets;
    private final int lookback;
    private final int horizon;
    private final int stride;
    private final boolean missingSkipped;

    private Windows(SeriesRows inputs, SeriesRows targets, int lookback, int horizon, int stride,
            boolean missingSkipped) {
        this.inputs = inputs;
        this.targets = targets;
        this.lookback = Checks.requireAtLeastOne("lookback", lookback);
        this.horizon = Checks.requireAtLeastOne("horizon", horizon);
        this.stride = Checks.requireAtLeastOne("stride", stride);
        this.missingSkipped = missingSkipped;
    }

    private static Windows over(SeriesRows series) {
        return new Windows(series, series, 1, 1, 1, false);
    }

    /// Windows over one column, which is both input and target. Lookback, horizon and stride are 1 by default.
    ///
    /// @param series `[rows]`, in time order
    /// @return the windows
    public static Windows over(double[] series) {
        return over(new SeriesRows.Column(series));
    }

    /// Windows over several columns, which are both inputs and targets.
    ///
    /// @param series `[rows][columns]`, in time order
    /// @return the windows
    /// @throws IllegalArgumentException if rows have different numbers of columns
    public static Windows over(float[][] series) {
        return over(SeriesRows.of("series", series));
    }

    /// Windows over several columns, which are both inputs and targets.
    ///
    /// @param series `[rows][columns]`, in time order
    /// @return the windows
    /// @throws IllegalArgumentException if rows have different numbers of columns
    public static Windows over(double[][] series) {
        return over(SeriesRows.of("series", series));
    }

    /// Windows over several columns in one array, which are both inputs and targets.
    ///
    /// @param series `[rows, columns]`, in time order
    /// @param columns the number of values in a row
    /// @return the windows
    /// @throws IllegalArgumentException if columns is below 1, or the array does not hold whole rows
    public static Windows over(float[] series, int columns) {
        return over(SeriesRows.of("series", series, columns));
    }

    /// Sets the target column, if it is not the input column.
    ///
    /// @param series `[rows]`, the same rows as the inputs
    /// @return a changed copy
    /// @throws IllegalArgumentException if it has another number of rows
    public Windows withTargets(double[] series) {
        return withTargets(new SeriesRows.Column(series));
    }

    /// Sets the target columns, if they are not the input columns.
    ///
    /// @param series `[rows][columns]`, the same rows as the inputs
    /// @return a changed copy
    /// @throws IllegalArgumentException if it has another number of rows, or rows have different numbers of columns
    public Windows withTargets(float[][] series) {
        return withTargets(SeriesRows.of("targets", series));
    }

    /// Sets the target columns, if they are not the input columns.
    ///
    /// @param series `[rows][columns]`, the same rows as the inputs
    /// @return a changed copy
    /// @throws IllegalArgumentException if it has another number of rows, or rows have different numbers of columns
    public Windows withTargets(double[][] series) {
        return withTargets(SeriesRows.of("targets", series));
    }

    /// Sets the target columns, if they are not the input columns.
    ///
    /// @param series `[rows, columns]`, the same rows as the inputs
    /// @param columns the number of values in a row
    /// @return a changed copy
    /// @throws IllegalArgumentException if it has another number of rows, columns is below 1, or the array does not hold
    ///         whole rows
    public Windows withTargets(float[] series, int columns) {
        return withTargets(SeriesRows.of("targets", series, columns));
    }

    private Windows withTargets(SeriesRows series) {
        if (series.rows() != inputs.rows()) {
            throw new IllegalArgumentException("targets: expected " + inputs.rows() + " rows as in the inputs, found "
                    + series.rows());
        }
        return new Windows(inputs, series, lookback, horizon, stride, missingSkipped);
    }

    /// Sets the number of input rows of a window, T of the network.
    ///
    /// @param rows at least 1
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public Windows withLookback(int rows) {
        return new Windows(inputs, targets, rows, horizon, stride, missingSkipped);
    }

    /// Sets the number of target rows of a window.
    ///
    /// @param rows at least 1
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public Windows withHorizon(int rows) {
        return new Windows(inputs, targets, lookback, rows, stride, missingSkipped);
    }

    /// Sets the number of rows from the start of one window to the start of the next.
    ///
    /// @param rows at least 1
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public Windows withStride(int rows) {
        return new Windows(inputs, targets, lookback, horizon, rows, missingSkipped);
    }

    /// Leaves out windows with missing values instead of refusing them: those with an input that is NaN, and those
    /// without a target that is known. Targets of the other windows may still be NaN: train with a
    /// [dev.lstm4j.training.losses.MaskedLoss].
    ///
    /// @return a changed copy
    public Windows withMissingSkipped() {
        return new Windows(inputs, targets, lookback, horizon, stride, true);
    }

    /// Counts the windows whose target rows are all inside a part of the series.
    ///
    /// @param fromRow the first row of the part
    /// @param toRow the end of the part (exclusive)
    /// @return at least 0
    /// @throws IllegalArgumentException if the part is not inside the series
    public int count(int fromRow, int toRow) {
        requirePart(fromRow, toRow);
        int all = countAll(fromRow, toRow);
        return missingSkipped && all > 0 ? known(Math.max(fromRow, lookback), all).length : all;
    }

    private void requirePart(int fromRow, int toRow) {
        if (fromRow < 0 || toRow > inputs.rows() || fromRow > toRow) {
            throw new IllegalArgumentException("windows: expected rows inside [0, " + inputs.rows() + "), found ["
                    + fromRow + ", " + toRow + ")");
        }
    }

    private int countAll(int fromRow, int toRow) {
        long last = (long) toRow - horizon - Math.max(fromRow, lookback);
        return last < 0 ? 0 : (int) (last / stride) + 1;
    }

    /// All windows of the series.
    ///
    /// @return the data set
    /// @throws IllegalArgumentException if the series is too short for one window, or a number is not finite
    public SeriesWindows dataset() {
        return dataset(0, inputs.rows());
    }

    /// The windows whose target rows are all inside a part of the series. Their input rows may lie before the part:
    /// they are known at the time of the forecast.
    ///
    /// @param fromRow the first row of the part
    /// @param toRow the end of the part (exclusive)
    /// @return the data set
    /// @throws IllegalArgumentException if the part is not inside the series or too short for one window, an input or
    ///         target in the windows is infinite, or NaN unless such windows are left out, or none remains
    public SeriesWindows dataset(int fromRow, int toRow) {
        requirePart(fromRow, toRow);
        int size = countAll(fromRow, toRow);
        int firstTargetRow = Math.max(fromRow, lookback);
        if (size == 0) {
            throw new IllegalArgumentException(
                    "windows: expected rows for at least one window, found none: a lookback of "
                            + lookback + " and a horizon of " + horizon + " need " + ((long) lookback + horizon)
                            + " rows, the series has " + inputs.rows() + ", of which [" + fromRow + ", " + toRow
                            + ") may be forecast; use a smaller lookback or horizon");
        }
        requireFinite("inputs", inputs, firstTargetRow - lookback, toRow - horizon);
        requireFinite("targets", targets, firstTargetRow, toRow);
        if (!missingSkipped) {
            return new SeriesWindows(this, firstTargetRow, size);
        }
        int[] known = known(firstTargetRow, size);
        if (known.length == 0) {
            throw new IllegalArgumentException("windows: expected at least one of " + lookback
                    + " rows with all inputs and " + horizon + " with a target, found none in rows [" + fromRow + ", "
                    + toRow + "); fill the gaps, or use a smaller lookback");
        }
        return known.length == size
                ? new SeriesWindows(this, firstTargetRow, size)
                : new SeriesWindows(this, known);
    }

    /// The first target rows of the windows that have all inputs and a target.
    private int[] known(int firstTargetRow, int size) {
        int from = firstTargetRow - lookback;
        int lastMissing = -1;
        int input = from;
        int[] nextTarget = nextKnownTarget(firstTargetRow, firstTargetRow + (size - 1) * stride + horizon);
        int[] found = new int[size];
        int count = 0;
        for (int index = 0; index < size; index++) {
            int row = firstTargetRow + index * stride;
            for (; input < row; input++) {
                lastMissing = hasMissing(inputs, input) ? input : lastMissing;
            }
            if (lastMissing < row - lookback && nextTarget[row - firstTargetRow] < row + horizon) {
                found[count++] = row;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /// For each row the next one with a target that is known, or `to`.
    private int[] nextKnownTarget(int from, int to) {
        int[] next = new int[to - from];
        int known = to;
        for (int row = to - 1; row >= from; row--) {
            for (int column = 0; column < targets.columns(); column++) {
                known = Double.isNaN(targets.get(row, column)) ? known : row;
            }
            next[row - from] = known;
        }
        return next;
    }

    private static boolean hasMissing(SeriesRows rows, int row) {
        for (int column = 0; column < rows.columns(); column++) {
            if (Double.isNaN(rows.get(row, column))) {
                return true;
            }
        }
        return false;
    }

    /// The windows of the training set.
    ///
    /// @param split of the rows
    /// @return the data set
    /// @throws IllegalArgumentException as for [#dataset(int, int)]
    public SeriesWindows training(Split split) {
        return dataset(0, split.training());
    }

    /// The windows of the validation set.
    ///
    /// @param split of the rows
    /// @return the data set
    /// @throws IllegalArgumentException as for [#dataset(int, int)]
    public SeriesWindows validation(Split split) {
        return dataset(split.training(), split.validation());
    }

    /// The windows of the test set.
    ///
    /// @param split of the rows
    /// @return the data set
    /// @throws IllegalArgumentException as for [#dataset(int, int)]
    public SeriesWindows test(Split split) {
        return dataset(split.validation(), split.test());
    }

    private void requireFinite(String name, SeriesRows series, int from, int to) {
        for (int row = from; row < to; row++) {
            for (int column = 0; column < series.columns(); column++) {
                float value = (float) series.get(row, column);
                if (!Float.isFinite(value) && !(missingSkipped && Float.isNaN(value))) {
                    throw new IllegalArgumentException(name + ": expected finite numbers, found "
                            + series.get(row, column) + " in row " + row + ", column " + column
                            + "; fill the gap, forecast only rows after it, or skip windows with missing values");
                }
            }
        }
    }

    SeriesRows inputs() {
        return inputs;
    }

    SeriesRows targets() {
        return targets;
    }

    /// The number of input rows of a window.
    ///
    /// @return at least 1
    public int lookback() {
        return lookback;
    }

    /// The number of target rows of a window.
    ///
    /// @return at least 1
    public int horizon() {
        return horizon;
    }

    /// The number of rows from the start of one window to the start of the next.
    ///
    /// @return at least 1
    public int stride() {
        return stride;
    }

    /// The sizes, not the values.
    @Override
    public String toString() {
        return "Windows[" + inputs.rows() + " rows, " + inputs.columns() + " inputs, " + targets.columns()
                + " targets, lookback " + lookback + ", horizon " + horizon + ", stride " + stride + "]";
    }
}
