package dev.lstm4j.training.data;

/// Windows over a series: from `lookback` rows of inputs the next `horizon` rows of targets. All windows read the same
/// two arrays; nothing is copied but the window asked for.
public final class SeriesWindows implements Dataset {
    private final float[] inputs;
    private final int inputSize;
    private final float[] targets;
    private final int targetColumns;
    private final int lookback;
    private final int horizon;
    private final int stride;
    private final int firstTargetRow;
    private final int size;

    /// Windows whose forecast rows lie in `[fromRow, toRow)`. What they look back on may lie before fromRow: it is known
    /// when the forecast is made.
    ///
    /// @param inputs `[rows, inputSize]`, scaled
    /// @param inputSize I
    /// @param targets `[rows, targetColumns]`, scaled
    /// @param targetColumns how many columns are forecast
    /// @param lookback rows read
    /// @param horizon rows forecast
    /// @param stride rows from one window to the next
    /// @param fromRow the first row that may be forecast
    /// @param toRow past the last row that may be forecast
    /// @throws IllegalArgumentException where a size is below 1, the arrays hold different numbers of rows, or the rows
    ///         lie outside them
    public SeriesWindows(float[] inputs, int inputSize, float[] targets, int targetColumns, int lookback, int horizon,
            int stride, int fromRow, int toRow) {
        if (inputSize < 1 || targetColumns < 1 || lookback < 1 || horizon < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "windows: expected inputSize, targetColumns, lookback, horizon and stride of at least 1, found "
                            + inputSize + ", " + targetColumns + ", " + lookback + ", " + horizon + ", " + stride);
        }
        int rows = inputs.length / inputSize;
        if (inputs.length != rows * inputSize || targets.length != rows * targetColumns) {
            throw new IllegalArgumentException("windows: expected inputs [rows, " + inputSize + "] and targets [rows, "
                    + targetColumns + "] of the same rows, found " + inputs.length + " and " + targets.length
                    + " floats");
        }
        if (fromRow < 0 || toRow > rows || fromRow > toRow) {
            throw new IllegalArgumentException(
                    "windows: expected rows inside [0, " + rows + "), found [" + fromRow + ", " + toRow + ")");
        }
        this.inputs = inputs;
        this.inputSize = inputSize;
        this.targets = targets;
        this.targetColumns = targetColumns;
        this.lookback = lookback;
        this.horizon = horizon;
        this.stride = stride;
        this.firstTargetRow = Math.max(fromRow, lookback);
        long last = (long) toRow - horizon - firstTargetRow;
        this.size = last < 0 ? 0 : (int) (last / stride) + 1;
    }

    /// The first row that a window forecasts.
    ///
    /// @param index of the window, from 0
    /// @return a row of the series
    public int targetRow(int index) {
        return firstTargetRow + index * stride;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int time() {
        return lookback;
    }

    @Override
    public int inputSize() {
        return inputSize;
    }

    @Override
    public int targetSize() {
        return horizon * targetColumns;
    }

    @Override
    public void copyInput(int index, float[] x, int offset, int step) {
        int from = (targetRow(index) - lookback) * inputSize;
        if (step == inputSize) {
            System.arraycopy(inputs, from, x, offset, lookback * inputSize);
            return;
        }
        for (int t = 0; t < lookback; t++) {
            System.arraycopy(inputs, from + t * inputSize, x, offset + t * step, inputSize);
        }
    }

    @Override
    public void copyTarget(int index, float[] y, int offset) {
        System.arraycopy(targets, targetRow(index) * targetColumns, y, offset, horizon * targetColumns);
    }
}
