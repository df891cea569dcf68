package dev.lstm4j.forecast.table;

import dev.lstm4j.SeriesProfile;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The step from one row's time to the next: a fixed duration, or whole months by the calendar (a year is twelve).
///
/// @param micros the fixed duration, or 0 if the step is months
/// @param months whole months, or 0 if the step is a duration
/// @param anchorDay for months: the day of the month, or the month's last day if the month is shorter
public record Spacing(long micros, int months, int anchorDay) {
    private static final long DAY = Duration.ofDays(1).toNanos() / 1000;
    private static final double DAYS_A_MONTH = CalendarAngle.DAYS_A_YEAR / 12;

    /// A fixed duration.
    ///
    /// @param micros at least 1
    /// @return the spacing
    public static Spacing fixed(long micros) {
        return new Spacing(micros, 0, 0);
    }

    /// The spacing that a model file has.
    ///
    /// @param step of the model's profile
    /// @return the same step
    public static Spacing of(SeriesProfile.Step step) {
        return new Spacing(step.micros(), step.months(), step.anchorDay());
    }

    /// The spacing for a model file.
    ///
    /// @return the same step
    public SeriesProfile.Step step() {
        return new SeriesProfile.Step(micros, months, anchorDay);
    }

    /// The spacing that most rows keep.
    ///
    /// @param stamps rising; at least two
    /// @return the most frequent step; months if they explain steps of 28 days or more at least as well
    public static Spacing typical(List<TimeStamp> stamps) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int row = 1; row < stamps.size(); row++) {
            counts.merge(stamps.get(row).micros() - stamps.get(row - 1).micros(), 1, Integer::sum);
        }
        long most = 0;
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            int difference = most == 0 ? 1 : entry.getValue() - counts.getOrDefault(most, 0);
            if (difference > 0 || (difference == 0 && entry.getKey() < most)) {
                most = entry.getKey();
            }
        }
        Spacing fixed = fixed(most);
        if (most < 28 * DAY) {
            return fixed;
        }
        Spacing months = new Spacing(0, Math.max(1, (int) Math.round(most / (DAYS_A_MONTH * DAY))), anchorDay(stamps));
        return months.breaks(stamps) <= fixed.breaks(stamps) ? months : fixed;
    }

    private static int anchorDay(List<TimeStamp> stamps) {
        int latest = 1;
        boolean alwaysLast = true;
        for (TimeStamp stamp : stamps) {
            int day = stamp.local().getDayOfMonth();
            latest = Math.max(latest, day);
            alwaysLast &= day == YearMonth.from(stamp.local()).lengthOfMonth();
        }
        return alwaysLast ? 31 : latest;
    }

    private int breaks(List<TimeStamp> stamps) {
        int breaks = 0;
        for (int row = 1; row < stamps.size(); row++) {
            breaks += follows(stamps.get(row - 1), stamps.get(row)) ? 0 : 1;
        }
        return breaks;
    }

    /// Whether one stamp is one step after another.
    ///
    /// @param before the earlier
    /// @param after the later
    /// @return whether they are exactly one step apart
    public boolean follows(TimeStamp before, TimeStamp after) {
        return months == 0 ? after.micros() - before.micros() == micros : plus(before, 1).micros() == after.micros();
    }

    /// The same step for a stamp that may be on another day of the month than the anchor day says.
    ///
    /// @param stamp where the steps start
    /// @return this spacing, or one without an anchor day if the stamp does not fit
    public Spacing from(TimeStamp stamp) {
        LocalDateTime local = stamp.local();
        int length = YearMonth.from(local).lengthOfMonth();
        boolean fits = months == 0 || anchorDay == 0 || local.getDayOfMonth() == Math.min(anchorDay, length);
        return fits ? this : new Spacing(micros, months, 0);
    }

    /// The time some steps later, written as the stamp is.
    ///
    /// @param stamp where to start
    /// @param steps the number of steps
    /// @return the later stamp
    public TimeStamp plus(TimeStamp stamp, int steps) {
        LocalDateTime local = stamp.local();
        if (months == 0) {
            return stamp.at(local.plus(micros * steps, ChronoUnit.MICROS));
        }
        YearMonth month = YearMonth.from(local).plusMonths((long) months * steps);
        int day = Math.min(anchorDay == 0 ? local.getDayOfMonth() : anchorDay, month.lengthOfMonth());
        return stamp.at(month.atDay(day).atTime(local.toLocalTime()));
    }

    /// How long a step is.
    ///
    /// @return in days; a month counts a twelfth of 365.2425
    public double days() {
        return months == 0 ? micros / (double) DAY : months * DAYS_A_MONTH;
    }

    /// The spacing in words.
    ///
    /// @return for example `1 day`, `6 hours` or `1 month`
    public String text() {
        if (months != 0) {
            return months % 12 == 0 ? count(months / 12, "year") : count(months, "month");
        }
        long[] units = {DAY, DAY / 24, DAY / 1440, DAY / 86400, 1000};
        String[] names = {"day", "hour", "minute", "second", "millisecond"};
        for (int unit = 0; unit < units.length; unit++) {
            if (micros % units[unit] == 0) {
                return count(micros / units[unit], names[unit]);
            }
        }
        return count(micros, "microsecond");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
