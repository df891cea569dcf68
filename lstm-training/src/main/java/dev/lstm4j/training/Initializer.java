package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;

/// Draws the parameters that a training starts from: from one seed the same bits on every machine.
public final class Initializer {
    private Initializer() {}

    /// PyTorch's default (`nn.LSTM`, `nn.Linear`): recurrent layers uniform within ±1/√H, the head within ±1/√(D·H).
    ///
    /// @param architecture what the network looks like
    /// @param seed which parameters are drawn
    /// @return new parameters
    public static Parameters uniform(Architecture architecture, long seed) {
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        Randomness randomness = Randomness.of(seed, "parameters");
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            int fan = architecture.hiddenSize() * (entry.name().startsWith("fc.") ? architecture.directions() : 1);
            float bound = (float) (1 / Math.sqrt(fan));
            for (int i = 0; i < entry.length(); i++) {
                parameters.values()[entry.offset() + i] = (2 * randomness.nextFloat() - 1) * bound;
            }
        }
        return parameters;
    }
}
