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

/// RMSprop (Tieleman and Hinton 2012), plain, centered (Graves 2013) and with momentum. Names, defaults and arithmetic
/// as `torch.optim.RMSprop`.
///
/// @param learningRate how far one update goes, finite, at least 0; PyTorch's default is 0.01
/// @param alpha how slowly the mean of the squared gradient changes, in [0, 1)
/// @param epsilon ε, which keeps the quotient finite, at least 0
/// @param momentum how much of the last update goes into the next, in [0, 1)
/// @param centered whether to divide by the standard deviation of the gradient in place of the root of its mean square
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
    /// @param learningRate finite, at least 0
    /// @return the settings
    /// @throws IllegalArgumentException if the learning rate is negative or not finite
    public static RMSprop of(double learningRate) {
        return new RMSprop(learningRate, 0.99, 1e-8, 0, false, WeightDecay.NONE);
    }

    /// Sets the learning rate that a training begins with.
    ///
    /// @param rate finite, at least 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RMSprop withLearningRate(double rate) {
        return new RMSprop(rate, alpha, epsilon, momentum, centered, weightDecay);
    }

    /// Sets how slowly the mean of the squared gradient changes.
    ///
    /// @param value α, in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is out of range
    public RMSprop withAlpha(double value) {
        return new RMSprop(learningRate, value, epsilon, momentum, centered, weightDecay);
    }

    /// Sets what keeps the quotient finite.
    ///
    /// @param value ε, at least 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RMSprop withEpsilon(double value) {
        return new RMSprop(learningRate, alpha, value, momentum, centered, weightDecay);
    }

    /// Sets how much of the last update goes into the next.
    ///
    /// @param value in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is out of range
    public RMSprop withMomentum(double value) {
        return new RMSprop(learningRate, alpha, epsilon, value, centered, weightDecay);
    }

    /// Sets whether to divide by the standard deviation of the gradient in place of the root of its mean square.
    ///
    /// @param on whether to
    /// @return a changed copy
    public RMSprop withCentered(boolean on) {
        return new RMSprop(learningRate, alpha, epsilon, momentum, on, weightDecay);
    }

    /// Sets weight decay that is added to the gradient (L2), as PyTorch's `weight_decay`.
    ///
    /// @param rate at least 0; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RMSprop withWeightDecay(double rate) {
        return new RMSprop(learningRate, alpha, epsilon, momentum, centered, weightDecay.withRate(rate, false));
    }

    /// Sets which parameters the weight decay acts on.
    ///
    /// @param which for example [DecayedParameters#NO_BIASES]
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
                    // Rounding may make the variance of equal gradients slightly negative, for which PyTorch gives NaN.
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
