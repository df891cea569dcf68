package dev.lstm4j.forecast.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import org.jspecify.annotations.Nullable;

/// The numbers of one written time. Those that are not written are the first of their kind: `2012-01` is the first of
/// January. Hour 24 is midnight at the end of the day.
final class TimeFields {
    private static final int NONE = Integer.MIN_VALUE;
    private static final int HALF_DAY = 12;
    private static final int FULL_DAY = 24;
    private static final int MONTHS_A_QUARTER = 3;
    private static final int QUARTERS = 4;
    private static final int MIDDLE = 7;

    int year = NONE;
    int weekYear = NONE;
    int month = NONE;
    int day = 1;
    int dayOfYear = NONE;
    int quarter = 1;
    int week = 1;
    int weekday = NONE;
    int hour;
    int half = NONE;
    int minute;
    int second;
    int nano;
    @Nullable
    ZoneOffset offset;
    @Nullable
    ZoneId region;

    /// Sets the number of a part of the date.
    void set(TemporalField field, int value) {
        if (field == ChronoField.YEAR) {
            year = value;
        } else if (field == ChronoField.MONTH_OF_YEAR) {
            month = value;
        } else if (field == ChronoField.DAY_OF_MONTH) {
            day = value;
        } else if (field == ChronoField.DAY_OF_YEAR) {
            dayOfYear = value;
        } else if (field == IsoFields.QUARTER_OF_YEAR) {
            quarter = value;
        } else if (field == IsoFields.WEEK_BASED_YEAR) {
            weekYear = value;
        } else if (field == IsoFields.WEEK_OF_WEEK_BASED_YEAR) {
            week = value;
        } else if (field == ChronoField.DAY_OF_WEEK) {
            weekday = value;
        } else {
            throw new IllegalArgumentException("field: expected a part of a date, found " + field);
        }
    }

    /// The time.
    ///
    /// @param format in which it is written
    /// @return null if there is no such time
    @Nullable
    TimeStamp stamp(TimeFormat format) {
        try {
            LocalDate date = date();
            if (date == null || weekday != NONE && date.getDayOfWeek().getValue() != weekday) {
                return null;
            }
            int hours = half == NONE ? hour : hour > HALF_DAY ? NONE : hour % HALF_DAY + half * HALF_DAY;
            boolean end = hours == FULL_DAY && minute == 0 && second == 0 && nano == 0;
            return format.stamp(LocalDateTime.of(end ? date.plusDays(1) : date,
                    end ? LocalTime.MIDNIGHT : LocalTime.of(hours, minute, second, nano)), offset, region);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable LocalDate date() {
        if (year == NONE) {
            return weekYear == NONE ? null : weekDate();
        }
        if (month != NONE) {
            return LocalDate.of(year, month, day);
        }
        if (dayOfYear != NONE) {
            return LocalDate.ofYearDay(year, dayOfYear);
        }
        return quarter < 1 || quarter > QUARTERS
                ? null
                : LocalDate.of(year, quarter * MONTHS_A_QUARTER - MONTHS_A_QUARTER + 1, 1);
    }

    private @Nullable LocalDate weekDate() {
        LocalDate middle = LocalDate.of(weekYear, MIDDLE, 1);
        return week < 1 || week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(middle).getMaximum()
                ? null
                : middle.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(ChronoField.DAY_OF_WEEK,
                        weekday == NONE ? 1 : weekday);
    }
}
