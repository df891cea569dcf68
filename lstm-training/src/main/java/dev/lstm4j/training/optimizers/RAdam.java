package dev.lstm4j.training.optimizers;

import dev.lstm4j.engine.Kernels;
import java.util.List;

/// Adam whose first steps wait for the variance to be known (Liu et al. 2020): plain momentum for some steps, then Adam's
/// step times a factor that rises to 1. Names, defaults and arithmetic as `torch.optim.RAdam`.
public final class RAdam extends FlatOptimizer {
    private final double beta1;
    private final double beta2;
    private final float epsilon;
    private final float newMean;
    private final float oldVariance;
    private final float newVariance;
    private boolean rectified;
    private float stepSize;

    private RAdam(Builder builder) {
        super(builder, List.of("exp_avg", "exp_avg_sq"));
        this.beta1 = builder.beta1;
        this.beta2 = builder.beta2;
        this.epsilon = (float) builder.epsilon;
        this.newMean = (float) (1 - beta1);
        this.oldVariance = (float) beta2;
        this.newVariance = (float) (1 - beta2);
    }

    /// RAdam with PyTorch's other defaults: β₁ 0.9, β₂ 0.999, ε 1e-8, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return a new optimizer
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static RAdam withLearningRate(double learningRate) {
        return builder(learningRate).build();
    }

    /// RAdam with other settings.
    ///
    /// @param learningRate finite, not negative; PyTorch's default is 0.001
    /// @return a builder with PyTorch's defaults
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static Builder builder(double learningRate) {
        return new Builder(learningRate);
    }

    @Override
    void prepare(long step, double rate) {
        double power = StrictMath.pow(beta2, step);
        double most = 2 / (1 - beta2) - 1;
        double length = most - 2 * step * power / (1 - power); // ρₜ, of the average that the variance is
        rectified = length > 5;
        double factor = rectified
                ? Math.sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)) * Math
                        .sqrt(1 - power)
                : 1;
        stepSize = (float) (rate * factor / (1 - StrictMath.pow(beta1, step)));
    }

    @Override
    void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to, boolean decay) {
        float l2 = l2(decay);
        float shrink = shrink(decay);
        float[] means = array(0);
        float[] variances = array(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i] + l2 * parameters[i];
            float m = means[i] + (g - means[i]) * newMean;
            float v = variances[i] * oldVariance + newVariance * g * g;
            means[i] = m;
            variances[i] = v;
            float change = rectified ? stepSize * m / ((float) Math.sqrt(v) + epsilon) : stepSize * m;
            parameters[i] = parameters[i] * shrink - change;
        }
    }

    /// The settings of RAdam.
    public static final class Builder extends AdamBuilder<Builder> {
        private Builder(double learningRate) {
            super(learningRate);
        }

        @Override
        Builder self() {
            return this;
        }

        /// Makes the optimizer.
        ///
        /// @return a new one
        public RAdam build() {
            return new RAdam(this);
        }
    }
}
