package dev.lstm4j.training.optimizers;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.List;

/// Adagrad (Duchi, Hazan and Singer 2011). Names, defaults and arithmetic as `torch.optim.Adagrad`.
public final class Adagrad extends FlatOptimizer {
    private final double rateDecay;
    private final float epsilon;
    private final float first;
    private float rate;

    private Adagrad(Builder builder) {
        super(builder, List.of("sum"));
        this.rateDecay = builder.rateDecay;
        this.epsilon = (float) builder.epsilon;
        this.first = (float) builder.first;
    }

    /// Adagrad with PyTorch's other defaults: no decay of rate or weights, sums that begin at 0, ε 1e-10.
    ///
    /// @param learningRate finite, not negative
    /// @return a new optimizer
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static Adagrad withLearningRate(double learningRate) {
        return builder(learningRate).build();
    }

    /// Adagrad with other settings.
    ///
    /// @param learningRate finite, not negative; PyTorch's default is 0.01
    /// @return a builder with PyTorch's defaults
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static Builder builder(double learningRate) {
        return new Builder(learningRate);
    }

    @Override
    float first() {
        return first;
    }

    @Override
    void prepare(long step, double learningRate) {
        rate = (float) (learningRate / (1 + (step - 1) * rateDecay));
    }

    @Override
    void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to, boolean decay) {
        float l2 = l2(decay);
        float[] sums = array(0);
        for (int i = from; i < to; i++) {
            float g = gradients[i] + l2 * parameters[i];
            float sum = sums[i] + g * g;
            sums[i] = sum;
            parameters[i] -= rate * g / ((float) Math.sqrt(sum) + epsilon);
        }
    }

    /// The settings of Adagrad.
    public static final class Builder extends FlatOptimizer.Builder<Builder> {
        private double rateDecay;
        private double first;
        private double epsilon = 1e-10;

        private Builder(double learningRate) {
            super(learningRate);
        }

        @Override
        Builder self() {
            return this;
        }

        /// Sets how the learning rate falls by itself: step t goes by rate / (1 + (t - 1)·decay), PyTorch's `lr_decay`.
        ///
        /// @param value not negative
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public Builder learningRateDecay(double value) {
            rateDecay = Numbers.requireFinite("learningRateDecay", value);
            return this;
        }

        /// Sets what the sums of squares begin with, PyTorch's `initial_accumulator_value`.
        ///
        /// @param value not negative
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public Builder initialAccumulator(double value) {
            first = Numbers.requireFinite("initialAccumulator", value);
            return this;
        }

        /// Sets what keeps the quotient finite.
        ///
        /// @param value ε, not negative
        /// @return this
        /// @throws IllegalArgumentException where it is negative or not finite
        public Builder epsilon(double value) {
            epsilon = Numbers.requireFinite("epsilon", value);
            return this;
        }

        /// Makes the optimizer.
        ///
        /// @return a new one
        public Adagrad build() {
            return new Adagrad(this);
        }
    }
}
