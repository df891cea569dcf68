package dev.lstm4j.training.internal;

import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.internal.passes.HiddenStateNoise;
import dev.lstm4j.simd.internal.passes.RecurrentFactors;
import java.util.Arrays;

/// Recurrent dropout (variational, Gal and Ghahramani 2016): zeroes entries of the hidden state before the recurrent
/// weights read it, the same for all steps of a sequence. It is inverted dropout: the other entries are multiplied by 1
/// / (1 - p). Numbers are drawn for real units only, not for padding, in the order layer, direction, row, unit.
public final class RecurrentDropout implements HiddenStateNoise {
    private final float probability;
    private final Randomness randomness;
    private boolean active = true;

    /// Creates the recurrent dropout of one network.
    ///
    /// @param probability p, above 0 and below 1
    /// @param randomness draws the entries to zero
    public RecurrentDropout(float probability, Randomness randomness) {
        this.probability = probability;
        this.randomness = randomness;
    }

    /// Switches between training and evaluation.
    ///
    /// @param training whether to zero entries
    public void setActive(boolean training) {
        this.active = training;
    }

    @Override
    public void draw(RecurrentFactors to, int rows) {
        float keep = 1f / (1f - probability);
        float[] factors = to.factors();
        if (!active) {
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
