package dev.lstm4j.training.optimizers;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.List;

/// Stochastic gradient descent with momentum (Polyak 1964) or Nesterov's momentum (Sutskever et al. 2013). Names, defaults
/// and arithmetic as `torch.optim.SGD`.
public final class SGD extends FlatOptimizer {
    private final double momentum;
    private final double dampening;
    private final boolean nesterov;
    private float rate;
    private float keep;
    private float take;

    private SGD(Builder builder) {
        super(builder, builder.momentum == 0 ? List.of() : List.of("momentum_buffer"));
        this.momentum = builder.momentum;
        this.dampening = builder.dampening;
        this.nesterov = builder.nesterov;
    }

    /// Plain gradient descent: no momentum, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return a new optimizer
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static SGD withLearningRate(double learningRate) {
        return builder(learningRate).build();
    }

    /// Gradient descent with other settings.
    ///
    /// @param learningRate finite, not negative; PyTorch's default is 0.001
    /// @return a builder with PyTorch's defaults
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static Builder builder(double learningRate) {
        return new Builder(learningRate);
    }

    @Override
    void prepare(long step, double learningRate) {
        rate = (float) learningRate;
        keep = (float) momentum;
        // The first gradient fills the buffer undamped.
        take = step == 1 ? 1f : (float) (1 - dampening);
    }

    @Override
    void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to, boolean decay) {
        float l2 = l2(decay);
        if (momentum == 0) {
            for (int i = from; i < to; i++) {
                parameters[i] -= rate * (gradients[i] + l2 * parameters[i]);
            }
            return;
        }
        float ahead = nesterov ? keep : 1f;
        float now = nesterov ? 1f : 0f;
        float[] buffer = array(0);
        for (int i = from; i < to; i++) {
            float g = gradients[i] + l2 * parameters[i];
            float b = buffer[i] * keep + g * take;
            buffer[i] = b;
            parameters[i] -= rate * (g * now + b * ahead);
        }
    }

    /// The settings of gradient descent.
    public static final class Builder extends FlatOptimizer.Builder<Builder> {
        private double momentum;
        private double dampening;
        private boolean nesterov;

        private Builder(double learningRate) {
            super(learningRate);
        }

        @Override
        Builder self() {
            return this;
        }

        /// Sets how much of the last step goes into the next.
        ///
        /// @param value in [0, 1)
        /// @return this
        /// @throws IllegalArgumentException where it is outside
        public Builder momentum(double value) {
            momentum = Numbers.requireFraction("momentum", value);
            return this;
        }

        /// Sets how much less of the gradient enters the momentum.
        ///
        /// @param value in [0, 1)
        /// @return this
        /// @throws IllegalArgumentException where it is outside
        public Builder dampening(double value) {
            dampening = Numbers.requireFraction("dampening", value);
            return this;
        }

        /// Looks ahead by the momentum.
        ///
        /// @param on whether it does
        /// @return this
        public Builder nesterov(boolean on) {
            nesterov = on;
            return this;
        }

        /// Makes the optimizer.
        ///
        /// @return a new one
        /// @throws IllegalArgumentException where Nesterov's momentum is asked for without momentum, or with dampening
        public SGD build() {
            if (nesterov && (momentum == 0 || dampening != 0)) {
                throw new IllegalArgumentException("nesterov: expected a momentum above 0 and a dampening of 0, found "
                        + momentum + " and " + dampening);
            }
            return new SGD(this);
        }
    }
}
