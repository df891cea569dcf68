package dev.lstm4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known about the series that a forecasting model was trained on. It allows forecasts to be dated and
/// compared with a climatology without that series.
///
/// @param step the time from one row to the next, or null if the rows have no times
/// @param targets one for each target of the task, in the same order
public record SeriesProfile(@Nullable Step step, List<Target> targets) {

    /// The time from one row to the next: a fixed duration or whole months.
    ///
    /// @param micros the duration in microseconds, or 0 if the step is months
    /// @param months whole months, or 0 if the step is a duration
    /// @param anchorDay for months: the day of the month, or the last day if the month is shorter; 0 if it is not known
    public record Step(long micros, int months, int anchorDay) {

        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException unless exactly one of duration and months is above 0, neither is negative,
        ///         and the day is from 0 to 31
        public Step {
            if (micros < 0 || months < 0 || (micros == 0) == (months == 0)) {
                throw new IllegalArgumentException(
                        "step: expected either microseconds or months above 0, found " + micros + " and " + months);
            }
            if (anchorDay < 0 || anchorDay > 31) {
                throw new IllegalArgumentException("step: expected an anchor day from 0 to 31, found " + anchorDay);
            }
        }
    }

    /// Statistics of one target in the training rows.
    ///
    /// @param deviation its standard deviation
    /// @param yearlyHarmonics the number of yearly harmonics in its climatology
    /// @param dailyHarmonics the number of daily harmonics in its climatology
    /// @param coefficients of the climatology: the mean, then sine and cosine of each harmonic, the yearly ones first
    public record Target(double deviation, int yearlyHarmonics, int dailyHarmonics, List<Double> coefficients) {

        /// Copies the list and checks the numbers.
        ///
        /// @throws IllegalArgumentException if a number is not finite, the deviation is not above 0, or the number of
        ///         coefficients does not fit the harmonics
        public Target {
            coefficients = List.copyOf(coefficients);
            if (!(deviation > 0) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException("deviation: expected a finite number above 0, found " + deviation);
            }
            long expected = 1 + 2 * ((long) yearlyHarmonics + dailyHarmonics);
            if (yearlyHarmonics < 0 || dailyHarmonics < 0 || coefficients.size() != expected) {
                throw new IllegalArgumentException("coefficients: expected " + expected + " for " + yearlyHarmonics
                        + " yearly and " + dailyHarmonics + " daily harmonics, found " + coefficients.size());
            }
            if (!coefficients.stream().allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("coefficients: expected finite numbers, found " + coefficients);
            }
        }
    }

    /// Copies the list.
    public SeriesProfile {
        targets = List.copyOf(targets);
    }
}
