package dev.lstm4j.training;

import dev.lstm4j.training.internal.Numbers;
import dev.lstm4j.training.schedules.LearningRateSchedule;
import dev.lstm4j.training.schedules.Schedules;

/// How a [Trainer] goes about it.
///
/// @param epochs how often it sees every example, at most
/// @param batchSize examples a batch, and an update where none accumulate
/// @param clipNorm the largest global gradient norm; 0 for no clipping
/// @param seed of shuffling and dropout
/// @param threads how many compute
/// @param schedule how the learning rate goes; it begins with the optimizer's own
/// @param clipValue the largest magnitude of each gradient, before clipNorm; 0 for no clipping
/// @param accumulate batches whose gradients make one update, as if they were one batch
/// @param averageDecay of the moving average of the weights that is judged and kept ([WeightAverage]); 0 for the weights
///        themselves
/// @param nonFinite what becomes of an update whose loss or gradient is not finite
public record TrainingOptions(int epochs, int batchSize, double clipNorm, long seed, int threads,
        LearningRateSchedule schedule, double clipValue, int accumulate, double averageDecay,
        NonFinite nonFinite) {

    /// With a learning rate that stays.
    ///
    /// @param epochs how often it sees every example, at most
    /// @param batchSize examples an update
    /// @param clipNorm the largest global gradient norm; 0 for no clipping
    /// @param seed of shuffling and dropout
    /// @param threads how many compute
    /// @throws IllegalArgumentException where one is out of range
    public TrainingOptions(int epochs, int batchSize, double clipNorm, long seed, int threads) {
        this(epochs, batchSize, clipNorm, seed, threads, Schedules.constant(), 0, 1, 0,
                NonFinite.STOP);
    }

    /// Checks each number.
    ///
    /// @throws IllegalArgumentException where one is out of range
    public TrainingOptions {
        require("epochs", epochs, 1);
        require("batchSize", batchSize, 1);
        require("threads", threads, 1);
        require("accumulate", accumulate, 1);
        requireClip("clipNorm", clipNorm);
        requireClip("clipValue", clipValue);
        Numbers.requireFraction("averageDecay", averageDecay);
    }

    /// The same with a learning rate that changes.
    ///
    /// @param changed the schedule
    /// @return other options
    public TrainingOptions withSchedule(LearningRateSchedule changed) {
        return new TrainingOptions(epochs, batchSize, clipNorm, seed, threads, changed, clipValue,
                accumulate, averageDecay, nonFinite);
    }

    /// The same with each gradient clipped.
    ///
    /// @param largest the largest magnitude; 0 for no clipping
    /// @return other options
    /// @throws IllegalArgumentException where it is negative
    public TrainingOptions withClipValue(double largest) {
        return new TrainingOptions(epochs, batchSize, clipNorm, seed, threads, schedule, largest,
                accumulate, averageDecay, nonFinite);
    }

    /// The same with updates of several batches.
    ///
    /// @param batches whose gradients make one update
    /// @return other options
    /// @throws IllegalArgumentException where it is below 1
    public TrainingOptions withAccumulate(int batches) {
        return new TrainingOptions(epochs, batchSize, clipNorm, seed, threads, schedule, clipValue, batches,
                averageDecay, nonFinite);
    }

    /// The same with the moving average of the weights judged and kept.
    ///
    /// @param decay as of [WeightAverage]; 0 for the weights themselves
    /// @return other options
    /// @throws IllegalArgumentException where it is outside [0, 1)
    public TrainingOptions withAverageDecay(double decay) {
        return new TrainingOptions(epochs, batchSize, clipNorm, seed, threads, schedule, clipValue,
                accumulate, decay, nonFinite);
    }

    /// The same with another answer to a loss or gradient that is not finite.
    ///
    /// @param choice what becomes of the update; [NonFinite#STOP] at first
    /// @return other options
    public TrainingOptions withNonFinite(NonFinite choice) {
        return new TrainingOptions(epochs, batchSize, clipNorm, seed, threads, schedule, clipValue,
                accumulate, averageDecay, choice);
    }

    private static void require(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", found " + value);
        }
    }

    private static void requireClip(String name, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(name + ": expected a number of at least 0, found " + value);
        }
    }
}
