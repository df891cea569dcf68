package dev.lstm4j.training.metrics;

/// The fraction of actual values inside their prediction intervals (PICP in the literature), and the mean width of the
/// intervals (MPIW; Khosravi et al. 2011). An 80 % interval should cover 80 % of the values, and be narrow.
public final class IntervalCoverage {
    private double inside;
    private double width;
    private double total;

    /// Creates an empty accumulator.
    public IntervalCoverage() {}

    /// Adds one forecast.
    ///
    /// @param lower the lower bound (inclusive)
    /// @param upper the upper bound (inclusive); if it is below lower, no value is inside and the width is negative
    /// @param actual the actual value
    /// @param weight w; if 0, nothing is added
    /// @throws IllegalArgumentException if the weight is negative or not finite, or a number is NaN
    public void add(double lower, double upper, double actual, double weight) {
        if (Weights.require(weight) == 0) {
            return;
        }
        if (Double.isNaN(lower) || Double.isNaN(upper) || Double.isNaN(actual)) {
            throw new IllegalArgumentException("interval: expected numbers, found [" + lower + ", " + upper
                    + "] for " + actual);
        }
        inside += lower <= actual && actual <= upper ? weight : 0;
        width += weight * (upper - lower);
        total += weight;
    }

    /// The coverage, `Σ w of the values inside / Σ w`.
    ///
    /// @return from 0 to 1, NaN if nothing was added
    public double coverage() {
        return inside / total;
    }

    /// The mean width, `Σ w·(upper - lower) / Σ w`.
    ///
    /// @return in the unit of the values, NaN if nothing was added
    public double meanWidth() {
        return width / total;
    }

    /// The current values.
    @Override
    public String toString() {
        return "IntervalCoverage[coverage=" + coverage() + ", meanWidth=" + meanWidth() + "]";
    }
}
