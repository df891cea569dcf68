package dev.lstm4j.training.metrics;

import org.jspecify.annotations.Nullable;

/// Errors of point forecasts. In the formulas, y is the actual value, ŷ the forecast and w its weight, and sums run
/// over all forecasts added. Metrics that scikit-learn has follow its conventions. Use one object for each target, and
/// [#add(PointErrors)] to combine several. Not thread-safe.
public final class PointErrors {
    /// The smallest divisor of a percentage error, as in scikit-learn.
    private static final double SMALLEST_ACTUAL = Math.ulp(1.0);

    private long count;
    private double weight;
    private double absolute;
    private double squared;
    private double percentage;
    private double symmetric;
    /// Mean of the actual values, and weighted sum of the squared deviations from it (Chan, Golub and LeVeque 1983).
    private double mean;
    private double spread;

    /// Creates an empty accumulator.
    public PointErrors() {}

    /// Adds one forecast.
    ///
    /// @param prediction ŷ
    /// @param actual y
    public void add(double prediction, double actual) {
        add(prediction, actual, 1);
    }

    /// Adds one forecast with a weight.
    ///
    /// @param prediction ŷ
    /// @param actual y
    /// @param weight w; if 0, nothing is added, not even a NaN
    /// @throws IllegalArgumentException if the weight is negative or not finite
    public void add(double prediction, double actual, double weight) {
        if (Weights.require(weight) == 0) {
            return;
        }
        double error = Math.abs(prediction - actual);
        absolute += weight * error;
        squared += weight * error * error;
        percentage += weight * error / Math.max(SMALLEST_ACTUAL, Math.abs(actual));
        symmetric += error == 0 ? 0 : weight * 2 * error / (Math.abs(actual) + Math.abs(prediction));
        merge(1, weight, actual, 0);
    }

    /// Adds a batch.
    ///
    /// @param predictions `[rows, width]`
    /// @param targets `[rows, width]`
    /// @param weights `[rows]`, or null for all 1
    /// @param rows the number of rows
    /// @param width the number of values in a row
    /// @throws IllegalArgumentException if an array is too short or a weight is negative or not finite
    public void add(float[] predictions, float[] targets, float @Nullable [] weights, int rows, int width) {
        Weights.requireRows(predictions, width, targets, width, weights, rows);
        for (int i = 0; i < rows * width; i++) {
            add(predictions[i], targets[i], Weights.of(weights, i / width));
        }
    }

    /// Adds all forecasts of another object.
    ///
    /// @param other not changed
    public void add(PointErrors other) {
        absolute += other.absolute;
        squared += other.squared;
        percentage += other.percentage;
        symmetric += other.symmetric;
        merge(other.count, other.weight, other.mean, other.spread);
    }

    private void merge(long otherCount, double otherWeight, double otherMean, double otherSpread) {
        if (otherCount == 0) {
            return;
        }
        double total = weight + otherWeight;
        double distance = otherMean - mean;
        spread += otherSpread + distance * distance * weight * otherWeight / total;
        mean += distance * otherWeight / total;
        weight = total;
        count += otherCount;
    }

    /// Mean absolute error, `Σ w·|ŷ - y| / Σ w`.
    ///
    /// @return in the unit of the values
    public double mae() {
        return absolute / weight;
    }

    /// Mean squared error, `Σ w·(ŷ - y)² / Σ w`.
    ///
    /// @return in the squared unit of the values
    public double mse() {
        return squared / weight;
    }

    /// Root mean squared error.
    ///
    /// @return in the unit of the values
    public double rmse() {
        return Math.sqrt(mse());
    }

    /// Mean absolute percentage error, `Σ w·|ŷ - y| / |y| / Σ w`, as `sklearn.metrics.mean_absolute_percentage_error`:
    /// the divisor is at least 2.2e-16, so an error at an actual value near 0 makes the result huge.
    ///
    /// @return a fraction, not percent
    public double mape() {
        return percentage / weight;
    }

    /// Symmetric mean absolute percentage error, `Σ w·2·|ŷ - y| / (|y| + |ŷ|) / Σ w` (Makridakis and Hibon 2000, the M3
    /// competition). If forecast and actual value are both 0, the error is 0.
    ///
    /// @return a fraction from 0 to 2
    public double smape() {
        return symmetric / weight;
    }

    /// Mean absolute scaled error, `MAE / scale` (Hyndman and Koehler 2006): below 1 if the forecast is better than the
    /// seasonal naive forecast on the training set.
    ///
    /// @param scale the result of [SeasonalNaive#error]; if it is 0, the result is infinite, or NaN if the error is 0
    ///        too
    /// @return the ratio
    public double mase(double scale) {
        return mae() / scale;
    }

    /// Coefficient of determination, `1 - Σ w·(ŷ - y)² / Σ w·(y - ȳ)²`, where ȳ is the weighted mean of y, as
    /// `sklearn.metrics.r2_score`. If all actual values are equal, it is 1 for forecasts without error, else 0.
    ///
    /// @return at most 1; NaN if fewer than two forecasts were added
    public double r2() {
        if (count < 2) {
            return Double.NaN;
        }
        if (spread == 0) {
            return squared == 0 ? 1 : 0;
        }
        return 1 - squared / spread;
    }

    /// The current values.
    @Override
    public String toString() {
        return "PointErrors[count=" + count + ", mae=" + mae() + ", rmse=" + rmse() + "]";
    }
}
