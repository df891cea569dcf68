package dev.lstm4j.engine;

/// The operands of one matrix product: `C = S + [A₁ A₂]·B`. The left matrix may consist of two parts, such as the
/// inputs and the hidden states of a step, and is multiplied as if they stood side by side. S may be C itself, or one
/// row for all rows, such as a bias. The caller sets the fields and reuses the same object, so that a product
/// allocates nothing.
public final class Product {
    /// The number of rows of A₁, A₂ and C, 0 or more.
    public int rows;

    /// A₁.
    public float[] first = {};
    /// Its first element.
    public int firstOffset;
    /// Floats from a row of A₁ to the next.
    public int firstStride;
    /// The number of columns of A₁; they meet the rows of B from [#depthOffset].
    public int firstDepth;

    /// A₂.
    public float[] second = {};
    /// Its first element.
    public int secondOffset;
    /// Floats from a row of A₂ to the next.
    public int secondStride;
    /// The number of columns of A₂, 0 for none; they meet the rows of B behind those of A₁.
    public int secondDepth;

    /// The first row of B that is used.
    public int depthOffset;

    /// S, what the products are added to; C's own array for `C += A·B`.
    public float[] start = {};
    /// S at row 0 and the first column of B's panel 0.
    public int startOffset;
    /// Floats from a row of S to the next, 0 if all rows start alike.
    public int startStride;
    /// Floats from the columns of a panel of B to those of the next, 0 if all panels start alike.
    public int startPanel;

    /// C; may not alias A₁ or A₂.
    public float[] result = {};
    /// C at row 0 and the first column of B's panel 0.
    public int resultOffset;
    /// Floats from a row of C to the next; a panel's columns are contiguous.
    public int resultStride;
    /// Floats from the columns of a panel of B to those of the next.
    public int resultPanel;

    /// [A₁ A₂] in the form that the kernels read fastest, from [#packedOffset]; theirs alone. Grows when it is
    /// too small.
    public float[] packed = {};
    /// The first element in [#packed].
    public int packedOffset;
    /// Whether the kernels have packed the left matrix since it was set.
    public boolean isPacked;

    /// All fields zero and all arrays empty.
    public Product() {}

    /// Sets A₁, and no A₂.
    ///
    /// @param array the array that holds it
    /// @param offset its first element
    /// @param stride floats from a row to the next
    /// @param depth the number of its columns
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
    /// @param array the array that holds it
    /// @param offset its first element
    /// @param stride floats from a row to the next
    /// @param depth the number of its columns
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
    /// @param array the array that holds it
    /// @param offset its element at row 0 and the first column of panel 0
    /// @param stride floats from a row to the next, 0 if all rows start alike
    /// @param panel floats from a panel's columns to the next one's, 0 if all start alike
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
    /// @param array the array that holds it
    /// @param offset its element at row 0 and the first column of panel 0
    /// @param stride floats from a row to the next
    /// @param panel floats from a panel's columns to the next one's
    /// @return this
    public Product to(float[] array, int offset, int stride, int panel) {
        result = array;
        resultOffset = offset;
        resultStride = stride;
        resultPanel = panel;
        return this;
    }
}
