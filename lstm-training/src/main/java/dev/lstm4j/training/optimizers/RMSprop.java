package dev.lstm4j.training.optimizers;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.ArrayList;
import java.util.List;

/// RMSprop (Tieleman and Hinton 2012), plain, centered (Graves 2013) and with momentum. Names, defaults and arithmetic as
/// `torch.optim.RMSprop`.
public final class RMSprop extends FlatOptimizer {
    private final boolean centered;
    private final boolean moving;
    private final float keep;
    private final float take;
    private final float epsilon;
    private final float momentum;
    private float rate;

    private RMSprop(Builder builder) {
        super(builder, names(builder));
        this.centered = builder.centered;
        this.moving = builder.momentum > 0;
        this.keep = (float) builder.alpha;
        this.take = (float) (1 - builder.alpha);
        this.epsilon = (float) builder.epsilon;
        this.momentum = (float) builder.momentum;
    }

    private static List<String> names(Builder builder) {
        List<String> names = new ArrayList<>(List.of("square_avg"));
        if (builder.momentum > 0) {
            names.add("momentum_buffer");
        }
        if (builder.centered) {
            names.add("grad_avg");
        }
        return List.copyOf(names);
    }

    /// RMSprop with PyTorch's other defaults: α 0.99, ε 1e-8, not centered, no momentum, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return a new optimizer
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static RMSprop withLearningRate(double learningRate) {
        return builder(learningRate).build();
    }

    /// RMSprop with other settings.
    ///
    /// @param learningRate finite, not negative; PyTorch's default is 0.01
    /// @return a builder with PyTorch's defaults
    /// @throws IllegalArgumentException where the learning rate is negative or not finite
    public static Builder builder(double learningRate) {
        return new Builder(learningRate);
    }

    @Override
    void prepare(long step, double learningRate) {
        rate = (float) learningRate;
    }

    @Override
    void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to, boolean decay) {
        float l2 = l2(decay);
        float[] squares = array(0);
        float[] buffer = array(moving ? 1 : 0);
        float[] means = array(centered ? (moving ? 2 : 1) : 0);
        for (int i = from; i < to; i++) {
            float g = gradients[i] + l2 * parameters[i];
            float v = squares[i] * keep + take * g * g;
            squares[i] = v;
            if (centered) {
                float m = means[i] + (g - means[i]) * take;
                means[i] = m;
                // Rounding may leave the variance of equal gradients a little below 0, where PyTorch has NaN.
                v = Math.max(v - m * m, 0f);
            }
            float change = g / ((float) Math.sqrt(v) + epsilon);
            if (moving) {
                change += buffer[i] * momentum;
                buffer[i] = change;
            }
            parameters[i] -= rate * change;
        }
    }

    /// The settings of RMSprop.
    public static final class Builder extends FlatOptimizer.Builder<Builder> {
        private double alpha = 0.99;
        private double epsilon = 1e-8;
        private double momentum;
        private boolean centered;

        private Builder(double learningRate) {
            super(learningRate);
        }

        @Override
        Builder self() {
            return this;
        }

        /// Sets how slowly the mean of the squares forgets.
        ///
        /// @param value α, in [0, 1)
        /// @return this
        /// @throws IllegalArgumentException where it is outside
        public Builder alpha(double value) {
            alpha = Numbers.requireFraction("alpha", value);
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

        /// Sets how much of the last step goes into the next.
        ///
        /// @param value in [0, 1)
        /// @return this
        /// @throws IllegalArgumentException where it is outside
        public Builder momentum(double value) {
            momentum = Numbers.requireFraction("momentum", value);
            return this;
        }

        /// Divides by the standard deviation of the gradient, in place of the root of its mean square.
        ///
        /// @param on whether it does
        /// @return this
        public Builder centered(boolean on) {
            centered = on;
            return this;
        }

        /// Makes the optimizer.
        ///
        /// @return a new one
        public RMSprop build() {
            return new RMSprop(this);
        }
    }
}
