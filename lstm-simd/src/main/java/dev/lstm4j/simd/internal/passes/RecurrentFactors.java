package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;

/// Recurrent dropout for one layer and direction: the hidden state that the next step reads is multiplied by factors.
/// Each sequence has one factor for each entry of its hidden state, the same at every step (Gal and Ghahramani 2016).
/// The products are kept, since the gradient of the recurrent weights needs them too.
public final class RecurrentFactors {
    private final int state;
    private final int width;
    private final int outputWidth;
    private final int column;
    private final float[] factors;
    private final float[] masked;

    RecurrentFactors(LayerShape shape, int direction, int maxBatch, int maxTime) {
        this.state = shape.state();
        this.width = shape.statePadded();
        this.outputWidth = shape.outputWidth();
        this.column = direction * width;
        this.factors = new float[maxBatch * width];
        this.masked = new float[Sizes.floats("session, hidden states", maxTime + 2L, maxBatch, width)];
    }

    /// The size of the hidden state.
    ///
    /// @return P
    public int state() {
        return state;
    }

    /// The number of floats from one row to the next, for the factors and the states.
    ///
    /// @return V, which is P padded
    public int width() {
        return width;
    }

    /// The factors, to be set for each batch.
    ///
    /// @return `[B, V]`
    public float[] factors() {
        return factors;
    }

    /// The hidden states multiplied by the factors: the inputs of the recurrent weights.
    ///
    /// @return time slots `[T + 2, B, V]`
    public float[] masked() {
        return masked;
    }

    /// Multiplies the hidden states of some rows of a slot by the factors. If threads divide the units, each of them
    /// does so for all rows, with the same result.
    void apply(float[] outputs, int slot, int batch, int row, int rows) {
        for (int r = row; r < row + rows; r++) {
            int from = (slot * batch + r) * outputWidth + column;
            int to = (slot * batch + r) * width;
            for (int i = 0; i < width; i++) {
                masked[to + i] = outputs[from + i] * factors[r * width + i];
            }
        }
    }

    /// Multiplies the inputs of the inner gate's recurrent weights by the factors, in place.
    void apply(float[] inputs, int from, int row, int rows) {
        for (int i = 0; i < rows * width; i++) {
            inputs[from + i] *= factors[row * width + i];
        }
    }

    /// Computes the gradients of the hidden states from those of the recurrent weights' inputs, in place.
    ///
    /// @param gradient `[B, V]`
    /// @param row the first row
    /// @param rows the number of rows
    /// @param from the first column
    /// @param to the end of the columns
    public void backward(float[] gradient, int row, int rows, int from, int to) {
        for (int r = row; r < row + rows; r++) {
            for (int i = from; i < to; i++) {
                gradient[r * width + i] *= factors[r * width + i];
            }
        }
    }
}
