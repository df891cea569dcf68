package dev.lstm4j.training.optimizers;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Rectified Adam (Liu et al. 2020): momentum without an adaptive learning rate until the variance can be estimated,
/// then Adam's step multiplied by a factor that rises to 1. Names, defaults and arithmetic follow `torch.optim.RAdam`.
///
/// @param learningRate the learning rate, finite, not negative; PyTorch's default is 0.001
/// @param beta1 the decay rate of the moving average of the gradient, in [0, 1)
/// @param beta2 the decay rate of the moving average of the squared gradient, in [0, 1)
/// @param epsilon ε, added to the denominator for numerical stability, not negative
/// @param weightDecay the weight decay
public record RAdam(double learningRate, double beta1, double beta2, double epsilon,
        WeightDecay weightDecay) implements OptimizerFactory {

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public RAdam {
        Numbers.requireFinite("learningRate", learningRate);
        Numbers.requireFraction("beta1", beta1);
        Numbers.requireFraction("beta2", beta2);
        Numbers.requireFinite("epsilon", epsilon);
    }

    /// RAdam with PyTorch's other defaults: β₁ 0.9, β₂ 0.999, ε 1e-8, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return the settings
    /// @throws IllegalArgumentException if the learning rate is negative or not finite
    public static RAdam of(double learningRate) {
        return new RAdam(learningRate, 0.9, 0.999, 1e-8, WeightDecay.NONE);
    }

    /// Sets the initial learning rate.
    ///
    /// @param rate finite, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RAdam withLearningRate(double rate) {
        return new RAdam(rate, beta1, beta2, epsilon, weightDecay);
    }

    /// Sets the decay rates of the moving averages of the gradient and of its square.
    ///
    /// @param mean β₁, in [0, 1)
    /// @param variance β₂, in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if one is out of range
    public RAdam withBetas(double mean, double variance) {
        return new RAdam(learningRate, mean, variance, epsilon, weightDecay);
    }

    /// Sets ε, which is added to the denominator for numerical stability.
    ///
    /// @param value ε, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RAdam withEpsilon(double value) {
        return new RAdam(learningRate, beta1, beta2, value, weightDecay);
    }

    /// Sets L2 weight decay, which is added to the gradient, as PyTorch's `weight_decay`.
    ///
    /// @param rate not negative; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RAdam withWeightDecay(double rate) {
        return new RAdam(learningRate, beta1, beta2, epsilon, weightDecay.withRate(rate, false));
    }

    /// Sets decoupled weight decay, which shrinks the parameters directly instead of through the gradient (Loshchilov
    /// and Hutter 2019), as PyTorch's `decoupled_weight_decay`.
    ///
    /// @param rate not negative; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public RAdam withDecoupledWeightDecay(double rate) {
        return new RAdam(learningRate, beta1, beta2, epsilon, weightDecay.withRate(rate, true));
    }

    /// Sets the parameters to which weight decay applies.
    ///
    /// @param which selects the parameters, for example [DecayedParameters#NO_BIASES]
    /// @return a changed copy
    public RAdam withDecayOf(Predicate<ParameterLayout.Entry> which) {
        return new RAdam(learningRate, beta1, beta2, epsilon, weightDecay.withWhich(which));
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
        /// The variance can be estimated if the length of the moving average exceeds this.
        private static final double RECTIFIED_FROM = 5;

        private final RAdam radam;
        private final float epsilon;
        private final float newMean;
        private final float oldVariance;
        private final float newVariance;
        private boolean rectified;
        private float stepSize;

        Updates(RAdam radam, @Nullable ParameterLayout layout) {
            super(radam, radam.weightDecay, layout, List.of("exp_avg", "exp_avg_sq"));
            this.radam = radam;
            this.epsilon = (float) radam.epsilon;
            this.newMean = (float) (1 - radam.beta1);
            this.oldVariance = (float) radam.beta2;
            this.newVariance = (float) (1 - radam.beta2);
        }

        @Override
        protected void prepare(long step, double rate) {
            double power = StrictMath.pow(radam.beta2, step);
            double most = 2 / (1 - radam.beta2) - 1;
            double length = most - 2 * step * power / (1 - power); // ρₜ, of the moving average
            rectified = length > RECTIFIED_FROM;
            double factor = rectified
                    ? Math.sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)) * Math
                            .sqrt(1 - power)
                    : 1;
            stepSize = (float) (rate * factor / (1 - StrictMath.pow(radam.beta1, step)));
        }

        @Override
        protected void updateRange(Kernels kernels, float[] parameters, float[] gradients, int from, int to,
                boolean decays) {
            float l2 = l2(decays);
            float shrink = shrink(decays);
            float[] means = stateArray(0);
            float[] variances = stateArray(1);
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
    }
}
