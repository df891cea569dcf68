package dev.lstm4j.training.internal;

import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.passes.LayerTransition;

/// Dropout between layers (Srivastava et al. 2014; Zaremba et al. 2014 for LSTMs), inverted as in PyTorch: during
/// training, each output that is passed to the next layer is zeroed with probability p, or else multiplied by 1 / (1 -
/// p). Numbers are drawn for real units only, in the order time, row, unit, so that the padding, which depends on the
/// machine, does not affect the result.
public final class Dropout implements LayerTransition {
    private final float probability;
    private final Randomness randomness;
    private final float[][] factors;
    private boolean active = true;

    /// Creates the dropout between all layers of a network.
    ///
    /// @param probability p, in [0, 1)
    /// @param layers L
    /// @param randomness draws the outputs to zero
    public Dropout(float probability, int layers, Randomness randomness) {
        this.probability = probability;
        this.randomness = randomness;
        this.factors = new float[layers][0];
    }

    /// Switches between training and evaluation.
    ///
    /// @param training whether to zero outputs
    public void setActive(boolean training) {
        this.active = training;
    }

    @Override
    public void forward(LayerShape upper, float[] below, float[] above, int batch, int time) {
        int width = upper.inputWidth();
        if (!active) {
            System.arraycopy(below, batch * width, above, batch * width, time * batch * width);
            return;
        }
        if (factors[upper.layer()].length < below.length) {
            factors[upper.layer()] = new float[below.length];
        }
        float[] factor = factors[upper.layer()];
        float keep = 1f / (1f - probability);
        for (int row = batch; row < (time + 1) * batch; row++) {
            for (int feature = 0; feature < upper.inputSize(); feature++) {
                int at = row * width + upper.inputColumn(feature);
                factor[at] = randomness.nextFloat() < probability ? 0f : keep;
                above[at] = below[at] * factor[at];
            }
        }
    }

    /// Turns the gradient of the upper layer's input into that of the lower layer's output.
    ///
    /// @param upper the shape of the upper layer
    /// @param gradient `[T, B, D·U·N]`, changed in place
    /// @param batch B
    /// @param time T
    public void backward(LayerShape upper, float[] gradient, int batch, int time) {
        if (!active) {
            return;
        }
        int slot = batch * upper.inputWidth();
        float[] factor = factors[upper.layer()];
        for (int i = 0; i < time * slot; i++) {
            gradient[i] *= factor[slot + i];
        }
    }
}
