package dev.lstm4j.forecast.settings;

/// How the weights are updated.
///
/// @param optimizer which optimizer
/// @param schedule how its learning rate changes
/// @param clip the largest norm of the gradient; 0 for no limit
/// @param clipValue the largest magnitude of each number of the gradient, before `clip`; 0 for no limit
/// @param accumulate batches of one update
/// @param ema decay of the moving average of the weights that is evaluated and kept; 0 for the weights themselves
public record UpdateSettings(OptimizerSettings optimizer, ScheduleSettings schedule, double clip, double clipValue,
        int accumulate, double ema) {
    /// Adam with a gradient norm of at most 1.
    public static final UpdateSettings DEFAULT = new UpdateSettings(OptimizerSettings.DEFAULT, ScheduleSettings.DEFAULT,
            1, 0, 1, 0);

    /// Checks the numbers.
    ///
    /// @throws ForecastException if one is out of range
    public UpdateSettings {
        Checks.notNegative(Setting.CLIP, clip);
        Checks.notNegative(Setting.CLIP_VALUE, clipValue);
        Checks.atLeast(Setting.ACCUMULATE, accumulate, 1);
        Checks.fraction(Setting.EMA, ema);
    }
}
