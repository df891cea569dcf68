package dev.lstm4j.training.metrics;

/// The seasonal naive forecast, which repeats the value of one season before. Its error is the scale of MASE.
public final class SeasonalNaive {
    private SeasonalNaive() {}

    /// The mean absolute error of the forecast one season ahead, `Σ |y_t - y_{t-m}| / (n - m)` (Hyndman and Koehler
    /// 2006).
    ///
    /// @param training the training set of a series, in order
    /// @param period m, the number of rows of a season; 1 without seasonality
    /// @return in the unit of the series; 0 if the series repeats itself exactly
    /// @throws IllegalArgumentException if the period is below 1 or not below the length of the series
    public static double error(double[] training, int period) {
        if (period < 1 || training.length <= period) {
            throw new IllegalArgumentException("period: expected 1 to " + (training.length - 1)
                    + " rows, fewer than the series has, found " + period);
        }
        PointErrors errors = new PointErrors();
        for (int t = period; t < training.length; t++) {
            errors.add(training[t - period], training[t]);
        }
        return errors.mae();
    }
}
