package dev.lstm4j;

/// A matrix that lies in part of an array: element (r, k) of a matrix that starts at `offset` is
/// `array[offset + r·rowStride + (k / depthBlock)·blockStride + k % depthBlock]`.
///
/// @param array where it lies
/// @param rowStride floats from a row to the next
/// @param depthBlock how many elements of a row are contiguous
/// @param blockStride floats from one such block of a row to the next
public record Operand(float[] array, int rowStride, int depthBlock, int blockStride) {

    /// Where an element of a row lies, counted from the row's first element.
    ///
    /// @param k the column
    /// @return floats from the row's start
    public int column(int k) {
        return k / depthBlock * blockStride + k % depthBlock;
    }

    /// A matrix whose rows are contiguous.
    ///
    /// @param array where it lies
    /// @param rowStride floats from a row to the next
    /// @return the operand
    public static Operand rows(float[] array, int rowStride) {
        return new Operand(array, rowStride, Integer.MAX_VALUE, 0);
    }
}
