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

/// Adam (Kingma and Ba 2015), with AMSGrad (Reddi et al. 2018), weight decay as a gradient (L2) or decoupled
/// ([AdamW]). Names, defaults and arithmetic as `torch.optim.Adam` and `torch.optim.AdamW`.
///
/// @param learningRate how far one update goes, finite, at least 0; PyTorch's default is 0.001
/// @param beta1 how slowly the mean of the gradient changes, in [0, 1)
/// @param beta2 how slowly the mean of the squared gradient changes, in [0, 1)
/// @param epsilon ε, which keeps the quotient finite, at least 0
/// @param amsgrad whether the largest mean of the squared gradient so far takes the place of the current one
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
    /// @param learningRate finite, at least 0
    /// @return the settings
    /// @throws IllegalArgumentException if the learning rate is negative or not finite
    public static Adam of(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8, false, WeightDecay.NONE);
    }

    /// Sets the learning rate that a training begins with.
    ///
    /// @param rate finite, at least 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adam withLearningRate(double rate) {
        return new Adam(rate, beta1, beta2, epsilon, amsgrad, weightDecay);
    }

    /// Sets how slowly the means of the gradient and of its square change.
    ///
    /// @param mean β₁, in [0, 1)
    /// @param variance β₂, in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if one is out of range
    public Adam withBetas(double mean, double variance) {
        return new Adam(learningRate, mean, variance, epsilon, amsgrad, weightDecay);
    }

    /// Sets what keeps the quotient finite.
    ///
    /// @param value ε, at least 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adam withEpsilon(double value) {
        return new Adam(learningRate, beta1, beta2, value, amsgrad, weightDecay);
    }

    /// Sets whether to divide by the largest mean of the squared gradient so far (AMSGrad).
    ///
    /// @param on whether to
    /// @return a changed copy
    public Adam withAmsgrad(boolean on) {
        return new Adam(learningRate, beta1, beta2, epsilon, on, weightDecay);
    }

    /// Sets weight decay that is added to the gradient (L2), as PyTorch's `weight_decay`.
    ///
    /// @param rate at least 0; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adam withWeightDecay(double rate) {
        return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, weightDecay.withRate(rate, false));
    }

    /// Sets weight decay that shrinks the parameters apart from the gradient (Loshchilov and Hutter 2019), as PyTorch's
    /// `decoupled_weight_decay`.
    ///
    /// @param rate at least 0; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public Adam withDecoupledWeightDecay(double rate) {
        return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, weightDecay.withRate(rate, true));
    }

    /// Sets which parameters the weight decay acts on.
    ///
    /// @param which for example [DecayedParameters#NO_BIASES]
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
        /// Of the parameters that do not decay, and of those that do.
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
