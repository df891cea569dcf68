package dev.lstm4j.forecast.check;

/// The autocorrelation of a series without its linear trend. Pairs with a missing value do not count.
///
/// Source: Box, Jenkins, Reinsel, *Time Series Analysis*, section 2.1.5: r(k) = c(k) / c(0), where c(k) is the mean of
/// (x(t) − m)·(x(t+k) − m).
final class Autocorrelation {
    private final double[] residuals;
    private final double variance;

    /// Removes the trend.
    ///
    /// @param values NaN for a missing value; at least one is known
    Autocorrelation(double... values) {
        this.residuals = withoutTrend(values);
        double sum = 0;
        int known = 0;
        for (double residual : residuals) {
            if (!Double.isNaN(residual)) {
                sum += residual * residual;
                known++;
            }
        }
        this.variance = sum / known;
    }

    /// Subtracts the straight line with the least squared error. Values are divided by the largest magnitude first, so
    /// that no square overflows.
    private static double[] withoutTrend(double[] values) {
        double largest = Double.MIN_NORMAL;
        int known = 0;
        double meanTime = 0;
        for (int t = 0; t < values.length; t++) {
            if (!Double.isNaN(values[t])) {
                largest = Math.max(largest, Math.abs(values[t]));
                known++;
                meanTime += t;
            }
        }
        meanTime /= known;
        double mean = 0;
        for (double value : values) {
            mean += Double.isNaN(value) ? 0 : value / largest / known;
        }
        double products = 0;
        double squares = 0;
        for (int t = 0; t < values.length; t++) {
            if (!Double.isNaN(values[t])) {
                products += (t - meanTime) * (values[t] / largest - mean);
                squares += (t - meanTime) * (t - meanTime);
            }
        }
        double slope = squares == 0 ? 0 : products / squares;
        double[] residuals = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            residuals[t] = values[t] / largest - mean - slope * (t - meanTime);
        }
        return residuals;
    }

    /// The correlation of the values with those some rows later.
    ///
    /// @param lag at least 1
    /// @return between -1 and 1 apart from the ends of the series; 0 if no pair is known or the values lie on a line
    double at(int lag) {
        double sum = 0;
        int pairs = 0;
        for (int t = lag; t < residuals.length; t++) {
            double product = residuals[t] * residuals[t - lag];
            if (!Double.isNaN(product)) {
                sum += product;
                pairs++;
            }
        }
        return pairs == 0 || variance < Double.MIN_NORMAL ? 0 : sum / pairs / variance;
    }
}
