package dev.lstm4j;

/// The arithmetic. Two implementations give the same results within a stated error (docs/numerics.md). Methods are free
/// of side effects other than on their outputs, allocate nothing, and may be called by many threads at a time.
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

    /// N, how many units stand side by side in a block of a layer.
    ///
    /// @param hiddenSize H
    /// @return a power of two; each layer pads its units to a multiple of it
    int lanes(int hiddenSize);

    /// `C += A·B` for some panels of B.
    ///
    /// @param rows of A and C, 0 or more
    /// @param a the left matrix `[rows, depth]`
    /// @param aOffset its first element
    /// @param b the right matrix
    /// @param panel the first of its panels to use
    /// @param panels how many of its panels to use
    /// @param fromDepth the first row of B to use
    /// @param depth how many rows of B to use
    /// @param c where the product is added; a panel's columns must be contiguous in a row of C; may not alias a
    /// @param cOffset C's element at row 0 and column 0 of B's panel 0
    void product(int rows, Operand a, int aOffset, PackedMatrix b, int panel, int panels, int fromDepth, int depth,
            Operand c, int cOffset);

    /// `C[m, n] += Σₖ A[k, m]·B[k, n]`: the gradient of weights, a sum over all rows of a batch.
    ///
    /// @param depth k, how many rows A and B have
    /// @param a `[depth, aStride]`, of which `rows` columns from aOffset are used
    /// @param aOffset the first element used
    /// @param aStride floats from a row of A to the next
    /// @param rows m, how many rows of C
    /// @param b `[depth, bStride]`, of which `columns` columns from bOffset are used; readable, whatever it holds there, up to
    ///        N - 1 floats past the last of them
    /// @param bOffset the first element used
    /// @param bStride floats from a row of B to the next
    /// @param columns n, how many columns of C
    /// @param c `[rows, cStride]`; added to; aliases neither
    /// @param cOffset the first element
    /// @param cStride floats from a row of C to the next
    void transposedProduct(int depth, float[] a, int aOffset, int aStride, int rows, float[] b, int bOffset,
            int bStride, int columns, float[] c, int cOffset, int cStride);

    /// `sums[m] += Σₖ A[k, m]`: the gradient of biases.
    ///
    /// @param depth k, how many rows A has
    /// @param a `[depth, aStride]`
    /// @param aOffset the first element used
    /// @param aStride floats from a row to the next
    /// @param columns m, how many columns are summed
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

    /// One update of Adam or AdamW (Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019), as `torch.optim.Adam`.
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
