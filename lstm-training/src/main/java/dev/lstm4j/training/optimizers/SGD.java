package dev.lstm4j.training.optimizers;

import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.training.internal.Numbers;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stochastic gradient descent, optionally with momentum (Polyak 1964) or Nesterov momentum (Sutskever et al. 2013).
/// Names, defaults and arithmetic follow `torch.optim.SGD`.
///
/// @param learningRate the learning rate, finite, not negative; PyTorch's default is 0.001
/// @param momentum the momentum factor, in [0, 1)
/// @param dampening the fraction by which each gradient but the first is reduced before it enters the momentum, in [0,
///        1)
/// @param nesterov whether to use Nesterov momentum, which requires a momentum above 0 and no dampening
/// @param weightDecay the weight decay
public record SGD(double learningRate, double momentum, double dampening, boolean nesterov,
        WeightDecay weightDecay) implements OptimizerFactory {

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public SGD {
        Numbers.requireFinite("learningRate", learningRate);
        Numbers.requireFraction("momentum", momentum);
        Numbers.requireFraction("dampening", dampening);
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new IllegalArgumentException("nesterov: expected a momentum above 0 and a dampening of 0, found "
                    + momentum + " and " + dampening + "; set the momentum first");
        }
    }

    /// Plain gradient descent: no momentum, no weight decay.
    ///
    /// @param learningRate finite, not negative
    /// @return the settings
    /// @throws IllegalArgumentException if the learning rate is negative or not finite
    public static SGD of(double learningRate) {
        return new SGD(learningRate, 0, 0, false, WeightDecay.NONE);
    }

    /// Sets the initial learning rate.
    ///
    /// @param rate finite, not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public SGD withLearningRate(double rate) {
        return new SGD(rate, momentum, dampening, nesterov, weightDecay);
    }

    /// Sets the momentum factor.
    ///
    /// @param value in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is out of range
    public SGD withMomentum(double value) {
        return new SGD(learningRate, value, dampening, nesterov, weightDecay);
    }

    /// Sets the fraction by which each gradient but the first is reduced before it enters the momentum.
    ///
    /// @param value in [0, 1)
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is out of range
    public SGD withDampening(double value) {
        return new SGD(learningRate, momentum, value, nesterov, weightDecay);
    }

    /// Sets whether to use Nesterov momentum.
    ///
    /// @param on whether to use it
    /// @return a changed copy
    /// @throws IllegalArgumentException if the momentum is 0 or the dampening is not
    public SGD withNesterov(boolean on) {
        return new SGD(learningRate, momentum, dampening, on, weightDecay);
    }

    /// Sets L2 weight decay, which is added to the gradient, as PyTorch's `weight_decay`.
    ///
    /// @param rate not negative; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public SGD withWeightDecay(double rate) {
        return new SGD(learningRate, momentum, dampening, nesterov, weightDecay.withRate(rate, false));
    }

    /// Sets the parameters to which weight decay applies.
    ///
    /// @param which selects the parameters, for example [DecayedParameters#NO_BIASES]
    /// @return a changed copy
    public SGD withDecayOf(Predicate<ParameterLayout.Entry> which) {
        return new SGD(learningRate, momentum, dampening, nesterov, weightDecay.withWhich(which));
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
        private final SGD sgd;
        private float rate;
        private float keep;
        private float take;

        Updates(SGD sgd, @Nullable ParameterLayout layout) {
            super(sgd, sgd.weightDecay, layout, sgd.momentum == 0 ? List.of() : List.of("momentum_buffer"));
            this.sgd = sgd;
        }

        @Override
        protected void prepare(long step, double learningRate) {
            rate = (float) learningRate;
            keep = (float) sgd.momentum;
            // The first gradient fills the buffer without dampening.
            take = step == 1 ? 1f : (float) (1 - sgd.dampening);
        }

        @Override
        protected void updateRange(Kernels kernels, float[] parameters, float[] gradients, int from, int to,
                boolean decays) {
            float l2 = l2(decays);
            if (sgd.momentum == 0) {
                for (int i = from; i < to; i++) {
                    parameters[i] -= rate * (gradients[i] + l2 * parameters[i]);
                }
                return;
            }
            float ahead = sgd.nesterov ? keep : 1f;
            float now = sgd.nesterov ? 1f : 0f;
            float[] buffer = stateArray(0);
            for (int i = from; i < to; i++) {
                float g = gradients[i] + l2 * parameters[i];
                float b = buffer[i] * keep + g * take;
                buffer[i] = b;
                parameters[i] -= rate * (g * now + b * ahead);
            }
        }
    }
}
