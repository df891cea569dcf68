package dev.lstm4j.forecast.calendar;

import dev.lstm4j.SeriesProfile;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// The local times that have a row, if rows are not simply one step apart.
public sealed interface RowCalendar permits WeekCalendar, MonthCalendar, YearCalendar {

    /// The calendar that a model file has.
    ///
    /// @param step of the model's profile
    /// @return the same calendar, or null if the step has none
    static @Nullable RowCalendar of(SeriesProfile.Step step) {
        SeriesProfile.Calendar calendar = step.calendar();
        return calendar == null ? null : switch (calendar.kind()) {
            case WEEK -> new WeekCalendar(step.micros(), calendar.numbers());
            case DAYS_OF_MONTH, WEEKDAY_OF_MONTH, FIRST_BUSINESS_DAY, LAST_BUSINESS_DAY ->
                new MonthCalendar(calendar.kind(), step.months(), calendar.numbers());
            case NO_29_FEBRUARY, NO_DAY_366, NO_31_DECEMBER, FROM_1_JANUARY ->
                new YearCalendar(calendar.kind(), step.micros());
        };
    }

    /// The calendar for a model file.
    ///
    /// @return kind and numbers
    SeriesProfile.Calendar profile();

    /// The first time of the calendar after a time.
    ///
    /// @param time on the calendar or not
    /// @return later
    LocalDateTime next(LocalDateTime time);

    /// Whether a time is on the calendar.
    ///
    /// @param time a local time
    /// @return whether a row may have it
    boolean contains(LocalDateTime time);

    /// Whether one row follows another.
    ///
    /// @param before the earlier time
    /// @param after the later time
    /// @return whether no row is missing between them
    default boolean follows(LocalDateTime before, LocalDateTime after) {
        return next(before).equals(after);
    }

    /// Whether a time without a row, between two rows, is a holiday rather than a gap.
    ///
    /// @param before the row before
    /// @param after the row after
    /// @return whether the calendar has days off and nothing else is missing
    default boolean isHoliday(LocalDateTime before, LocalDateTime after) {
        return false;
    }

    /// The mean time from one row to the next.
    ///
    /// @return in days
    double days();

    /// Whether rows have several times of day.
    ///
    /// @return false if rows are whole days apart
    boolean subDaily();

    /// The step in words.
    ///
    /// @param step the usual step, such as `1 day`
    /// @return for example `1 business day`
    String text(String step);
}
