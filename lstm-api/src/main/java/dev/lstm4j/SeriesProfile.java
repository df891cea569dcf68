package dev.lstm4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known about the series that a forecasting model was trained on. It allows forecasts to be dated and
/// compared with a climatology without that series.
///
/// @param step the time from one row to the next, or null if the rows have no times
/// @param targets one for each target of the task, in the same order
/// @param bounds the range of the targets
public record SeriesProfile(@Nullable Step step, List<Target> targets, Bounds bounds) {

    /// The range in which the targets lie. A forecast outside of it is moved to its nearer end.
    ///
    /// @param minimum in the targets' unit; minus infinity for none
    /// @param maximum in the targets' unit; infinity for none
    public record Bounds(double minimum, double maximum) {
        /// Any number.
        public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if the minimum is not below the maximum
        public Bounds {
            if (!(minimum < maximum)) {
                throw new IllegalArgumentException(
                        "bounds: expected a minimum below the maximum, found " + minimum + " and " + maximum);
            }
        }

        /// Moves a value into the range.
        ///
        /// @param value any
        /// @return the nearest value of the range; NaN for NaN
        public double limit(double value) {
            return Math.max(minimum, Math.min(maximum, value));
        }
    }

    /// The time from one row to the next: a fixed duration or whole months, or the next time of a calendar.
    ///
    /// @param micros the duration in microseconds, or 0 if the step is months; with a calendar the usual duration
    /// @param months whole months, or 0 if the step is a duration
    /// @param anchorDay for months: the day of the month, or the last day if the month is shorter; 0 if it is not known
    /// @param calendar which times have rows, or null if each step has one
    public record Step(long micros, int months, int anchorDay, @Nullable Calendar calendar) {

        /// A step without a calendar.
        ///
        /// @param micros the duration in microseconds, or 0 if the step is months
        /// @param months whole months, or 0 if the step is a duration
        /// @param anchorDay for months: the day of the month, or the last day if the month is shorter; 0 if it is not
        ///        known
        /// @throws IllegalArgumentException as the other constructor
        public Step(long micros, int months, int anchorDay) {
            this(micros, months, anchorDay, null);
        }

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

    /// The times that have rows, if they are not simply one step apart. All are local times.
    ///
    /// @param kind what the numbers mean
    /// @param numbers as the kind says
    public record Calendar(Kind kind, List<Long> numbers) {
        private static final long WEEK_MICROS = 7 * 86_400_000_000L;
        private static final long WEEKDAYS = 7;
        private static final long MOST_WEEKS = 4;
        private static final long MOST_DAYS = 31;

        /// Kinds of calendars.
        public enum Kind {
            /// Parts of the week, each with a row at every step. Numbers: the first and the last time of each part, in
            /// microseconds since Monday 00:00.
            WEEK,
            /// Days of the month. Numbers: the days; 31 stands for the last.
            DAYS_OF_MONTH,
            /// The same weekday of the same week of the month. Numbers: the week from 1 to 4, or -1 for the last, and
            /// the weekday from 1 (Monday) to 7.
            WEEKDAY_OF_MONTH,
            /// The first day of the month that is none of Saturday and Sunday. No numbers.
            FIRST_BUSINESS_DAY,
            /// The last day of the month that is none of Saturday and Sunday. No numbers.
            LAST_BUSINESS_DAY,
            /// All days but 29 February. No numbers.
            NO_29_FEBRUARY,
            /// All days but 31 December of leap years. No numbers.
            NO_DAY_366,
            /// All days but 31 December. No numbers.
            NO_31_DECEMBER,
            /// Every few days, counted from 1 January of each year. No numbers.
            FROM_1_JANUARY
        }

        /// Copies the list and checks the numbers.
        ///
        /// @throws IllegalArgumentException if the kind has other numbers
        public Calendar {
            numbers = List.copyOf(numbers);
            boolean valid = switch (kind) {
                case WEEK -> numbers.size() % 2 == 0 && isRisingWithin(numbers, 0, WEEK_MICROS - 1);
                case DAYS_OF_MONTH -> isRisingWithin(numbers, 1, MOST_DAYS);
                case WEEKDAY_OF_MONTH -> numbers.size() == 2
                        && (numbers.getFirst() == -1 || isRisingWithin(numbers.subList(0, 1), 1, MOST_WEEKS))
                        && isRisingWithin(numbers.subList(1, 2), 1, WEEKDAYS);
                default -> numbers.isEmpty();
            };
            if (!valid) {
                throw new IllegalArgumentException("calendar: expected the numbers of the kind " + kind + ", found "
                        + numbers);
            }
        }

        private static boolean isRisingWithin(List<Long> numbers, long least, long most) {
            return !numbers.isEmpty() && numbers.getFirst() >= least && numbers.getLast() <= most
                    && numbers.equals(numbers.stream().sorted().toList());
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

    /// A series whose targets may be any numbers.
    ///
    /// @param step the time from one row to the next, or null if the rows have no times
    /// @param targets one for each target of the task, in the same order
    public SeriesProfile(@Nullable Step step, List<Target> targets) {
        this(step, targets, Bounds.NONE);
    }
}
