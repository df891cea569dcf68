package dev.lstm4j.engine;

import dev.lstm4j.quantization.WeightType;

/// The arithmetic of the engine. Two implementations give the same results within a stated error (docs/numerics.md).
/// Methods have no side effects other than on their outputs, and several threads may call them at once. They allocate
/// nothing, except that [#columnPanel] creates a panel, and [#pack] and [#product] may replace the scratch memory of a
/// [Product]. Callers check the shapes; kernels at most assert them.
///
/// Every element of a product is one chain of multiply-adds in the order of k, regardless of the tile. So a row gives
/// the same bits alone, in a batch, and on any number of threads.
public interface Kernels {

    /// The name of these kernels.
    ///
    /// @return `vector` or `scalar`
    String name();

    /// A description for logs: which kernels, the vector width, whether multiply and add are fused, and why they were
    /// selected.
    ///
    /// @return for example `vector, 16 lanes, fma`
    String description();

    /// How these kernels read the right-hand matrix of a product. Its number of lanes N is also the number of units in
    /// a block of a layer; each layer pads its units to a multiple of N.
    ///
    /// @return the format that [#product] expects
    PackedMatrix.Format format();

    /// Copies the left-hand matrix to `product.packed`, starting at `product.packedOffset`, if these kernels read it
    /// from there. [#product] does this itself if the left-hand matrix has not been packed since it was set.
    ///
    /// @param product the left-hand matrix
    /// @return whether it was copied
    boolean pack(Product product);

    /// `C = S + [A₁ A₂]·B` for some panels of B.
    ///
    /// @param product the left-hand matrix, S, and the result C
    /// @param b the right-hand matrix
    /// @param panel the first panel to use
    /// @param panels the number of panels to use
    void product(Product product, PackedMatrix b, int panel, int panels);

    /// `C = S + [A₁ A₂]·B` for some panels of a B with quantized weights. Each element has the same bits as for the
    /// same weights in float32. For several rows, a panel is first unpacked to `product.unpacked`.
    ///
    /// @param product the left-hand matrix, S, and the result C; neither A₁ nor A₂ has columns on both sides of the
    ///        split of B
    /// @param b the right-hand matrix
    /// @param panel the first panel to use
    /// @param panels the number of panels to use
    void product(Product product, QuantizedMatrix b, int panel, int panels);

    /// From which size on quantized weights are faster for these kernels than the same weights as floats, in a product
    /// of a single row.
    ///
    /// @param type 16 or 8 bits
    /// @return the number of weights; [Long#MAX_VALUE] if quantized weights only save memory
    long leastQuantized(WeightType type);

    /// Creates an empty panel with as many columns as [#transposedProduct] processes at a time.
    ///
    /// @param maxDepth the largest number of rows
    /// @return a new panel
    ColumnPanel columnPanel(int maxDepth);

    /// `C[m, n] += Σₖ A[k, m]·B[k, n]` for some columns n: the gradient of the weights, summed over the rows of a
    /// batch.
    ///
    /// @param a `[depth, aStride]`, with as many rows as B; `rows` columns are used, starting at aOffset
    /// @param aOffset the first element used
    /// @param aStride floats from one row of A to the next
    /// @param rows m, the number of rows of C
    /// @param b the columns of B; its scratch arrays `edge` and `left` are overwritten
    /// @param c `[rows, cStride]`; accumulated into; may not alias A or B
    /// @param cOffset the first element
    /// @param cStride floats from one row of C to the next
    void transposedProduct(float[] a, int aOffset, int aStride, int rows, ColumnPanel b, float[] c, int cOffset,
            int cStride);

    /// `sums[m] += Σₖ A[k, m]`: the gradient of the biases.
    ///
    /// @param depth k, the number of rows of A
    /// @param a `[depth, aStride]`
    /// @param aOffset the first element used
    /// @param aStride floats from one row to the next
    /// @param columns m, the number of columns to sum
    /// @param sums accumulated into
    /// @param sumsOffset the first element
    void columnSums(int depth, float[] a, int aOffset, int aStride, int columns, float[] sums, int sumsOffset);

    /// Logistic function `1 / (1 + e⁻ˣ)` of each float, in place. The result is never outside 0 … 1; NaN gives NaN.
    ///
    /// @param x in and out
    /// @param from the first index
    /// @param to the end index (exclusive)
    void logistic(float[] x, int from, int to);

    /// Hyperbolic tangent of each float, in place. The result is never outside -1 … 1; NaN gives NaN, and ±0 gives ±0.
    ///
    /// @param x in and out
    /// @param from the first index
    /// @param to the end index (exclusive)
    void tanh(float[] x, int from, int to);

    /// The forward step of the LSTM (docs/lstm-math.md).
    ///
    /// @param step in: gates (pre-activations), cellBefore; out: gates (activations), cell, hidden
    void lstmForward(CellStep step);

    /// The backward step of the LSTM (docs/lstm-math.md).
    ///
    /// @param step in: gates (activations), cellBefore, cell, dHidden, dOutput, dCell; out: gates and dGates (gradients
    ///        of the pre-activations), dCell
    void lstmBackward(CellStep step);

    /// Sum of squares in double.
    ///
    /// @param x the floats
    /// @param from the first index
    /// @param to the end index (exclusive)
    /// @return Σ x²
    double sumOfSquares(float[] x, int from, int to);

    /// Multiplies each float, in place.
    ///
    /// @param x in and out
    /// @param from the first index
    /// @param to the end index (exclusive)
    /// @param factor the multiplier
    void scale(float[] x, int from, int to, float factor);

    /// One update of Adam or AdamW (Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019), as
    /// `torch.optim.Adam`.
    ///
    /// @param update the constants of this step
    /// @param parameters changed in place
    /// @param gradients not changed
    /// @param mean m, changed in place
    /// @param variance v, changed in place
    /// @param maxVariance the largest v so far, changed in place if `update.amsgrad`, otherwise not read
    /// @param from the first index
    /// @param to the end index (exclusive)
    void adam(AdamUpdate update, float[] parameters, float[] gradients, float[] mean, float[] variance,
            float[] maxVariance, int from, int to);
}
