package dev.lstm4j.training.metrics;

import dev.lstm4j.training.losses.QuantileLoss;

/// The mean pinball loss of one quantile, `Σ w·max(q·(y - ŷ), (q - 1)·(y - ŷ)) / Σ w` (Koenker and Bassett 1978), as
/// `sklearn.metrics.mean_pinball_loss`. At q = ½ it is half the mean absolute error.
public final class PinballError {
    private final double level;
    private double sum;
    private double total;

    /// Creates an empty accumulator.
    ///
    /// @param level q, inside (0, 1)
    /// @throws IllegalArgumentException if it is outside (0, 1)
    public PinballError(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level: expected a number inside (0, 1), found " + level);
        }
        this.level = level;
    }

    /// Adds one forecast.
    ///
    /// @param prediction ŷ, the forecast quantile
    /// @param actual y
    /// @param weight w; if 0, nothing is added
    /// @throws IllegalArgumentException if the weight is negative or not finite
    public void add(double prediction, double actual, double weight) {
        if (Weights.require(weight) > 0) {
            sum += weight * QuantileLoss.pinball(level, prediction, actual);
            total += weight;
        }
    }

    /// The mean pinball loss.
    ///
    /// @return in the unit of the values, NaN if nothing was added
    public double mean() {
        return sum / total;
    }

    /// The current values.
    @Override
    public String toString() {
        return "PinballError[level=" + level + ", mean=" + mean() + "]";
    }
}
