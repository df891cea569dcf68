package dev.lstm4j.training.internal;

import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.RecurrentFactors;
import java.util.Arrays;

/// Draws which entries of the hidden states fall on their way to the next step (variational dropout, Gal and Ghahramani 2016),
/// inverted: what stays is multiplied with 1 / (1 - p). Only real units draw a number, in the order layer, direction, row, unit.
public final class RecurrentDropout {
    private final float probability;
    private final int layers;
    private final int directions;
    private final Randomness randomness;

    /// For one network.
    ///
    /// @param probability p, above 0 and below 1
    /// @param layers L
    /// @param directions D
    /// @param randomness which entries fall
    public RecurrentDropout(float probability, int layers, int directions, Randomness randomness) {
        this.probability = probability;
        this.layers = layers;
        this.directions = directions;
        this.randomness = randomness;
    }

    /// Draws for the batch that a pass has taken.
    ///
    /// @param forward between begin and run
    /// @param training whether entries fall; in evaluation all stay as they are
    public void draw(ForwardPass forward, boolean training) {
        for (int layer = 0; layer < layers; layer++) {
            for (int direction = 0; direction < directions; direction++) {
                RecurrentFactors to = forward.recurrentFactors(layer, direction);
                if (to != null) {
                    draw(to, forward.sequences().batch(), training);
                }
            }
        }
    }

    private void draw(RecurrentFactors to, int rows, boolean training) {
        float keep = 1f / (1f - probability);
        float[] factors = to.factors();
        if (!training) {
            Arrays.fill(factors, 0, rows * to.width(), 1f);
            return;
        }
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < to.state(); i++) {
                factors[row * to.width() + i] = randomness.nextFloat() < probability ? 0f : keep;
            }
        }
    }
}
