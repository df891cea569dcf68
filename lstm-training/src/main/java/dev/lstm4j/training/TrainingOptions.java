package dev.lstm4j.training;

/// How a [Trainer] goes about it.
///
/// @param epochs how often it sees every example, at most
/// @param batchSize examples an update
/// @param clipNorm the largest global gradient norm; 0 for no clipping
/// @param patience epochs without a better validation loss before it stops; 0 to never stop early
/// @param seed of shuffling and dropout
/// @param threads how many compute
/// @param schedule how the learning rate goes; it begins with the optimizer's own
public record TrainingOptions(int epochs, int batchSize, double clipNorm, int patience, long seed, int threads,
        LearningRateSchedule schedule) {

    /// With a learning rate that stays.
    ///
    /// @param epochs how often it sees every example, at most
    /// @param batchSize examples an update
    /// @param clipNorm the largest global gradient norm; 0 for no clipping
    /// @param patience epochs without a better validation loss before it stops; 0 to never stop early
    /// @param seed of shuffling and dropout
    /// @param threads how many compute
    /// @throws IllegalArgumentException where one is out of range
    public TrainingOptions(int epochs, int batchSize, double clipNorm, int patience, long seed, int threads) {
        this(epochs, batchSize, clipNorm, patience, seed, threads, Schedules.constant());
    }

    /// Checks each number.
    ///
    /// @throws IllegalArgumentException where one is out of range
    public TrainingOptions {
        require("epochs", epochs, 1);
        require("batchSize", batchSize, 1);
        require("patience", patience, 0);
        require("threads", threads, 1);
        if (!(clipNorm >= 0)) {
            throw new IllegalArgumentException("clipNorm: expected a number of at least 0, found " + clipNorm);
        }
    }

    /// The same with a learning rate that changes.
    ///
    /// @param changed the schedule
    /// @return other options
    public TrainingOptions withSchedule(LearningRateSchedule changed) {
        return new TrainingOptions(epochs, batchSize, clipNorm, patience, seed, threads, changed);
    }

    private static void require(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", found " + value);
        }
    }
}
