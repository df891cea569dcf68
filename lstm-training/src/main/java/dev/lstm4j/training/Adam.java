package dev.lstm4j.training;

import dev.lstm4j.AdamUpdate;
import dev.lstm4j.Kernels;
import dev.lstm4j.Optimizer;

/// Adam (Kingma and Ba 2015), with AMSGrad (Reddi et al. 2018), weight decay as a gradient (L2) or apart (AdamW,
/// Loshchilov and Hutter 2019). Names, defaults and arithmetic as `torch.optim.Adam` and `torch.optim.AdamW`.
public final class Adam implements Optimizer {
    private final double beta1;
    private final double beta2;
    private final double weightDecay;
    private final boolean decoupled;
    private final boolean amsgrad;
    private final AdamUpdate update = new AdamUpdate();
    private double learningRate;
    private long steps;
    private float[] mean = {};
    private float[] variance = {};
    private float[] maxVariance = {};

    private Adam(Builder builder) {
        this.learningRate = builder.learningRate;
        this.beta1 = builder.beta1;
        this.beta2 = builder.beta2;
        this.weightDecay = builder.weightDecay;
        this.decoupled = builder.decoupled;
        this.amsgrad = builder.amsgrad;
        update.newMean = (float) (1 - beta1);
        update.oldVariance = (float) beta2;
        update.newVariance = (float) (1 - beta2);
        update.epsilon = (float) builder.epsilon;
        update.weightDecay = decoupled ? 0f : (float) weightDecay;
        update.amsgrad = amsgrad;
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
    public void begin(int length) {
        if (steps == 0) {
            mean = new float[length];
            variance = new float[length];
            maxVariance = amsgrad ? new float[length] : maxVariance;
        }
        if (length != mean.length) {
            throw new IllegalArgumentException(
                    "step: expected " + mean.length + " parameters as before, found " + length);
        }
        steps++;
        update.stepSize = (float) (learningRate / (1 - Math.pow(beta1, steps)));
        update.correction = (float) Math.sqrt(1 - Math.pow(beta2, steps));
        update.decay = decoupled ? (float) (1 - learningRate * weightDecay) : 1f;
    }

    @Override
    public void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to) {
        kernels.adam(update, parameters, gradients, mean, variance, maxVariance, from, to);
    }

    @Override
    public double learningRate() {
        return learningRate;
    }

    @Override
    public void setLearningRate(double rate) {
        learningRate = requireRate("learningRate", rate);
    }

    private static double requireRate(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + ": expected a finite number of at least 0, found " + value);
        }
        return value;
    }

    private static double requireDecay(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": expected a number in [0, 1), found " + value);
        }
        return value;
    }

    /// Adam's settings.
    public static final class Builder {
        private final double learningRate;
        private double beta1 = 0.9;
        private double beta2 = 0.999;
        private double epsilon = 1e-8;
        private double weightDecay;
        private boolean decoupled;
        private boolean amsgrad;

        private Builder(double learningRate) {
            this.learningRate = requireRate("learningRate", learningRate);
        }

        /// Sets how slowly mean and variance forget.
        ///
        /// @param first β₁, in [0, 1)
        /// @param second β₂, in [0, 1)
        /// @return this
        /// @throws IllegalArgumentException where one is outside
        public Builder betas(double first, double second) {
            beta1 = requireDecay("beta1", first);
            beta2 = requireDecay("beta2", second);
            return this;
        }

        /// Sets what keeps the quotient finite.
        ///
        /// @param value ε, not negative
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public Builder epsilon(double value) {
            epsilon = requireRate("epsilon", value);
            return this;
        }

        /// Sets weight decay that is added to the gradient, as `torch.optim.Adam` does.
        ///
        /// @param value not negative
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public Builder weightDecay(double value) {
            weightDecay = requireRate("weightDecay", value);
            decoupled = false;
            return this;
        }

        /// Sets weight decay that shrinks the parameters apart from the gradient, as `torch.optim.AdamW` does.
        ///
        /// @param value not negative
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public Builder decoupledWeightDecay(double value) {
            weightDecay = requireRate("weightDecay", value);
            decoupled = true;
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
