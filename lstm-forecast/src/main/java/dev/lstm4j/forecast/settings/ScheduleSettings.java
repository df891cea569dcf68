package dev.lstm4j.forecast.settings;

/// How the learning rate changes over the epochs.
///
/// @param kind its course
/// @param warmup the first epochs, in which the learning rate rises linearly
public record ScheduleSettings(Kind kind, int warmup) {

    /// A course of the learning rate.
    public enum Kind {
        /// Always the same.
        CONSTANT,
        /// A tenth after each third of the epochs.
        STEP,
        /// Falls to a hundredth, by the same factor each epoch.
        EXPONENTIAL,
        /// Falls to 0 along a cosine.
        COSINE,
        /// Rises from a 25th to the learning rate, then falls to 0, with every update.
        ONE_CYCLE,
        /// Half after 5 epochs without a better validation loss.
        PLATEAU
    }

    /// A constant learning rate.
    public static final ScheduleSettings DEFAULT = new ScheduleSettings(Kind.CONSTANT, 0);

    /// Checks the warm-up.
    ///
    /// @throws ForecastException if it is negative
    public ScheduleSettings {
        Checks.atLeast(Setting.WARMUP, warmup, 0);
    }
}
