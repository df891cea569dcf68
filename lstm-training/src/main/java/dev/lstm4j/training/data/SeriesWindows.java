package dev.lstm4j.training.data;

/// The windows of a time series, created by [Windows]. All windows read the same arrays; only the windows of a batch
/// are copied. Immutable and thread-safe as long as the arrays do not change.
public final class SeriesWindows implements Dataset {
    private final Windows windows;
    private final int firstTargetRow;
    private final int size;

    SeriesWindows(Windows windows, int firstTargetRow, int size) {
        this.windows = windows;
        this.firstTargetRow = firstTargetRow;
        this.size = size;
    }

    /// The first target row of a window.
    ///
    /// @param index of the window, from 0
    /// @return a row of the series
    public int targetRow(int index) {
        return firstTargetRow + index * windows.stride();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int time() {
        return windows.lookback();
    }

    @Override
    public int inputSize() {
        return windows.inputs().columns();
    }

    @Override
    public int targetSize() {
        return windows.horizon() * windows.targets().columns();
    }

    @Override
    public void copyInput(int index, float[] x, int offset, int step) {
        int row = targetRow(index);
        windows.inputs().copy(row - windows.lookback(), row, x, offset, step);
    }

    @Override
    public void copyTarget(int index, float[] y, int offset) {
        int row = targetRow(index);
        windows.targets().copy(row, row + windows.horizon(), y, offset, windows.targets().columns());
    }

    @Override
    public String toString() {
        return size + " of " + windows;
    }
}
