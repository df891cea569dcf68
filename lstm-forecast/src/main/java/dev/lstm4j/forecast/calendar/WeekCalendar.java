package dev.lstm4j.forecast.calendar;

import dev.lstm4j.SeriesProfile;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The same times in each week, such as business days or the hours of an exchange: parts of the week, each with a row
/// at every step.
///
/// @param step in microseconds
/// @param parts the first and the last time of each part, in microseconds since Monday 00:00
public record WeekCalendar(long step, List<Long> parts) implements RowCalendar {
    static final long DAY = ChronoUnit.DAYS.getDuration().toNanos() / 1000;
    static final long WEEK = 7 * DAY;
    private static final int LONGEST_HOLIDAY_DAYS = 14;
    private static final int WEEKDAYS = 7;
    private static final int MOST_SHOWN = 6;
    private static final List<Long> BUSINESS_DAYS = List.of(1L, 2L, 3L, 4L, 5L);

    /// Copies the list and checks that each part has whole steps.
    ///
    /// @throws IllegalArgumentException if it has not
    public WeekCalendar {
        parts = List.copyOf(parts);
        for (int part = 0; part < parts.size(); part += 2) {
            if (step < 1 || (parts.get(part + 1) - parts.get(part)) % step != 0) {
                throw new IllegalArgumentException(
                        "calendar: expected parts of the week of whole steps of " + step + " µs, found " + parts);
            }
        }
    }

    /// The calendar with given times.
    ///
    /// @param times in microseconds since Monday 00:00; rising
    /// @param step the usual step between them
    /// @return the calendar
    static WeekCalendar of(List<Long> times, long step) {
        List<Long> parts = new ArrayList<>();
        for (long time : times) {
            if (!parts.isEmpty() && parts.getLast() + step == time) {
                parts.set(parts.size() - 1, time);
            } else {
                parts.add(time);
                parts.add(time);
            }
        }
        return new WeekCalendar(step, parts);
    }

    static long ofWeek(LocalDateTime time) {
        return (time.getDayOfWeek().getValue() - 1) * DAY + time.toLocalTime().toNanoOfDay() / 1000;
    }

    @Override
    public SeriesProfile.Calendar profile() {
        return new SeriesProfile.Calendar(SeriesProfile.Calendar.Kind.WEEK, parts);
    }

    @Override
    public LocalDateTime next(LocalDateTime time) {
        long now = ofWeek(time);
        int part = part(now);
        long later = (part + 1) * 2 < parts.size() ? parts.get((part + 1) * 2) : parts.getFirst() + WEEK;
        if (part >= 0) {
            long first = parts.get(part * 2);
            long following = first + ((now - first) / step + 1) * step;
            later = following <= parts.get(part * 2 + 1) ? following : later;
        }
        return time.plus(later - now, ChronoUnit.MICROS);
    }

    @Override
    public boolean contains(LocalDateTime time) {
        long now = ofWeek(time);
        int part = part(now);
        return part >= 0 && now <= parts.get(part * 2 + 1) && (now - parts.get(part * 2)) % step == 0;
    }

    /// The last part that begins at a time or before it, or -1.
    private int part(long now) {
        int low = 0;
        int high = parts.size() / 2 - 1;
        while (low <= high) {
            int middle = (low + high) / 2;
            if (parts.get(middle * 2) <= now) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /// Days off are those on which nothing is missing within the day.
    @Override
    public boolean isHoliday(LocalDateTime before, LocalDateTime after) {
        return daysOf(times()).size() < WEEKDAYS && !before.toLocalDate().equals(after.toLocalDate())
                && Duration.between(before, after).toDays() <= LONGEST_HOLIDAY_DAYS;
    }

    private List<Long> times() {
        List<Long> times = new ArrayList<>();
        for (int part = 0; part < parts.size(); part += 2) {
            LongStream.iterate(parts.get(part), time -> time + step)
                    .limit((parts.get(part + 1) - parts.get(part)) / step + 1).forEach(times::add);
        }
        return times;
    }

    private static Set<Long> daysOf(List<Long> times) {
        return times.stream().map(time -> time / DAY + 1).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public double days() {
        long count = 0;
        for (int part = 0; part < parts.size(); part += 2) {
            count += (parts.get(part + 1) - parts.get(part)) / step + 1;
        }
        return (double) WEEKDAYS / count;
    }

    @Override
    public boolean subDaily() {
        return times().stream().map(time -> time % DAY).distinct().count() > 1;
    }

    @Override
    public String text(String step) {
        List<Long> times = times();
        List<Long> days = List.copyOf(daysOf(times));
        boolean business = days.equals(BUSINESS_DAYS);
        if (!subDaily()) {
            return business ? "1 business day" : "1 day (" + days(days) + ")";
        }
        Set<Long> clocks = new TreeSet<>(times.stream().map(time -> time % DAY).toList());
        boolean sameEachDay = clocks.size() * days.size() == times.size();
        List<String> where = new ArrayList<>();
        if (days.size() < WEEKDAYS) {
            where.add(days(days));
        }
        if (sameEachDay && clocks.size() < DAY / this.step) {
            where.add(clocks(List.copyOf(clocks)));
        } else if (!sameEachDay) {
            where.add("not at the same times each day");
        }
        return where.isEmpty() ? step : step + " (" + String.join(", ", where) + ")";
    }

    /// Times of day, those that are one step apart as ranges.
    private String clocks(List<Long> clocks) {
        List<Long> ranges = of(clocks, step).parts();
        List<String> texts = new ArrayList<>();
        for (int range = 0; range < ranges.size(); range += 2) {
            long first = ranges.get(range);
            long last = ranges.get(range + 1);
            texts.add(first == last ? clock(first) : clock(first) + " to " + clock(last));
        }
        return texts.size() > MOST_SHOWN
                ? String.join(", ", texts.subList(0, MOST_SHOWN)) + ", ..."
                : String.join(", ", texts);
    }

    private static String clock(long micros) {
        return LocalTime.ofNanoOfDay(micros * 1000).toString();
    }

    private static String days(List<Long> days) {
        boolean consecutive = days.getLast() - days.getFirst() + 1 == days.size();
        return consecutive && days.size() > 2
                ? name(days.getFirst()) + " to " + name(days.getLast())
                : days.stream().map(WeekCalendar::name).collect(Collectors.joining(", "));
    }

    private static String name(long day) {
        return DayOfWeek.of((int) day).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
