package dev.lstm4j.training.optimizers;

import dev.lstm4j.ParameterLayout;
import java.util.function.Predicate;

/// The usual selections of the parameters to which weight decay applies.
public enum DecayedParameters implements Predicate<ParameterLayout.Entry> {
    /// All parameters, as PyTorch's optimizers do.
    ALL {
        @Override
        public boolean test(ParameterLayout.Entry parameter) {
            return true;
        }
    },
    /// All parameters except the biases, which do not benefit from it, and those of layer normalisation, whose gains it
    /// would pull from their neutral value 1 towards 0.
    NO_BIASES {
        @Override
        public boolean test(ParameterLayout.Entry parameter) {
            String name = parameter.name().substring(parameter.name().lastIndexOf('.') + 1);
            return !name.startsWith("bias") && !name.startsWith("norm_");
        }
    }
}
