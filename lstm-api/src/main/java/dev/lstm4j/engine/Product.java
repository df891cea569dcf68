package dev.lstm4j.engine;

import org.jspecify.annotations.Nullable;

/// The arrays of one matrix product `C = S + [A₁ A₂]·B`, with their offsets and strides. The left-hand matrix may
/// consist of two parts, such as the inputs and the hidden states of a step, and is multiplied as if they were
/// concatenated. S may be C itself, or one row for all rows, such as a bias. The caller sets the fields and reuses the
/// same object, so a product allocates nothing unless [#packed] is too small.
public final class Product {
    /// The number of rows of A₁, A₂ and C, 0 or more.
    public int rows;

    /// A₁.
    public float[] first = {};
    /// Offset of its first element.
    public int firstOffset;
    /// Floats from one row of A₁ to the next.
    public int firstStride;
    /// The number of columns of A₁; they are multiplied by the rows of B starting at [#depthOffset].
    public int firstDepth;

    /// A₂.
    public float[] second = {};
    /// Offset of its first element.
    public int secondOffset;
    /// Floats from one row of A₂ to the next.
    public int secondStride;
    /// The number of columns of A₂, 0 for none; they are multiplied by the rows of B that follow those for A₁.
    public int secondDepth;

    /// The first row of B that is used.
    public int depthOffset;

    /// S, to which the product is added; the array of C for `C += A·B`.
    public float[] start = {};
    /// Offset of S at row 0 and the first column of B's panel 0.
    public int startOffset;
    /// Floats from one row of S to the next, 0 if all rows have the same start.
    public int startStride;
    /// Floats from the columns of one panel of B to those of the next, 0 if all panels have the same start.
    public int startPanel;

    /// C; may not alias A₁ or A₂.
    public float[] result = {};
    /// Offset of C at row 0 and the first column of B's panel 0.
    public int resultOffset;
    /// Floats from one row of C to the next; a panel's columns are contiguous.
    public int resultStride;
    /// Floats from the columns of one panel of B to those of the next.
    public int resultPanel;

    /// [A₁ A₂] in the format that the kernels read fastest, starting at [#packedOffset]. Only the kernels use it; they
    /// replace it with a larger array if it is too small.
    public float[] packed = {};
    /// Offset of the first element in [#packed].
    public int packedOffset;
    /// Whether the kernels have packed the left matrix since it was set.
    public boolean isPacked;

    /// A panel of a [QuantizedMatrix], unpacked to floats. Only the kernels use it; they replace it if its
    /// sizes differ.
    public @Nullable PackedMatrix unpacked;
    /// The matrix whose panel [#unpacked] holds.
    public @Nullable QuantizedMatrix unpackedFrom;
    /// The index of that panel.
    public int unpackedPanel;

    /// Creates a product with zero fields and empty arrays.
    public Product() {}

    /// Sets A₁ and removes A₂.
    ///
    /// @param array the array that contains it
    /// @param offset the offset of its first element
    /// @param stride floats from one row to the next
    /// @param depth its number of columns
    /// @return this
    public Product left(float[] array, int offset, int stride, int depth) {
        first = array;
        firstOffset = offset;
        firstStride = stride;
        firstDepth = depth;
        second = array;
        secondOffset = 0;
        secondStride = 0;
        secondDepth = 0;
        packedOffset = 0;
        isPacked = false;
        return this;
    }

    /// Sets A₂.
    ///
    /// @param array the array that contains it
    /// @param offset the offset of its first element
    /// @param stride floats from one row to the next
    /// @param depth its number of columns
    /// @return this
    public Product beside(float[] array, int offset, int stride, int depth) {
        second = array;
        secondOffset = offset;
        secondStride = stride;
        secondDepth = depth;
        isPacked = false;
        return this;
    }

    /// The number of columns of A₁ and A₂.
    ///
    /// @return K, the length of each chain of multiply-adds
    public int depth() {
        return firstDepth + secondDepth;
    }

    /// Sets S.
    ///
    /// @param array the array that contains it
    /// @param offset the offset of its element at row 0 and the first column of panel 0
    /// @param stride floats from one row to the next, 0 if all rows have the same start
    /// @param panel floats from the columns of one panel to those of the next, 0 if all panels have the same start
    /// @return this
    public Product from(float[] array, int offset, int stride, int panel) {
        start = array;
        startOffset = offset;
        startStride = stride;
        startPanel = panel;
        return this;
    }

    /// Sets C.
    ///
    /// @param array the array that contains it
    /// @param offset the offset of its element at row 0 and the first column of panel 0
    /// @param stride floats from one row to the next
    /// @param panel floats from the columns of one panel to those of the next
    /// @return this
    public Product to(float[] array, int offset, int stride, int panel) {
        result = array;
        resultOffset = offset;
        resultStride = stride;
        resultPanel = panel;
        return this;
    }
}
