package dev.lstm4j.bench;

/// How long repeated work took.
///
/// @param median the median of the rounds, in seconds
/// @param low their lower quartile
/// @param high their upper quartile
public record Times(double median, double low, double high) {
    /// Work whose time is not known.
    static final Times UNKNOWN = new Times(Double.NaN, Double.NaN, Double.NaN);

    /// How much the rounds differ: half the interquartile range, relative to the median.
    ///
    /// @return percent
    public double spreadPercent() {
        return 100 * (high - low) / 2 / median;
    }
}
