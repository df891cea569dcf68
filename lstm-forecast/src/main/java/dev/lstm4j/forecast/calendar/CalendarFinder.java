package dev.lstm4j.forecast.calendar;

import dev.lstm4j.SeriesProfile.Calendar.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the calendar of rows that are not one step apart.
public final class CalendarFinder {
    /// The share of rows that may follow a holiday, or a gap.
    private static final double MOST_BREAKS = 0.1;
    /// The share of rows that may be on other times than the calendar's.
    private static final double MOST_OTHERS = 0.02;
    /// The share of business days of the month that holidays may move.
    private static final double MOST_MOVED = 0.3;
    /// Rows for each time of a week: with fewer, a gap may look like a day off.
    private static final double ROWS_A_TIME = 1.5;
    private static final int MOST_PARTS = 500;
    private static final int MOST_DAYS = 6;
    private static final int LEAST_MONTHS = 3;
    private static final int SHORTEST_MONTH = 28;
    private static final int LAST = 31;
    private static final int EXAMPLES = 1000;
    private static final int LEAST_YEARS = 2;
    private static final int DAYS_A_WEEK = 7;
    private static final int SATURDAY = 5;
    /// The weekday, from 0, on which the epoch begins.
    private static final int THURSDAY = 3;

    private final List<LocalDateTime> times;
    private final int[] breaks;

    private CalendarFinder(List<LocalDateTime> times, int[] breaks) {
        this.times = times;
        this.breaks = breaks;
    }

    /// Finds a calendar that explains the times better than steps of the same length.
    ///
    /// @param times local times; rising
    /// @param breaks the rows that are not one step after the row before
    /// @param micros the length of the step, or 0
    /// @param months the months of the step, or 0
    /// @return null if there is none
    public static @Nullable RowCalendar find(List<LocalDateTime> times, int[] breaks, long micros, int months) {
        CalendarFinder finder = new CalendarFinder(times, breaks);
        RowCalendar best = null;
        int fewest = Math.min(breaks.length, (int) (MOST_BREAKS * times.size()) + 1);
        for (RowCalendar candidate : finder.candidates(micros, months)) {
            int found = finder.explainsABreak(candidate) ? finder.breaks(candidate) : Integer.MAX_VALUE;
            if (found < fewest) {
                fewest = found;
                best = candidate;
            }
        }
        return best;
    }

    private List<RowCalendar> candidates(long micros, int months) {
        List<RowCalendar> candidates = new ArrayList<>();
        if (micros > 0 && WeekCalendar.DAY % micros == 0) {
            candidates.add(new YearCalendar(Kind.NO_29_FEBRUARY, micros));
            candidates.add(new YearCalendar(Kind.NO_DAY_366, micros));
            if (breaks.length >= LEAST_YEARS) {
                candidates.add(new YearCalendar(Kind.NO_31_DECEMBER, micros));
            }
        } else if (micros > 0 && micros % WeekCalendar.DAY == 0) {
            candidates.add(new YearCalendar(Kind.FROM_1_JANUARY, micros));
        }
        if (months > 0 || micros >= SHORTEST_MONTH * WeekCalendar.DAY) {
            ofMonths(Math.max(1, months), candidates);
        }
        addDaysOfMonth(candidates);
        if (micros > 0 && micros < WeekCalendar.WEEK) {
            addWeeks(candidates);
        }
        return candidates;
    }

    private void ofMonths(int months, List<RowCalendar> candidates) {
        candidates.add(new MonthCalendar(Kind.LAST_BUSINESS_DAY, months, List.of()));
        candidates.add(new MonthCalendar(Kind.FIRST_BUSINESS_DAY, months, List.of()));
        LocalDate middle = times.get(times.size() / 2).toLocalDate();
        long weekday = middle.getDayOfWeek().getValue();
        long week = (middle.getDayOfMonth() - 1) / 7 + 1;
        if (week <= 4) {
            candidates.add(new MonthCalendar(Kind.WEEKDAY_OF_MONTH, months, List.of(week, weekday)));
        }
        candidates.add(new MonthCalendar(Kind.WEEKDAY_OF_MONTH, months, List.of(-1L, weekday)));
    }

    /// Days of the month, in which the last day of a short month stands for a later one.
    private void addDaysOfMonth(List<RowCalendar> candidates) {
        TreeSet<Long> days = new TreeSet<>();
        boolean alwaysLast = true;
        for (LocalDateTime time : times) {
            long day = time.getDayOfMonth();
            if (day >= SHORTEST_MONTH) {
                alwaysLast &= day == time.toLocalDate().lengthOfMonth();
            }
            days.add(day);
            if (days.size() > MOST_DAYS + LAST - SHORTEST_MONTH) {
                return;
            }
        }
        boolean late = days.contains((long) SHORTEST_MONTH);
        if (days.last() >= SHORTEST_MONTH) {
            long last = alwaysLast ? LAST : days.last();
            days.removeIf(day -> day >= SHORTEST_MONTH);
            days.add(last);
        }
        addDaysOfMonth(days, candidates);
        if (late && days.add((long) SHORTEST_MONTH)) {
            addDaysOfMonth(days, candidates);
        }
    }

