package dev.lstm4j.forecast.settings;

import org.jspecify.annotations.Nullable;

/// The optimizer.
///
/// @param kind which one
/// @param learningRate at the start
/// @param momentum of SGD and RMSprop
/// @param weightDecay the weight decay, or null for the optimizer's default: 0.01 for AdamW, as in PyTorch, else 0
public record OptimizerSettings(Kind kind, double learningRate, double momentum, @Nullable Double weightDecay) {

    /// An optimizer.
    public enum Kind {
        /// Adam.
        ADAM,
        /// Adam with decoupled weight decay.
        ADAMW,
        /// Adam with Nesterov momentum.
        NADAM,
        /// Rectified Adam.
        RADAM,
        /// Stochastic gradient descent.
        SGD,
        /// RMSprop.
        RMSPROP,
        /// Adagrad.
        ADAGRAD;

        /// Whether the optimizer uses a momentum that can be set.
        ///
        /// @return true for SGD and RMSprop
        public boolean hasMomentum() {
            return this == SGD || this == RMSPROP;
        }
    }

    /// Adam with a learning rate of 0.005.
    public static final OptimizerSettings DEFAULT = new OptimizerSettings(Kind.ADAM, 0.005, 0, null);

    private static final double ADAMW_DECAY = 0.01;

    /// Checks the numbers.
    ///
    /// @throws ForecastException if one is out of range
    public OptimizerSettings {
        Checks.positive(Setting.LEARNING_RATE, learningRate);
        Checks.fraction(Setting.MOMENTUM, momentum);
        if (weightDecay != null) {
            Checks.notNegative(Setting.WEIGHT_DECAY, weightDecay);
        }
    }

    /// The weight decay that is used.
    ///
    /// @return the given one or the optimizer's default
    public double effectiveWeightDecay() {
        return weightDecay != null ? weightDecay : kind == Kind.ADAMW ? ADAMW_DECAY : 0;
    }
}
