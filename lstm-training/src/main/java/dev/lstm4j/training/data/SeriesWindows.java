package dev.lstm4j.training.data;

import org.jspecify.annotations.Nullable;

/// The windows of a time series, created by [Windows]. All windows read the same arrays; only the windows of a batch
/// are copied. Immutable and thread-safe as long as the arrays do not change.
public final class SeriesWindows implements Dataset {
    private final Windows windows;
    private final int firstTargetRow;
    private final int size;
    /// The first target row of each window; null if none is left out.
    private final int @Nullable [] targetRows;

    SeriesWindows(Windows windows, int firstTargetRow, int size) {
        this.windows = windows;
        this.firstTargetRow = firstTargetRow;
        this.size = size;
        this.targetRows = null;
    }

    SeriesWindows(Windows windows, int[] targetRows) {
        this.windows = windows;
        this.firstTargetRow = targetRows[0];
        this.size = targetRows.length;
        this.targetRows = targetRows;
    }

    /// The first target row of a window.
    ///
    /// @param index of the window, from 0
    /// @return a row of the series; it rises with the index
    public int targetRow(int index) {
        return targetRows == null ? firstTargetRow + index * windows.stride() : targetRows[index];
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
