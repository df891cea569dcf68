package dev.lstm4j.forecast.calendar;

import dev.lstm4j.SeriesProfile;
import dev.lstm4j.SeriesProfile.Calendar.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Days of the month, such as the last business day. The time of day is that of the row before.
///
/// @param kind one of a month
/// @param months from one row to the next; 1 for several days of a month
/// @param numbers as the kind says
public record MonthCalendar(Kind kind, int months, List<Long> numbers) implements RowCalendar {
    private static final int MONTHS = 12;
    private static final int LAST = 31;
    /// Holidays move a business day by at most this many days.
    private static final int MOVED_DAYS = 5;

    /// Copies the list.
    public MonthCalendar {
        numbers = List.copyOf(numbers);
    }

    @Override
    public SeriesProfile.Calendar profile() {
        return new SeriesProfile.Calendar(kind, numbers);
    }

    @Override
    public LocalDateTime next(LocalDateTime time) {
        YearMonth month = YearMonth.from(time);
        if (kind != Kind.DAYS_OF_MONTH) {
            return day(month.plusMonths(months), 0).atTime(time.toLocalTime());
        }
        for (int number = 0; number < numbers.size(); number++) {
            LocalDate day = day(month, number);
            if (day.isAfter(time.toLocalDate())) {
                return day.atTime(time.toLocalTime());
            }
        }
        return day(month.plusMonths(1), 0).atTime(time.toLocalTime());
    }

    private LocalDate day(YearMonth month, int number) {
        return switch (kind) {
            case DAYS_OF_MONTH -> month.atDay((int) Math.min(numbers.get(number), month.lengthOfMonth()));
            case WEEKDAY_OF_MONTH -> month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(
                    Math.toIntExact(numbers.getFirst()), DayOfWeek.of(Math.toIntExact(numbers.getLast()))));
            case FIRST_BUSINESS_DAY -> {
                LocalDate first = month.atDay(1);
                yield isWeekend(first) ? first.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : first;
            }
            default -> {
                LocalDate last = month.atEndOfMonth();
                yield isWeekend(last) ? last.with(TemporalAdjusters.previous(DayOfWeek.FRIDAY)) : last;
            }
        };
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue();
    }

    @Override
    public boolean contains(LocalDateTime time) {
        YearMonth month = YearMonth.from(time);
        for (int number = 0; number < (kind == Kind.DAYS_OF_MONTH ? numbers.size() : 1); number++) {
            if (day(month, number).equals(time.toLocalDate())) {
                return true;
            }
        }
        return false;
    }

    /// A holiday may move a business day.
    @Override
    public boolean follows(LocalDateTime before, LocalDateTime after) {
        if (kind != Kind.FIRST_BUSINESS_DAY && kind != Kind.LAST_BUSINESS_DAY) {
            return next(before).equals(after);
        }
        LocalDateTime expected = next(before);
        return YearMonth.from(expected).equals(YearMonth.from(after))
                && expected.toLocalTime().equals(after.toLocalTime())
                && Math.abs(ChronoUnit.DAYS.between(expected, after)) <= MOVED_DAYS;
    }

    @Override
    public double days() {
        double month = 365.2425 / MONTHS;
        return kind == Kind.DAYS_OF_MONTH ? month / numbers.size() : month * months;
    }

    @Override
    public boolean subDaily() {
        return false;
    }

    @Override
    public String text(String step) {
        return switch (kind) {
            case DAYS_OF_MONTH -> (numbers.size() == 2 ? "half a month" : "1/" + numbers.size() + " month") + " (days "
                    + numbers.stream().map(day -> day == LAST ? "last" : day.toString())
                            .collect(Collectors.joining(", "))
                    + ")";
            case WEEKDAY_OF_MONTH -> step + " (" + week() + " " + DayOfWeek.of(Math.toIntExact(numbers.getLast()))
                    .getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ")";
            case FIRST_BUSINESS_DAY -> step + " (first business day)";
            default -> step + " (last business day)";
        };
    }

    private String week() {
        return switch (Math.toIntExact(numbers.getFirst())) {
            case 1 -> "first";
            case 2 -> "second";
            case 3 -> "third";
            case 4 -> "fourth";
            default -> "last";
        };
    }
}
