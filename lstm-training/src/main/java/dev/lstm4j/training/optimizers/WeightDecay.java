package dev.lstm4j.training.optimizers;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.training.internal.Numbers;
import java.util.function.Predicate;

/// How an optimizer pulls parameters towards 0. The methods `withWeightDecay` and `withDecayOf` of the optimizers
/// create it.
///
/// @param rate λ, not negative; 0 for no decay
/// @param isDecoupled false: `λ·p` is added to the gradient (L2), as PyTorch's `weight_decay`; true: the parameter is
///        multiplied by `1 - learning rate·λ` before the update (Loshchilov and Hutter 2019), as `torch.optim.AdamW`
/// @param which selects the parameters; [DecayedParameters] has the usual selections
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
