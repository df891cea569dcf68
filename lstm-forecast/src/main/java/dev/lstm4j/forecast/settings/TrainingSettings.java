package dev.lstm4j.forecast.settings;

import dev.lstm4j.training.NonFinite;

/// The loss, the epochs, the batches and the seed of training.
///
/// @param loss the loss function
/// @param epochs the maximum number; the epoch with the lowest validation loss is kept
/// @param batchSize windows in a batch
/// @param patience epochs without a better validation loss after which training stops; 0 never to stop early
/// @param nonFinite what happens to an update whose loss or gradient is not finite
/// @param seed of the initial weights, the shuffling and the dropout
public record TrainingSettings(Loss loss, int epochs, int batchSize, int patience, NonFinite nonFinite, long seed) {

    /// A loss with one output for each target number.
    public enum Loss {
        /// Mean squared error.
        MSE,
        /// Mean absolute error.
        MAE,
        /// Huber's loss with a threshold of 1.
        HUBER
    }

    /// Up to 100 epochs of batches of 64 windows with the mean squared error.
    public static final TrainingSettings DEFAULT = new TrainingSettings(Loss.MSE, 100, 64, 15, NonFinite.STOP, 1);

    /// Checks the numbers.
    ///
    /// @throws ForecastException if one is out of range
    public TrainingSettings {
        Checks.atLeast(Setting.EPOCHS, epochs, 1);
        Checks.atLeast(Setting.BATCH_SIZE, batchSize, 1);
        Checks.atLeast(Setting.PATIENCE, patience, 0);
    }
}
