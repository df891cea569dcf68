package dev.lstm4j.forecast.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The length of the steps to which rows are resampled, such as 15 minutes or 1 month.
///
/// @param count the number of units, at least 1
/// @param unit the unit
public record BinWidth(int count, Unit unit) {
    private static final Pattern TEXT = Pattern.compile("(\\d{0,6})([a-z]+)");
    private static final int YEAR = 12;
    private static final int QUARTER = 3;

    /// Units of time.
    public enum Unit {
        /// A second.
        SECOND("s", Duration.ofSeconds(1), 0),
        /// A minute.
        MINUTE("min", Duration.ofMinutes(1), 0),
        /// An hour.
        HOUR("h", Duration.ofHours(1), 0),
        /// A day.
        DAY("d", Duration.ofDays(1), 0),
        /// A week, from Monday.
        WEEK("w", Duration.ofDays(7), 0),
        /// A month.
        MONTH("mo", Duration.ZERO, 1),
        /// A quarter.
        QUARTER("q", Duration.ZERO, BinWidth.QUARTER),
        /// A year.
        YEAR("y", Duration.ZERO, BinWidth.YEAR);

        private final String symbol;
        private final Duration duration;
        private final int months;

        Unit(String symbol, Duration duration, int months) {
            this.symbol = symbol;
            this.duration = duration;
            this.months = months;
        }
    }

    /// Checks the count.
    ///
    /// @throws ForecastException if it is below 1
    public BinWidth {
        Checks.atLeast(Setting.RESAMPLE, count, 1);
    }

    /// Reads a length such as `15min`.
    ///
    /// @param text a number, 1 if it is not written, and one of `s`, `min`, `h`, `d`, `w`, `mo`, `q` and `y`
    /// @return the length
    /// @throws ForecastException if it is none
    public static BinWidth parse(String text) {
        Matcher m = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (m.matches()) {
            for (Unit unit : Unit.values()) {
                if (unit.symbol.equals(m.group(2))) {
                    return new BinWidth(m.group(1).isEmpty() ? 1 : Integer.parseInt(m.group(1)), unit);
                }
            }
        }
        throw ForecastException.setting(Setting.RESAMPLE,
                "expected a number and one of s, min, h, d, w, mo, q, y, such as 15min or 1d, found '" + text + "'");
    }

    /// The length of a bin if it is fixed.
    ///
    /// @return in microseconds; 0 for months
    public long micros() {
        return unit.duration.toNanos() / 1000 * count;
    }

    /// The length of a bin in months.
    ///
    /// @return 0 if it is a fixed duration
    public int months() {
        return unit.months * count;
    }

    /// The text that [#parse] reads.
    @Override
    public String toString() {
        return count + unit.symbol;
    }
}
