package dev.lstm4j.forecast.encoding;

import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.data.SeriesWindows;
import java.util.BitSet;
import java.util.List;

/// Windows over an encoded series. Each sees only what is known when its forecast is made: if an input has no value in
/// the last rows of a window, they hold the last value before, even if later values are known and the series is
/// interpolated. Immutable and thread-safe.
public final class ForecastWindows implements Dataset {
    private final SeriesWindows windows;
    private final float[] inputs;
    private final List<Gap> gaps;

    /// An input with missing values, which are filled. In the first row, that is the last value before it.
    ///
    /// @param feature its index
    /// @param rows the rows without a value
    record Gap(int feature, BitSet rows) {
        int lastKnown(int row) {
            return Math.max(0, rows.previousClearBit(row));
        }
    }

    /// @param windows over the inputs, with the targets
    /// @param inputs `[rows, features]`, filled
    /// @param gaps where they are filled
    ForecastWindows(SeriesWindows windows, float[] inputs, List<Gap> gaps) {
        this.windows = windows;
        this.inputs = inputs;
        this.gaps = gaps;
    }

    /// The first row that a window forecasts.
    ///
    /// @param index of the window, from 0
    /// @return a row of the series; it rises with the index
    public int targetRow(int index) {
        return windows.targetRow(index);
    }

    @Override
    public int size() {
        return windows.size();
    }

    @Override
    public int time() {
        return windows.time();
    }

    @Override
    public int inputSize() {
        return windows.inputSize();
    }

    @Override
    public int targetSize() {
        return windows.targetSize();
    }

    @Override
    public void copyInput(int index, float[] x, int offset, int stride) {
        windows.copyInput(index, x, offset, stride);
        int end = targetRow(index);
        int begin = end - time();
        for (Gap gap : gaps) {
            if (gap.rows.get(end - 1)) {
                int known = gap.lastKnown(end - 1);
                float value = inputs[known * inputSize() + gap.feature];
                for (int row = Math.max(known + 1, begin); row < end; row++) {
                    x[offset + (row - begin) * stride + gap.feature] = value;
                }
            }
        }
    }

    /// Targets that are missing are NaN.
    @Override
    public void copyTarget(int index, float[] y, int offset) {
        windows.copyTarget(index, y, offset);
    }

    @Override
    public String toString() {
        return windows.toString();
    }
}
