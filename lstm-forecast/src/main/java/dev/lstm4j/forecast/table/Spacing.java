package dev.lstm4j.forecast.table;

import dev.lstm4j.SeriesProfile;
import dev.lstm4j.forecast.calendar.CalendarFinder;
import dev.lstm4j.forecast.calendar.MonthCalendar;
import dev.lstm4j.forecast.calendar.RowCalendar;
import dev.lstm4j.forecast.calendar.WeekCalendar;
import dev.lstm4j.forecast.calendar.YearCalendar;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The step from one row's time to the next: a fixed duration, whole months by the calendar (a year is twelve), or the
/// next time of a calendar such as business days.
///
/// Durations of less than a day are elapsed time. Days, months and calendars count local time, so that days on which
/// the clock is set are days as well.
///
/// @param micros the fixed duration, or 0 if the step is months; with a calendar the usual duration
/// @param months whole months, or 0 if the step is a duration
/// @param anchorDay for months: the day of the month, or the month's last day if the month is shorter
/// @param calendar which times have rows, or null if each step has one
public record Spacing(long micros, int months, int anchorDay, @Nullable RowCalendar calendar) {
    private static final long DAY = Duration.ofDays(1).toNanos() / 1000;
    private static final double DAYS_A_MONTH = CalendarAngle.DAYS_A_YEAR / 12;
    /// Offsets of one place differ by no more than this many seconds.
    private static final int MOST_SAVING = 7200;
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final int MOST_STEPS = 100_000;

