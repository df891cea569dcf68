package dev.lstm4j.training.optimizers;

import dev.lstm4j.ParameterLayout;
import java.util.function.Predicate;

/// The usual choices of the parameters that weight decay acts on.
public enum DecayedParameters implements Predicate<ParameterLayout.Entry> {
    /// All parameters, as PyTorch's optimizers do.
    ALL {
        @Override
        public boolean test(ParameterLayout.Entry parameter) {
            return true;
        }
    },
    /// All but the biases, which have no use for it, and the factors of layer normalisation, which it would draw from
    /// their neutral 1 to 0.
    NO_BIASES {
        @Override
        public boolean test(ParameterLayout.Entry parameter) {
            String name = parameter.name().substring(parameter.name().lastIndexOf('.') + 1);
            return !name.startsWith("bias") && !name.startsWith("norm_");
        }
    }
}
