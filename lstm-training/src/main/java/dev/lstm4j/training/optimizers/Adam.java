package dev.lstm4j.training.optimizers;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.engine.AdamUpdate;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Adam (Kingma and Ba 2015), optionally with AMSGrad (Reddi et al. 2018), and with L2 or decoupled weight decay
/// ([AdamW]). Names, defaults and arithmetic follow `torch.optim.Adam` and `torch.optim.AdamW`.
///
/// @param learningRate the learning rate, finite, not negative; PyTorch's default is 0.001
/// @param beta1 the decay rate of the moving average of the gradient, in [0, 1)
/// @param beta2 the decay rate of the moving average of the squared gradient, in [0, 1)
/// @param epsilon ε, added to the denominator for numerical stability, not negative
/// @param amsgrad whether to use the maximum of the moving average of the squared gradient so far instead of its
///        current value
/// @param weightDecay the weight decay
public record Adam(double learningRate, double beta1, double beta2, double epsilon, boolean amsgrad,
        WeightDecay weightDecay) implements OptimizerFactory {

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public Adam {
        Numbers.requireFinite("learningRate", learningRate);
        Numbers.requireFraction("beta1", beta1);
        Numbers.requireFraction("beta2", beta2);
        Numbers.requireFinite("epsilon", epsilon);
    }

    /// Adam with PyTorch's other defaults: β₁ 0.9, β₂ 0.999, ε 1e-8, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return the settings
    /// @throws IllegalArgumentException if the learning rate is negative or not finite
    public static Adam of(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8, false, WeightDecay.NONE);
    }

    /// Sets the initial learning rate.
    ///
    /// @param rate finite, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adam withLearningRate(double rate) {
        return new Adam(rate, beta1, beta2, epsilon, amsgrad, weightDecay);
    }

    /// Sets the decay rates of the moving averages of the gradient and of its square.
    ///
    /// @param mean β₁, in [0, 1)
    /// @param variance β₂, in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if one is out of range
    public Adam withBetas(double mean, double variance) {
        return new Adam(learningRate, mean, variance, epsilon, amsgrad, weightDecay);
    }

    /// Sets ε, which is added to the denominator for numerical stability.
    ///
    /// @param value ε, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adam withEpsilon(double value) {
        return new Adam(learningRate, beta1, beta2, value, amsgrad, weightDecay);
    }

    /// Sets whether to use the maximum of the moving average of the squared gradient so far (AMSGrad).
    ///
    /// @param on whether to use it
    /// @return a changed copy
    public Adam withAmsgrad(boolean on) {
        return new Adam(learningRate, beta1, beta2, epsilon, on, weightDecay);
    }

    /// Sets L2 weight decay, which is added to the gradient, as PyTorch's `weight_decay`.
    ///
    /// @param rate not negative; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adam withWeightDecay(double rate) {
        return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, weightDecay.withRate(rate, false));
    }

    /// Sets decoupled weight decay, which shrinks the parameters directly instead of through the gradient (Loshchilov
    /// and Hutter 2019), as PyTorch's `decoupled_weight_decay`.
    ///
    /// @param rate not negative; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adam withDecoupledWeightDecay(double rate) {
        return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, weightDecay.withRate(rate, true));
    }

    /// Sets the parameters to which weight decay applies.
    ///
    /// @param which selects the parameters, for example [DecayedParameters#NO_BIASES]
    /// @return a changed copy
    public Adam withDecayOf(Predicate<ParameterLayout.Entry> which) {
        return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, weightDecay.withWhich(which));
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
        private static final float[] NONE = {};

        private final Adam adam;
        /// The updates of the parameters without weight decay and of those with it.
        private final AdamUpdate[] updates = {new AdamUpdate(), new AdamUpdate()};

        Updates(Adam adam, @Nullable ParameterLayout layout) {
            super(adam, adam.weightDecay, layout, adam.amsgrad
                    ? List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq")
                    : List.of("exp_avg", "exp_avg_sq"));
            this.adam = adam;
            for (AdamUpdate update : updates) {
                update.newMean = (float) (1 - adam.beta1);
                update.oldVariance = (float) adam.beta2;
                update.newVariance = (float) (1 - adam.beta2);
                update.epsilon = (float) adam.epsilon;
                update.amsgrad = adam.amsgrad;
            }
        }

        @Override
        protected void prepare(long step, double rate) {
            float stepSize = (float) (rate / (1 - Math.pow(adam.beta1, step)));
            float correction = (float) Math.sqrt(1 - Math.pow(adam.beta2, step));
            for (int i = 0; i < updates.length; i++) {
                updates[i].stepSize = stepSize;
                updates[i].correction = correction;
                updates[i].weightDecay = l2(i == 1);
                updates[i].decay = shrink(i == 1);
            }
        }

        @Override
        protected void updateRange(Kernels kernels, float[] parameters, float[] gradients, int from, int to,
                boolean decays) {
            kernels.adam(updates[decays ? 1 : 0], parameters, gradients, stateArray(0), stateArray(1),
                    adam.amsgrad ? stateArray(2) : NONE, from, to);
        }
    }
}
