package dev.lstm4j.forecast.settings;

import org.jspecify.annotations.Nullable;

/// How the initial weights are drawn.
///
/// @param weights the distribution
/// @param forgetBias what the biases of the forget gate add up to, or null to leave them as drawn; 1 keeps the
///        gate open
public record StartSettings(Distribution weights, @Nullable Double forgetBias) {

    /// A distribution of initial weights.
    public enum Distribution {
        /// Uniform, as in PyTorch.
        UNIFORM,
        /// Glorot's uniform distribution, orthogonal recurrent weights, biases of 0, as in Keras.
        GLOROT_ORTHOGONAL
    }

    /// As in PyTorch.
    public static final StartSettings DEFAULT = new StartSettings(Distribution.UNIFORM, null);

    /// Checks the bias.
    ///
    /// @throws ForecastException if it is not finite
    public StartSettings {
        if (forgetBias != null) {
            Checks.finite(Setting.FORGET_BIAS, forgetBias);
        }
    }
}
