package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;

/// Dropout of the hidden states on their way to the next step, for one layer and direction: each sequence has one
/// number for each entry of its hidden state, the same at every step (Gal and Ghahramani 2016). What the recurrent
/// weights then see is kept, since the gradient of these weights reads it too.
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

    /// P.
    ///
    /// @return the number of floats in a row
    public int state() {
        return state;
    }

    /// V, floats from a row to the next, of the factors and of the states.
    ///
    /// @return P, padded
    public int width() {
        return width;
    }

    /// The numbers, to be set for each batch.
    ///
    /// @return `[B, V]`
    public float[] factors() {
        return factors;
    }

    /// What the recurrent weights saw.
    ///
    /// @return in time slots `[T + 2, B, V]`
    public float[] masked() {
        return masked;
    }

    /// Makes the hidden states of some rows of a slot what the recurrent weights see. Threads that share units do so
    /// each for all rows, with the same result.
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

    /// Turns the gradients of the recurrent weights' inputs into those of the hidden states, in place.
    ///
    /// @param gradient `[B, V]`
    /// @param row the first
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
