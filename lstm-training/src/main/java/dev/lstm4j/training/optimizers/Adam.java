package dev.lstm4j.training.optimizers;

import dev.lstm4j.engine.AdamUpdate;
import dev.lstm4j.engine.Kernels;
import java.util.List;

/// Adam (Kingma and Ba 2015), with AMSGrad (Reddi et al. 2018), weight decay as a gradient (L2) or apart (AdamW,
/// Loshchilov and Hutter 2019). Names, defaults and arithmetic as `torch.optim.Adam` and `torch.optim.AdamW`.
public final class Adam extends FlatOptimizer {
    private static final float[] NONE = {};

    private final double beta1;
    private final double beta2;
    private final boolean amsgrad;
    /// Of the parameters that do not decay, and of those that do.
    private final AdamUpdate[] updates = {new AdamUpdate(), new AdamUpdate()};

    private Adam(Builder builder) {
        super(builder, builder.amsgrad
                ? List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq")
                : List.of("exp_avg", "exp_avg_sq"));
        this.beta1 = builder.beta1;
        this.beta2 = builder.beta2;
        this.amsgrad = builder.amsgrad;
        for (AdamUpdate update : updates) {
            update.newMean = (float) (1 - beta1);
            update.oldVariance = (float) beta2;
            update.newVariance = (float) (1 - beta2);
            update.epsilon = (float) builder.epsilon;
            update.amsgrad = amsgrad;
        }
    }

    /// Adam with PyTorch's other defaults: β₁ 0.9, β₂ 0.999, ε 1e-8, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return a new optimizer
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static Adam withLearningRate(double learningRate) {
        return builder(learningRate).build();
    }

    /// Adam with other settings.
    ///
    /// @param learningRate finite, not negative
    /// @return a builder with PyTorch's defaults
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static Builder builder(double learningRate) {
        return new Builder(learningRate);
    }

    @Override
    void prepare(long step, double rate) {
        float stepSize = (float) (rate / (1 - Math.pow(beta1, step)));
        float correction = (float) Math.sqrt(1 - Math.pow(beta2, step));
        for (int i = 0; i < 2; i++) {
            updates[i].stepSize = stepSize;
            updates[i].correction = correction;
            updates[i].weightDecay = l2(i == 1);
            updates[i].decay = shrink(i == 1);
        }
    }

    @Override
    void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to, boolean decay) {
        kernels.adam(updates[decay ? 1 : 0], parameters, gradients, array(0), array(1), amsgrad ? array(2) : NONE, from,
                to);
    }

    /// Adam's settings.
    public static final class Builder extends AdamBuilder<Builder> {
        private boolean amsgrad;

        private Builder(double learningRate) {
            super(learningRate);
        }

        @Override
        Builder self() {
            return this;
        }

        /// Divides by the largest variance so far.
        ///
        /// @param on whether it does
        /// @return this
        public Builder amsgrad(boolean on) {
            amsgrad = on;
            return this;
        }

        /// Makes the optimizer.
        ///
        /// @return a new one
        public Adam build() {
            return new Adam(this);
        }
    }
}
