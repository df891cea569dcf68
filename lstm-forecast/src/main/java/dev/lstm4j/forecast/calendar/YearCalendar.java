package dev.lstm4j.forecast.calendar;

import dev.lstm4j.SeriesProfile;
import dev.lstm4j.SeriesProfile.Calendar.Kind;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Steps through the year that leave out a day, or that begin anew each year.
///
/// @param kind one of a year
/// @param step in microseconds
public record YearCalendar(Kind kind, long step) implements RowCalendar {
    private static final int LAST_DAY = 31;
    private static final int LEAP_DAY = 29;

    @Override
    public SeriesProfile.Calendar profile() {
        return new SeriesProfile.Calendar(kind, List.of());
    }

    @Override
    public LocalDateTime next(LocalDateTime time) {
        LocalDateTime next = time.plus(step, ChronoUnit.MICROS);
        if (kind == Kind.FROM_1_JANUARY) {
            return next.getYear() > time.getYear() ? next.withDayOfYear(1) : next;
        }
        return isLeftOut(next) ? next.plusDays(1) : next;
    }

    private boolean isLeftOut(LocalDateTime time) {
        int day = time.getDayOfMonth();
        boolean yearEnd = day == LAST_DAY && time.getMonth() == Month.DECEMBER;
        return switch (kind) {
            case NO_29_FEBRUARY -> day == LEAP_DAY && time.getMonth() == Month.FEBRUARY;
            case NO_DAY_366 -> yearEnd && time.toLocalDate().isLeapYear();
            default -> yearEnd;
        };
    }

    @Override
    public boolean contains(LocalDateTime time) {
        return kind == Kind.FROM_1_JANUARY
                ? (time.getDayOfYear() - 1) % (step / WeekCalendar.DAY) == 0
                : !isLeftOut(time);
    }

    @Override
    public double days() {
        return (double) step / WeekCalendar.DAY;
    }

    @Override
    public boolean subDaily() {
        return step < WeekCalendar.DAY;
    }

    @Override
    public String text(String step) {
        return step + switch (kind) {
            case NO_29_FEBRUARY -> " (without 29 February)";
            case NO_DAY_366 -> " (without 31 December of leap years)";
            case NO_31_DECEMBER -> " (without 31 December)";
            default -> " (counted from each 1 January)";
        };
    }
}
