package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Head;
import dev.lstm4j.engine.Kernels;

/// From a head's numbers to probabilities.
final class HeadOutput {
    private HeadOutput() {}

    /// In place, `[rows, O]`. The largest number of a softmax is taken off first, so that none is too large.
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
