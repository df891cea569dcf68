package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.calendar.RowCalendar;
import dev.lstm4j.forecast.calendar.WeekCalendar;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.TimeStamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How far apart rows are, compared with their spacing.
///
/// @param rows the number of rows
/// @param gaps the rows before which others are missing
/// @param missing how many are missing before each of them
/// @param holidays those rows before which a calendar has days off
/// @param others those rows that are at no time of a weekly calendar
/// @param uneven the rows that are not a whole number of steps after the row before
record Steps(int rows, int[] gaps, int[] missing, int[] holidays, int[] others, int[] uneven) {
    private static final long[] UNITS = {86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L, 1000L};
    private static final String[] NAMES = {"days", "hours", "minutes", "seconds", "milliseconds"};

    static Steps of(List<TimeStamp> stamps, Spacing spacing) {
        int[] breaks = IntStream.range(1, stamps.size())
                .filter(row -> !spacing.follows(stamps.get(row - 1), stamps.get(row))).toArray();
        RowCalendar calendar = spacing.calendar();
        List<Integer> gaps = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        List<Integer> holidays = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        List<Integer> uneven = new ArrayList<>();
        for (int row : breaks) {
            TimeStamp before = stamps.get(row - 1);
            TimeStamp after = stamps.get(row);
            if (calendar instanceof WeekCalendar && !calendar.contains(after.local())) {
                others.add(row);
            } else if (calendar != null && calendar.isHoliday(before.local(), after.local())) {
                holidays.add(row);
            } else {
                int steps = spacing.steps(before, after);
                (steps == 0 ? uneven : gaps).add(row);
                if (steps > 0) {
                    missing.add(steps - 1);
                }
            }
        }
        return new Steps(stamps.size(), array(gaps), array(missing), array(holidays), array(others), array(uneven));
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The number of rows that are missing in all gaps.
    long allMissing() {
        return Arrays.stream(missing).asLongStream().sum();
    }

    int longest() {
        return Arrays.stream(missing).max().orElse(0);
    }

    /// The first row that is not one step after the row before.
    int first() {
        int gap = gaps.length == 0 ? rows : gaps[0];
        int other = uneven.length == 0 ? rows : uneven[0];
        return Math.min(gap, other);
    }

    /// The median of the time between rows, in microseconds.
    static long median(List<TimeStamp> stamps) {
        long[] steps = durations(stamps);
        return steps[steps.length / 2];
    }

    /// Shortest, longest and median time between rows in words.
    static String describe(List<TimeStamp> stamps) {
        long[] steps = durations(stamps);
        return "from " + words(steps[0]) + " to " + words(steps[steps.length - 1]) + ", median "
                + words(steps[steps.length / 2]);
    }

    private static long[] durations(List<TimeStamp> stamps) {
        return IntStream.range(1, stamps.size())
                .mapToLong(row -> stamps.get(row).micros() - stamps.get(row - 1).micros()).sorted().toArray();
    }

    private static String words(long micros) {
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (micros >= UNITS[unit]) {
                String number = String.format(Locale.ROOT, "%.1f", (double) micros / UNITS[unit]);
                String whole = number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
                return whole + " "
                        + (whole.equals("1") ? NAMES[unit].substring(0, NAMES[unit].length() - 1) : NAMES[unit]);
            }
        }
        return micros + " microseconds";
    }
}
