package dev.lstm4j.engine;

/// The arithmetic. Two implementations give the same results within a stated error (docs/numerics.md). Methods are
/// free of side effects other than on their outputs, allocate nothing, and may be called by many threads at a time.
/// Callers have checked the shapes; kernels only assert.
///
/// Every element of a product is one chain of multiply-adds in the order of k, whatever the tile: so a row gives the
/// same bits alone, in a batch, and on any number of threads.
public interface Kernels {

    /// Which kernels these are.
    ///
    /// @return `vector` or `scalar`
    String name();

    /// A line for people: which kernels, how wide, whether multiply and add are fused, and why these.
    ///
    /// @return for example `vector, 16 lanes, fma`
    String description();

    /// How these kernels read the right matrix of a product. Its number of lanes N is also the number of adjacent units
    /// in a block of a layer: each layer pads its units to a multiple of it.
    ///
    /// @return the format that [#product] expects
    PackedMatrix.Format format();

    /// Copies the left matrix to `product.packed` from `product.packedOffset`, if these kernels read it from there.
    /// [#product] does so itself unless it has been done since the left matrix was set.
    ///
    /// @param product the left matrix
    /// @return whether it was copied
    boolean pack(Product product);

    /// `C = S + [A₁ A₂]·B` for some panels of B.
    ///
    /// @param product the left matrix, what is added to, and the result
    /// @param b the right matrix
    /// @param panel the first of its panels to use
    /// @param panels the number of panels to use
    void product(Product product, PackedMatrix b, int panel, int panels);

    /// An empty panel of as many columns as [#transposedProduct] takes at a time.
    ///
    /// @param maxDepth the largest number of rows
    /// @return a new panel
    ColumnPanel columnPanel(int maxDepth);

    /// `C[m, n] += Σₖ A[k, m]·B[k, n]` for some columns n: the gradient of weights, a sum over rows of a batch.
    ///
    /// @param a `[depth, aStride]`, of which `rows` columns from aOffset are used, as many rows as B has
    /// @param aOffset the first element used
    /// @param aStride floats from a row of A to the next
    /// @param rows m, the number of rows of C
    /// @param b the columns of B; its edge and its room for A are overwritten
    /// @param c `[rows, cStride]`; added to; aliases neither
    /// @param cOffset the first element
    /// @param cStride floats from a row of C to the next
    void transposedProduct(float[] a, int aOffset, int aStride, int rows, ColumnPanel b, float[] c, int cOffset,
            int cStride);

    /// `sums[m] += Σₖ A[k, m]`: the gradient of biases.
    ///
    /// @param depth k, the number of rows of A
    /// @param a `[depth, aStride]`
    /// @param aOffset the first element used
    /// @param aStride floats from a row to the next
    /// @param columns m, the number of columns to sum
    /// @param sums added to
    /// @param sumsOffset the first element
    void columnSums(int depth, float[] a, int aOffset, int aStride, int columns, float[] sums, int sumsOffset);

    /// Logistic function `1 / (1 + e⁻ˣ)` of each float, in place. Never outside 0 … 1; NaN gives NaN.
    ///
    /// @param x in and out
    /// @param from the first float
    /// @param to past the last float
    void logistic(float[] x, int from, int to);

    /// Hyperbolic tangent of each float, in place. Never outside -1 … 1; NaN gives NaN; ±0 stays.
    ///
    /// @param x in and out
    /// @param from the first float
    /// @param to past the last float
    void tanh(float[] x, int from, int to);

    /// The LSTM's step (docs/lstm-math.md, forward).
    ///
    /// @param step in: gates (pre-activations), cellBefore; out: gates (activations), cell, hidden
    void lstmForward(CellStep step);

    /// The LSTM's step back (docs/lstm-math.md, backward).
    ///
    /// @param step in: gates (activations), cellBefore, cell, dHidden, dOutput, dCell; out: gates (gradients of the
    ///        pre-activations), dCell
    void lstmBackward(CellStep step);

    /// Sum of squares in double.
    ///
    /// @param x the floats
    /// @param from the first
    /// @param to past the last
    /// @return Σ x²
    double sumOfSquares(float[] x, int from, int to);

    /// Multiplies each float, in place.
    ///
    /// @param x in and out
    /// @param from the first float
    /// @param to past the last float
    /// @param factor by what
    void scale(float[] x, int from, int to, float factor);

    /// One update of Adam or AdamW (Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019), as
    /// `torch.optim.Adam`.
    ///
    /// @param update the constants of this step
    /// @param parameters changed in place
    /// @param gradients not changed
    /// @param mean m, changed in place
    /// @param variance v, changed in place
    /// @param maxVariance the largest v so far, changed in place where `update.amsgrad`; else not read
    /// @param from the first float
    /// @param to past the last float
    void adam(AdamUpdate update, float[] parameters, float[] gradients, float[] mean, float[] variance,
            float[] maxVariance, int from, int to);
}
