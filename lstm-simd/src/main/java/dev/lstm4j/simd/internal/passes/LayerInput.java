package dev.lstm4j.simd.internal.passes;

/// The location of a layer's inputs: row b of step t begins at `offset + t·timeStride + b·rowStride`. It is set for
/// every batch: the lowest layer may read the caller's own array; the others read what the layer below wrote.
public final class LayerInput {
    private float[] array = {};
    private int offset;
    private int timeStride;
    private int rowStride;

    LayerInput() {}

    void set(float[] newArray, int newOffset, int newTimeStride, int newRowStride) {
        array = newArray;
        offset = newOffset;
        timeStride = newTimeStride;
        rowStride = newRowStride;
    }

    /// The array that contains the inputs.
    ///
    /// @return not a copy
    public float[] array() {
        return array;
    }

    /// The offset of a row.
    ///
    /// @param time t
    /// @param row b
    /// @return the index of its first float in [#array]
    public int at(int time, int row) {
        return offset + time * timeStride + row * rowStride;
    }

    /// The number of floats from one row of a step to the next.
    ///
    /// @return the stride
    public int rowStride() {
        return rowStride;
    }
}
