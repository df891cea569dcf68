package dev.lstm4j.training.optimizers;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// RMSprop (Tieleman and Hinton 2012), optionally centered (Graves 2013) and with momentum. Names, defaults and
/// arithmetic follow `torch.optim.RMSprop`.
///
/// @param learningRate the learning rate, finite, not negative; PyTorch's default is 0.01
/// @param alpha the decay rate of the moving average of the squared gradient, in [0, 1)
/// @param epsilon ε, added to the denominator for numerical stability, not negative
/// @param momentum the momentum factor, in [0, 1)
/// @param centered whether to divide by the standard deviation of the gradient instead of the root of its mean square
/// @param weightDecay the weight decay
public record RMSprop(double learningRate, double alpha, double epsilon, double momentum, boolean centered,
        WeightDecay weightDecay) implements OptimizerFactory {

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public RMSprop {
        Numbers.requireFinite("learningRate", learningRate);
        Numbers.requireFraction("alpha", alpha);
        Numbers.requireFinite("epsilon", epsilon);
        Numbers.requireFraction("momentum", momentum);
    }

    /// RMSprop with PyTorch's other defaults: α 0.99, ε 1e-8, not centered, no momentum, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return the settings
    /// @throws IllegalArgumentException if the learning rate is negative or not finite
    public static RMSprop of(double learningRate) {
        return new RMSprop(learningRate, 0.99, 1e-8, 0, false, WeightDecay.NONE);
    }

    /// Sets the initial learning rate.
    ///
    /// @param rate finite, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RMSprop withLearningRate(double rate) {
        return new RMSprop(rate, alpha, epsilon, momentum, centered, weightDecay);
    }

    /// Sets the decay rate of the moving average of the squared gradient.
    ///
    /// @param value α, in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is out of range
    public RMSprop withAlpha(double value) {
        return new RMSprop(learningRate, value, epsilon, momentum, centered, weightDecay);
    }

    /// Sets ε, which is added to the denominator for numerical stability.
    ///
    /// @param value ε, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RMSprop withEpsilon(double value) {
        return new RMSprop(learningRate, alpha, value, momentum, centered, weightDecay);
    }

    /// Sets the momentum factor.
    ///
    /// @param value in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is out of range
    public RMSprop withMomentum(double value) {
        return new RMSprop(learningRate, alpha, epsilon, value, centered, weightDecay);
    }

    /// Sets whether to divide by the standard deviation of the gradient instead of the root of its mean square.
    ///
    /// @param on whether to do so
    /// @return a changed copy
    public RMSprop withCentered(boolean on) {
        return new RMSprop(learningRate, alpha, epsilon, momentum, on, weightDecay);
    }

    /// Sets L2 weight decay, which is added to the gradient, as PyTorch's `weight_decay`.
    ///
    /// @param rate not negative; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RMSprop withWeightDecay(double rate) {
        return new RMSprop(learningRate, alpha, epsilon, momentum, centered, weightDecay.withRate(rate, false));
    }

    /// Sets the parameters to which weight decay applies.
    ///
    /// @param which selects the parameters, for example [DecayedParameters#NO_BIASES]
    /// @return a changed copy
    public RMSprop withDecayOf(Predicate<ParameterLayout.Entry> which) {
        return new RMSprop(learningRate, alpha, epsilon, momentum, centered, weightDecay.withWhich(which));
    }

    @Override
    public Optimizer create() {
        return new Updates(this, null);
    }

    @Override
    public Optimizer create(ParameterLayout layout) {
        return new Updates(this, layout);
    }

    private static final class Updates extends ElementwiseOptimizer {
        private final boolean centered;
        private final boolean moving;
        private final float keep;
        private final float take;
        private final float epsilon;
        private final float momentum;
        private float rate;

        Updates(RMSprop rmsprop, @Nullable ParameterLayout layout) {
            super(rmsprop, rmsprop.weightDecay, layout, names(rmsprop));
            this.centered = rmsprop.centered;
            this.moving = rmsprop.momentum > 0;
            this.keep = (float) rmsprop.alpha;
            this.take = (float) (1 - rmsprop.alpha);
            this.epsilon = (float) rmsprop.epsilon;
            this.momentum = (float) rmsprop.momentum;
        }

        private static List<String> names(RMSprop rmsprop) {
            List<String> names = new ArrayList<>(List.of("square_avg"));
            if (rmsprop.momentum > 0) {
                names.add("momentum_buffer");
            }
            if (rmsprop.centered) {
                names.add("grad_avg");
            }
            return names;
        }

        @Override
        protected void prepare(long step, double learningRate) {
            rate = (float) learningRate;
        }

        @Override
        protected void updateRange(Kernels kernels, float[] parameters, float[] gradients, int from, int to,
                boolean decays) {
            float l2 = l2(decays);
            float[] squares = stateArray(0);
            float[] buffer = stateArray(moving ? 1 : 0);
            float[] means = stateArray(centered ? (moving ? 2 : 1) : 0);
            for (int i = from; i < to; i++) {
                float g = gradients[i] + l2 * parameters[i];
                float v = squares[i] * keep + take * g * g;
                squares[i] = v;
                if (centered) {
                    float m = means[i] + (g - means[i]) * take;
                    means[i] = m;
                    // Rounding may make the variance of equal gradients slightly negative; PyTorch then returns NaN.
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
    }
}
