package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Head;
import dev.lstm4j.engine.Kernels;

/// Computes probabilities from the outputs of a head.
final class HeadOutput {
    private HeadOutput() {}

    /// Applies the sigmoid or the softmax to `[rows, O]`, in place. The softmax first subtracts the largest value of a
    /// row, so that it cannot overflow.
    static void apply(Head head, Kernels kernels, float[] y, int rows) {
        int size = head.outputSize();
        if (head.output() == Head.Output.SIGMOID) {
            kernels.logistic(y, 0, rows * size);
            return;
        }
        for (int row = 0; row < rows; row++) {
            int from = row * size;
            float largest = Float.NEGATIVE_INFINITY;
            for (int i = from; i < from + size; i++) {
                largest = Math.max(largest, y[i]);
            }
            double sum = 0;
            for (int i = from; i < from + size; i++) {
                sum += StrictMath.exp((double) y[i] - largest);
            }
            for (int i = from; i < from + size; i++) {
                y[i] = (float) (StrictMath.exp((double) y[i] - largest) / sum);
            }
        }
    }
}
