package dev.lstm4j.training.optimizers;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.List;

/// Adam with Nesterov's momentum (Dozat 2016). Names, defaults and arithmetic as `torch.optim.NAdam`.
public final class NAdam extends FlatOptimizer {
    private final double beta1;
    private final double beta2;
    private final double momentumDecay;
    private final float epsilon;
    private final float newMean;
    private final float oldVariance;
    private final float newVariance;
    /// Steps whose momenta are in the product: it follows from their number alone, so it is no state to be saved.
    private long multiplied;
    private double product = 1;
    private float gradientStep;
    private float meanStep;
    private float correction;

    private NAdam(Builder builder) {
        super(builder, List.of("exp_avg", "exp_avg_sq"));
        this.beta1 = builder.beta1;
        this.beta2 = builder.beta2;
        this.momentumDecay = builder.momentumDecay;
        this.epsilon = (float) builder.epsilon;
        this.newMean = (float) (1 - beta1);
        this.oldVariance = (float) beta2;
        this.newVariance = (float) (1 - beta2);
    }

    /// NAdam with PyTorch's other defaults: β₁ 0.9, β₂ 0.999, ε 1e-8, momentum decay 0.004, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return a new optimizer
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static NAdam withLearningRate(double learningRate) {
        return builder(learningRate).build();
    }

    /// NAdam with other settings.
    ///
    /// @param learningRate finite, not negative; PyTorch's default is 0.002
    /// @return a builder with PyTorch's defaults
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static Builder builder(double learningRate) {
        return new Builder(learningRate);
    }

    /// µₜ, which rises to β₁.
    private double momentum(long step) {
        return beta1 * (1 - 0.5 * StrictMath.pow(0.96, step * momentumDecay));
    }

    @Override
    void prepare(long step, double rate) {
        if (multiplied >= step) { // an earlier state was restored
            multiplied = 0;
            product = 1;
        }
        while (multiplied < step) {
            product *= momentum(++multiplied);
        }
        double now = momentum(step);
        double next = momentum(step + 1);
        gradientStep = (float) (rate * (1 - now) / (1 - product));
        meanStep = (float) (rate * next / (1 - product * next));
        correction = (float) Math.sqrt(1 - StrictMath.pow(beta2, step));
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
            float denominator = (float) Math.sqrt(v) / correction + epsilon;
            parameters[i] = parameters[i] * shrink - gradientStep * g / denominator - meanStep * m / denominator;
        }
    }

    /// The settings of NAdam.
    public static final class Builder extends AdamBuilder<Builder> {
        private double momentumDecay = 4e-3;

        private Builder(double learningRate) {
            super(learningRate);
        }

        @Override
        Builder self() {
            return this;
        }

        /// Sets how fast the momentum rises to β₁, PyTorch's `momentum_decay`.
        ///
        /// @param value ψ, not negative
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public Builder momentumDecay(double value) {
            momentumDecay = Numbers.requireFinite("momentumDecay", value);
            return this;
        }

        /// Makes the optimizer.
        ///
        /// @return a new one
        public NAdam build() {
            return new NAdam(this);
        }
    }
}