    private void addDaysOfMonth(Set<Long> days, List<RowCalendar> candidates) {
        if (days.size() > 1 && days.size() <= MOST_DAYS && days.size() * LEAST_MONTHS <= times.size()) {
            candidates.add(new MonthCalendar(Kind.DAYS_OF_MONTH, 1, List.copyOf(days)));
        }
    }

    /// The same times of day on some weekdays, and any times of the week.
    private void addWeeks(List<RowCalendar> candidates) {
        List<Long> clocks = usual(WeekCalendar.DAY);
        List<Long> days = openDays();
        if (!clocks.isEmpty() && !days.isEmpty() && (clocks.size() > 1 || days.size() < DAYS_A_WEEK)) {
            addWeek(days.stream().flatMap(day -> clocks.stream().map(clock -> day * WeekCalendar.DAY + clock)).toList(),
                    candidates);
        }
        addWeek(usual(WeekCalendar.WEEK), candidates);
    }

    private static void addWeek(List<Long> times, List<RowCalendar> candidates) {
        if (!times.isEmpty()) {
            WeekCalendar week = WeekCalendar.of(times, usualStep(times));
            if (week.parts().size() <= 2 * MOST_PARTS) {
                candidates.add(week);
            }
        }
    }

    /// The times of a period that most periods have; none if there are too few rows to tell.
    private List<Long> usual(long period) {
        Map<Long, Integer> counts = new HashMap<>();
        for (LocalDateTime time : times) {
            counts.merge(WeekCalendar.ofWeek(time) % period, 1, Integer::sum);
            if (counts.size() * ROWS_A_TIME > times.size()) {
                return List.of();
            }
        }
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return counts.entrySet().stream().filter(entry -> entry.getValue() * 2 >= most).map(Map.Entry::getKey).sorted()
                .toList();
    }

    /// The weekdays, from 0, that most weeks have, and those that no week has reached, or only one that is none of
    /// Saturday and Sunday; none if there are too few days to tell.
    private List<Long> openDays() {
        long first = times.getFirst().toLocalDate().toEpochDay();
        long last = times.getLast().toLocalDate().toEpochDay();
        long[] found = new long[DAYS_A_WEEK];
        long before = first - 1;
        for (LocalDateTime time : times) {
            long day = time.toLocalDate().toEpochDay();
            found[time.getDayOfWeek().getValue() - 1] += day > before ? 1 : 0;
            before = day;
        }
        List<Long> open = new ArrayList<>();
        for (int day = 0; day < DAYS_A_WEEK; day++) {
            long passed = Math.floorDiv(last - day + THURSDAY, DAYS_A_WEEK)
                    - Math.floorDiv(first - 1 - day + THURSDAY, DAYS_A_WEEK);
            if (2 * found[day] >= passed || passed == 1 && day < SATURDAY) {
                open.add((long) day);
            }
        }
        return Arrays.stream(found).sum() < ROWS_A_TIME * open.size() && open.size() < DAYS_A_WEEK ? List.of() : open;
    }

    private static long usualStep(List<Long> times) {
        Map<Long, Integer> counts = new TreeMap<>();
        for (int i = 0; i < times.size(); i++) {
            long after = i + 1 < times.size() ? times.get(i + 1) : times.getFirst() + WeekCalendar.WEEK;
            counts.merge(after - times.get(i), 1, Integer::sum);
        }
        return counts.entrySet().stream().max(Map.Entry.<Long, Integer>comparingByValue()
                .thenComparing(Map.Entry.<Long, Integer>comparingByKey().reversed())).orElseThrow().getKey();
    }

    private boolean explainsABreak(RowCalendar calendar) {
        for (int i = 0; i < Math.min(breaks.length, EXAMPLES); i++) {
            if (calendar.follows(times.get(breaks[i] - 1), times.get(breaks[i]))) {
                return true;
            }
        }
        return false;
    }

    /// The number of breaks, and of rows at other times; the largest number if there are too many of those.
    private int breaks(RowCalendar calendar) {
        int others = (int) times.stream().filter(time -> !calendar.contains(time)).count();
        boolean moves = calendar.profile().kind() == Kind.FIRST_BUSINESS_DAY
                || calendar.profile().kind() == Kind.LAST_BUSINESS_DAY;
        double most = moves ? MOST_MOVED : calendar instanceof WeekCalendar ? MOST_OTHERS : 0;
        if (others > most * times.size()) {
            return Integer.MAX_VALUE;
        }
        int found = moves ? 0 : others;
        for (int row = 1; row < times.size(); row++) {
            found += calendar.follows(times.get(row - 1), times.get(row)) ? 0 : 1;
        }
        return found;
    }
}
