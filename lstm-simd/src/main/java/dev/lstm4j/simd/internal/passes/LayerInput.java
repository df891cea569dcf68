package dev.lstm4j.simd.internal.passes;

/// The place of the inputs of a layer: row b of step t begins at `offset + t·timeStride + b·rowStride`. Set again for
/// each batch: the lowest layer reads the caller's own array, the others what the layer below wrote.
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

    /// The floats.
    ///
    /// @return not a copy
    public float[] array() {
        return array;
    }

    /// Where a row begins.
    ///
    /// @param time t
    /// @param row b
    /// @return its first float in [#array]
    public int at(int time, int row) {
        return offset + time * timeStride + row * rowStride;
    }

    /// Floats from a row of a step to the next.
    ///
    /// @return the stride
    public int rowStride() {
        return rowStride;
    }
}
