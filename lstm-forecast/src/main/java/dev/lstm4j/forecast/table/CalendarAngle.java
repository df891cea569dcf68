package dev.lstm4j.forecast.table;

import java.time.LocalDateTime;

/// The position of a time in the year and in the day, as an angle.
public final class CalendarAngle {
    /// The mean length of a year in the Gregorian calendar.
    public static final double DAYS_A_YEAR = 365.2425;

    private static final double NANOS_A_DAY = 24 * 3600e9;

    private CalendarAngle() {}

    /// The position in the year.
    ///
    /// @param time local time
    /// @return 2π · day of the year / 365.2425
    public static double ofYear(LocalDateTime time) {
        return 2 * Math.PI * time.getDayOfYear() / DAYS_A_YEAR;
    }

    /// The position in the day.
    ///
    /// @param time local time
    /// @return 2π · hour of the day / 24, minutes and seconds included
    public static double ofDay(LocalDateTime time) {
        return 2 * Math.PI * time.toLocalTime().toNanoOfDay() / NANOS_A_DAY;
    }
}
