package dev.lstm4j.training.metrics;

/// How often actual values were inside the interval forecast for them (PICP in the literature), and how wide the
/// intervals were (MPIW; Khosravi et al. 2011). An 80 % interval should cover 80 % of the values, and be narrow.
public final class IntervalCoverage {
    private double inside;
    private double width;
    private double total;

    /// An empty sum.
    public IntervalCoverage() {}

    /// Adds one forecast.
    ///
    /// @param lower of the interval, ends included
    /// @param upper of the interval; if it is below lower nothing is inside, and the width is negative
    /// @param actual the actual value
    /// @param weight w; if it is 0 nothing is added
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

    /// `Σ w over those inside / Σ w`.
    ///
    /// @return from 0 to 1, NaN where nothing was added
    public double coverage() {
        return inside / total;
    }

    /// `Σ w·(upper - lower) / Σ w`.
    ///
    /// @return in the numbers' unit, NaN where nothing was added
    public double meanWidth() {
        return width / total;
    }

    /// The figures so far.
    @Override
    public String toString() {
        return "IntervalCoverage[coverage=" + coverage() + ", meanWidth=" + meanWidth() + "]";
    }
}