    /// A spacing without a calendar.
    ///
    /// @param micros the fixed duration, or 0 if the step is months
    /// @param months whole months, or 0 if the step is a duration
    /// @param anchorDay for months: the day of the month, or the month's last day if the month is shorter
    public Spacing(long micros, int months, int anchorDay) {
        this(micros, months, anchorDay, null);
    }

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
        return new Spacing(step.micros(), step.months(), step.anchorDay(), RowCalendar.of(step));
    }

    /// The spacing for a model file.
    ///
    /// @return the same step
    public SeriesProfile.Step step() {
        return new SeriesProfile.Step(micros, months, anchorDay, calendar == null ? null : calendar.profile());
    }

    /// The spacing that most rows keep.
    ///
    /// @param stamps rising; at least two
    /// @return the most frequent step; months if they explain steps of 28 days or more at least as well; a calendar if
    ///         it explains the steps better than both
    public static Spacing typical(List<TimeStamp> stamps) {
        long elapsed = mostFrequent(stamps, TimeStamp::micros);
        long local = stamps.getFirst().offset() == null
                ? elapsed
                : mostFrequent(stamps, stamp -> ChronoUnit.MICROS.between(EPOCH, stamp.local()));
        boolean isLocal = local != elapsed && local > 0 && local % DAY == 0
                && fixed(local).breaks(stamps) < fixed(elapsed).breaks(stamps);
        long most = isLocal ? local : elapsed;
        Spacing fixed = fixed(most);
        if (most < 28 * DAY) {
            return fixed.orCalendar(stamps);
        }
        Spacing months = new Spacing(0, Math.max(1, (int) Math.round(most / (DAYS_A_MONTH * DAY))), anchorDay(stamps));
        return (months.breaks(stamps) <= fixed.breaks(stamps) ? months : fixed).orCalendar(stamps);
    }

    /// A calendar, if it explains the times better than this spacing.
    ///
    /// @param stamps rising
    /// @return a spacing with a calendar, or this
    public Spacing orCalendar(List<TimeStamp> stamps) {
        int[] breaks = IntStream.range(1, stamps.size()).filter(row -> !follows(stamps.get(row - 1), stamps.get(row)))
                .toArray();
        RowCalendar found = breaks.length == 0
                ? null
                : CalendarFinder.find(stamps.stream().map(TimeStamp::local).toList(), breaks, micros, months);
        return switch (found) {
            case null -> this;
            case MonthCalendar month -> new Spacing(0, month.months(), 0, month);
            case WeekCalendar week -> new Spacing(week.step(), 0, 0, week);
            case YearCalendar year -> new Spacing(year.step(), 0, 0, year);
        };
    }

    /// The most frequent step between times in microseconds; the shortest of several.
    private static long mostFrequent(List<TimeStamp> stamps, ToLongFunction<TimeStamp> time) {
        Map<Long, Integer> counts = new HashMap<>();
        long before = time.applyAsLong(stamps.getFirst());
        for (TimeStamp stamp : stamps.subList(1, stamps.size())) {
            long now = time.applyAsLong(stamp);
            counts.merge(now - before, 1, Integer::sum);
            before = now;
        }
        long most = 0;
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            int difference = most == 0 ? 1 : entry.getValue() - counts.getOrDefault(most, 0);
            if (difference > 0 || (difference == 0 && entry.getKey() < most)) {
                most = entry.getKey();
            }
        }
        return most;
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

    /// The number of rows that do not follow the row before.
    ///
    /// @param stamps rising
    /// @return 0 if all are one step apart
    public int breaks(List<TimeStamp> stamps) {
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
        if (calendar != null) {
            return calendar.follows(before.local(), after.local()) && isOnePlace(before, after);
        }
        if (months == 0 && after.micros() - before.micros() == micros) {
            return true;
        }
        return isLocal() && isOnePlace(before, after) && plus(before, 1).local().equals(after.local());
    }

    /// Whether steps count local time.
    private boolean isLocal() {
        return calendar != null || months > 0 || micros % DAY == 0;
    }

    private static boolean isOnePlace(TimeStamp before, TimeStamp after) {
        return before.offset() == null || after.offset() == null
                || Math.abs(before.offset().getTotalSeconds() - after.offset().getTotalSeconds()) <= MOST_SAVING;
    }

    /// The number of steps from one stamp to another.
    ///
    /// @param before the earlier
    /// @param after the later
    /// @return at least 1; 0 if the other is not a whole number of steps later, or very many
    public int steps(TimeStamp before, TimeStamp after) {
        if (follows(before, after)) {
            return 1;
        }
        if (calendar == null && months == 0) {
            long elapsed = after.micros() - before.micros();
            long local = ChronoUnit.MICROS.between(before.local(), after.local());
            long between = elapsed % micros != 0 && isLocal() && isOnePlace(before, after) ? local : elapsed;
            return between % micros == 0 && between / micros <= Integer.MAX_VALUE ? (int) (between / micros) : 0;
        }
        TimeStamp next = before;
        for (int steps = 1; steps < MOST_STEPS; steps++) {
            next = calendar == null ? plus(before, steps) : plus(next, 1);
            if (!next.local().isBefore(after.local())) {
                return next.local().equals(after.local()) ? steps : 0;
            }
            if (calendar != null && calendar.follows(next.local(), after.local())) {
                return steps + 1;
            }
        }
        return 0;
    }

    /// The same step for a stamp that may be on another day of the month than the anchor day says.
    ///
    /// @param stamp where the steps start
    /// @return this spacing, or one without an anchor day if the stamp does not fit
    public Spacing from(TimeStamp stamp) {
        LocalDateTime local = stamp.local();
        int length = YearMonth.from(local).lengthOfMonth();
        boolean fits = anchorDay == 0 || local.getDayOfMonth() == Math.min(anchorDay, length);
        return fits ? this : new Spacing(micros, months, 0, calendar);
    }

    /// The time some steps later, written as the stamp is.
    ///
    /// @param stamp where to start
    /// @param steps the number of steps
    /// @return the later stamp
    public TimeStamp plus(TimeStamp stamp, int steps) {
        LocalDateTime local = stamp.local();
        if (calendar != null) {
            for (int step = 0; step < steps; step++) {
                local = calendar.next(local);
            }
            return stamp.at(local);
        }
        if (months == 0) {
            return isLocal()
                    ? stamp.at(local.plus(micros * steps, ChronoUnit.MICROS))
                    : stamp.later(micros * steps);
        }
        YearMonth month = YearMonth.from(local).plusMonths((long) months * steps);
        int day = Math.min(anchorDay == 0 ? local.getDayOfMonth() : anchorDay, month.lengthOfMonth());
        return stamp.at(month.atDay(day).atTime(local.toLocalTime()));
    }

    /// The times that follow a stamp.
    ///
    /// @param stamp where to start
    /// @param count the number of steps
    /// @return one for each step
    public List<TimeStamp> next(TimeStamp stamp, int count) {
        List<TimeStamp> next = new ArrayList<>(count);
        for (int step = 1; step <= count; step++) {
            next.add(calendar == null || next.isEmpty() ? plus(stamp, step) : plus(next.getLast(), 1));
        }
        return next;
    }

    /// How long a step is.
    ///
    /// @return in days; a month counts a twelfth of 365.2425, and a calendar's step its mean
    public double days() {
        return calendar != null ? calendar.days() : months == 0 ? micros / (double) DAY : months * DAYS_A_MONTH;
    }

    /// Whether rows have several times of day.
    ///
    /// @return false if rows are whole days apart
    public boolean subDaily() {
        return calendar != null ? calendar.subDaily() : days() < 1;
    }

    /// The spacing in words, as in "the rows are 1 day apart".
    ///
    /// @return for example `1 day`, `6 hours`, `1 month` or `1 business day`
    public String text() {
        return calendar == null ? stepText() : calendar.text(stepText());
    }

    private String stepText() {
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
