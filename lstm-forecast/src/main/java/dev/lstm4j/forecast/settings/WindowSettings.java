package dev.lstm4j.forecast.settings;

import dev.lstm4j.training.data.ScalingKind;

/// The windows that a network is trained on: from `lookback` rows the next `horizon` rows.
///
/// @param lookback rows read
/// @param horizon rows forecast
/// @param stride rows from one training window to the next; validation and test use every window
/// @param split training, validation and test sets
/// @param scaling how numbers are scaled
public record WindowSettings(int lookback, int horizon, int stride, SplitSettings split, ScalingKind scaling) {
    /// From 30 rows the next 7, every window.
    public static final WindowSettings DEFAULT = new WindowSettings(30, 7, 1, SplitSettings.DEFAULT,
            ScalingKind.STANDARD);

    /// Checks the numbers.
    ///
    /// @throws ForecastException if one is below 1
    public WindowSettings {
        Checks.atLeast(Setting.LOOKBACK, lookback, 1);
        Checks.atLeast(Setting.HORIZON, horizon, 1);
        Checks.atLeast(Setting.STRIDE, stride, 1);
    }
}
