package dev.lstm4j.training.optimizers;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Adagrad (Duchi, Hazan and Singer 2011). Names, defaults and arithmetic follow `torch.optim.Adagrad`.
///
/// @param learningRate the learning rate, finite, not negative; PyTorch's default is 0.01
/// @param rateDecay the decay of the learning rate: update t = 1, 2, … uses `learningRate / (1 + (t - 1)·rateDecay)`,
///        PyTorch's `lr_decay`; at least 0
/// @param initialAccumulator the initial value of the sums of squared gradients, PyTorch's `initial_accumulator_value`;
///        not negative
/// @param epsilon ε, added to the denominator for numerical stability, not negative
/// @param weightDecay the weight decay
public record Adagrad(double learningRate, double rateDecay, double initialAccumulator, double epsilon,
        WeightDecay weightDecay) implements OptimizerFactory {

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public Adagrad {
        Numbers.requireFinite("learningRate", learningRate);
        Numbers.requireFinite("rateDecay", rateDecay);
        Numbers.requireFinite("initialAccumulator", initialAccumulator);
        Numbers.requireFinite("epsilon", epsilon);
    }

    /// Adagrad with PyTorch's other defaults: no learning rate decay, no weight decay, initial accumulator 0, ε 1e-10.
    ///
    /// @param learningRate finite, not negative
    /// @return the settings
    /// @throws IllegalArgumentException if the learning rate is negative or not finite
    public static Adagrad of(double learningRate) {
        return new Adagrad(learningRate, 0, 0, 1e-10, WeightDecay.NONE);
    }

    /// Sets the initial learning rate.
    ///
    /// @param rate finite, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adagrad withLearningRate(double rate) {
        return new Adagrad(rate, rateDecay, initialAccumulator, epsilon, weightDecay);
    }

    /// Sets the decay of the learning rate, PyTorch's `lr_decay`.
    ///
    /// @param value at least 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adagrad withRateDecay(double value) {
        return new Adagrad(learningRate, value, initialAccumulator, epsilon, weightDecay);
    }

    /// Sets the initial value of the sums of squared gradients, PyTorch's `initial_accumulator_value`.
    ///
    /// @param value at least 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adagrad withInitialAccumulator(double value) {
        return new Adagrad(learningRate, rateDecay, value, epsilon, weightDecay);
    }

    /// Sets ε, which is added to the denominator for numerical stability.
    ///
    /// @param value ε, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adagrad withEpsilon(double value) {
        return new Adagrad(learningRate, rateDecay, initialAccumulator, value, weightDecay);
    }

    /// Sets L2 weight decay, which is added to the gradient, as PyTorch's `weight_decay`.
    ///
    /// @param rate not negative; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adagrad withWeightDecay(double rate) {
        return new Adagrad(learningRate, rateDecay, initialAccumulator, epsilon, weightDecay.withRate(rate, false));
    }

    /// Sets the parameters to which weight decay applies.
    ///
    /// @param which selects the parameters, for example [DecayedParameters#NO_BIASES]
    /// @return a changed copy
    public Adagrad withDecayOf(Predicate<ParameterLayout.Entry> which) {
        return new Adagrad(learningRate, rateDecay, initialAccumulator, epsilon, weightDecay.withWhich(which));
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
        private final Adagrad adagrad;
        private final float epsilon;
        private float rate;

        Updates(Adagrad adagrad, @Nullable ParameterLayout layout) {
            super(adagrad, adagrad.weightDecay, layout, List.of("sum"));
            this.adagrad = adagrad;
            this.epsilon = (float) adagrad.epsilon;
        }

        @Override
        protected float initialState() {
            return (float) adagrad.initialAccumulator;
        }

        @Override
        protected void prepare(long step, double learningRate) {
            rate = (float) (learningRate / (1 + (step - 1) * adagrad.rateDecay));
        }

        @Override
        protected void updateRange(Kernels kernels, float[] parameters, float[] gradients, int from, int to,
                boolean decays) {
            float l2 = l2(decays);
            float[] sums = stateArray(0);
            for (int i = from; i < to; i++) {
                float g = gradients[i] + l2 * parameters[i];
                float sum = sums[i] + g * g;
                sums[i] = sum;
                parameters[i] -= rate * g / ((float) Math.sqrt(sum) + epsilon);
            }
        }
    }
}
