package dev.lstm4j.training.internal;

import dev.lstm4j.Batch;
import dev.lstm4j.Mask;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The weights of the outputs of a batch as read by a loss. For a network with outputs at every step, they are 0 at
/// masked steps.
public final class AnswerWeights {
    private final int maxRows;
    private final int steps;
    private float[] masked = {};

    /// Creates an object for the batches of one network.
    ///
    /// @param maxRows the largest B
    /// @param steps T if the network has outputs at every step, else 1
    public AnswerWeights(int maxRows, int steps) {
        this.maxRows = maxRows;
        this.steps = steps;
    }

    /// Combines weights and mask. Returns the batch's own array if its weights are already 0 at masked steps, as those
    /// of data sets are; else a buffer that the next call overwrites.
    ///
    /// @param batch the examples
    /// @return `[B·steps]`, or null for all 1
    public float @Nullable [] of(Batch batch) {
        Mask mask = batch.mask();
        float[] weights = batch.weights();
        if (mask == null || steps == 1 || weights != null && isZeroWhereMasked(weights, mask)) {
            return weights;
        }
        if (masked.length == 0) {
            masked = new float[maxRows * steps];
        }
        Arrays.fill(masked, 0, batch.rows() * steps, 0f);
        for (int row = 0; row < batch.rows(); row++) {
            for (int i = 0; i < mask.length(row); i++) {
                int at = row * steps + mask.step(row, i);
                masked[at] = weights == null ? 1f : weights[at];
            }
        }
        return masked;
    }

    private boolean isZeroWhereMasked(float[] weights, Mask mask) {
        for (int row = 0; row < mask.batch(); row++) {
            int valid = 0;
            for (int step = 0; step < steps; step++) {
                if (valid < mask.length(row) && mask.step(row, valid) == step) {
                    valid++;
                } else if (weights[row * steps + step] != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
