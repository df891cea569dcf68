package dev.lstm4j.training.optimizers;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Adam with Nesterov momentum (Dozat 2016). Names, defaults and arithmetic follow `torch.optim.NAdam`.
///
/// @param learningRate the learning rate, finite, not negative; PyTorch's default is 0.002
/// @param beta1 the decay rate of the moving average of the gradient, in [0, 1)
/// @param beta2 the decay rate of the moving average of the squared gradient, in [0, 1)
/// @param epsilon ε, added to the denominator for numerical stability, not negative
/// @param momentumDecay ψ, how fast the momentum rises to β₁, at least 0
/// @param weightDecay the weight decay
public record NAdam(double learningRate, double beta1, double beta2, double epsilon, double momentumDecay,
        WeightDecay weightDecay) implements OptimizerFactory {

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public NAdam {
        Numbers.requireFinite("learningRate", learningRate);
        Numbers.requireFraction("beta1", beta1);
        Numbers.requireFraction("beta2", beta2);
        Numbers.requireFinite("epsilon", epsilon);
        Numbers.requireFinite("momentumDecay", momentumDecay);
    }

    /// NAdam with PyTorch's other defaults: β₁ 0.9, β₂ 0.999, ε 1e-8, momentum decay 0.004, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return the settings
    /// @throws IllegalArgumentException if the learning rate is negative or not finite
    public static NAdam of(double learningRate) {
        return new NAdam(learningRate, 0.9, 0.999, 1e-8, 4e-3, WeightDecay.NONE);
    }

    /// Sets the initial learning rate.
    ///
    /// @param rate finite, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public NAdam withLearningRate(double rate) {
        return new NAdam(rate, beta1, beta2, epsilon, momentumDecay, weightDecay);
    }

    /// Sets the decay rates of the moving averages of the gradient and of its square.
    ///
    /// @param mean β₁, in [0, 1)
    /// @param variance β₂, in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if one is out of range
    public NAdam withBetas(double mean, double variance) {
        return new NAdam(learningRate, mean, variance, epsilon, momentumDecay, weightDecay);
    }

    /// Sets ε, which is added to the denominator for numerical stability.
    ///
    /// @param value ε, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public NAdam withEpsilon(double value) {
        return new NAdam(learningRate, beta1, beta2, value, momentumDecay, weightDecay);
    }

    /// Sets how fast the momentum rises to β₁, PyTorch's `momentum_decay`.
    ///
    /// @param value ψ, at least 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public NAdam withMomentumDecay(double value) {
        return new NAdam(learningRate, beta1, beta2, epsilon, value, weightDecay);
    }

    /// Sets L2 weight decay, which is added to the gradient, as PyTorch's `weight_decay`.
    ///
    /// @param rate not negative; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public NAdam withWeightDecay(double rate) {
        return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay, weightDecay.withRate(rate, false));
    }

    /// Sets decoupled weight decay, which shrinks the parameters directly instead of through the gradient (Loshchilov
    /// and Hutter 2019), as PyTorch's `decoupled_weight_decay`.
    ///
    /// @param rate not negative; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public NAdam withDecoupledWeightDecay(double rate) {
        return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay, weightDecay.withRate(rate, true));
    }

    /// Sets the parameters to which weight decay applies.
    ///
    /// @param which selects the parameters, for example [DecayedParameters#NO_BIASES]
    /// @return a changed copy
    public NAdam withDecayOf(Predicate<ParameterLayout.Entry> which) {
        return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay, weightDecay.withWhich(which));
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
        private final NAdam nadam;
        private final float epsilon;
        private final float newMean;
        private final float oldVariance;
        private final float newVariance;
        /// The number of steps whose momentum factors are in the product. The product depends only on the step, so it
        /// is not part of the state.
        private long multiplied;
        private double product = 1;
        private float gradientStep;
        private float meanStep;
        private float correction;

        Updates(NAdam nadam, @Nullable ParameterLayout layout) {
            super(nadam, nadam.weightDecay, layout, List.of("exp_avg", "exp_avg_sq"));
            this.nadam = nadam;
            this.epsilon = (float) nadam.epsilon;
            this.newMean = (float) (1 - nadam.beta1);
            this.oldVariance = (float) nadam.beta2;
            this.newVariance = (float) (1 - nadam.beta2);
        }

        /// µₜ, which rises to β₁.
        private double momentum(long step) {
            return nadam.beta1 * (1 - 0.5 * StrictMath.pow(0.96, step * nadam.momentumDecay));
        }

        @Override
        protected void prepare(long step, double rate) {
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
            correction = (float) Math.sqrt(1 - StrictMath.pow(nadam.beta2, step));
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
                float denominator = (float) Math.sqrt(v) / correction + epsilon;
                parameters[i] = parameters[i] * shrink - gradientStep * g / denominator - meanStep * m / denominator;
            }
        }
    }
}
