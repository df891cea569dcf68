package dev.lstm4j.training.optimizers;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.training.internal.Numbers;
import java.util.function.Predicate;

/// How an optimizer draws parameters to 0. The optimizers' own `withWeightDecay` and `withDecayOf` make these.
///
/// @param rate λ, at least 0; 0 for no decay
/// @param isDecoupled false: `λ·p` is added to the gradient (L2), as PyTorch's `weight_decay`; true: the parameter is
///        multiplied by `1 - learning rate·λ` before the update (Loshchilov and Hutter 2019), as `torch.optim.AdamW`
/// @param which the parameters that decay; [DecayedParameters] has the usual choices
public record WeightDecay(double rate, boolean isDecoupled, Predicate<ParameterLayout.Entry> which) {
    /// No decay.
    public static final WeightDecay NONE = new WeightDecay(0, false, DecayedParameters.ALL);

    /// Checks the rate.
    ///
    /// @throws IllegalArgumentException if the rate is negative or not finite
    public WeightDecay {
        Numbers.requireFinite("weightDecay", rate);
    }

    WeightDecay withRate(double newRate, boolean decoupled) {
        return new WeightDecay(newRate, decoupled, which);
    }

    WeightDecay withWhich(Predicate<ParameterLayout.Entry> parameters) {
        return new WeightDecay(rate, isDecoupled, parameters);
    }
}
