package dev.lstm4j.forecast.table;

import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The parts of written times, found in cells: a date, and a time of day that some cells may lack.
///
/// @param order a letter for each part of the date: `Y` year, `y` its last digits, `M`, `D`, `q` quarter, `w` week …
/// @param date its parts
/// @param clock the time of day, or null if there is none
/// @param bare whether a cell has no time of day, which is midnight
record TimeLayout(String order, List<TimePart> date, @Nullable ClockStyle clock, boolean bare) {
    TimeLayout {
        date = List.copyOf(date);
    }

    /// The layout that reads the cells of both; null if they are different.
    @Nullable
    TimeLayout and(TimeLayout other) {
        if (!order.equals(other.order) || date.size() != other.date.size()) {
            return null;
        }
        List<TimePart> parts = new ArrayList<>();
        for (int k = 0; k < date.size(); k++) {
            TimePart both = date.get(k).and(other.date.get(k));
            if (both == null) {
                return null;
            }
            parts.add(both);
        }
        ClockStyle both = clock == null ? other.clock : other.clock == null ? clock : clock.and(other.clock);
        return both == null && clock != null ? null : new TimeLayout(order, parts, both, bare || other.bare);
    }

    /// The same layout with a time of day in each cell.
    TimeLayout withClock(ClockStyle style) {
        return new TimeLayout(order, date, style, false);
    }

    TimeLayout withDigits(int digits) {
        return new TimeLayout(order, date, clock == null ? null : clock.withDigits(digits), bare);
    }

    /// The same layout with another century for years of two digits.
    TimeLayout withCentury(int first) {
        return new TimeLayout(order, date.stream().map(part -> part instanceof TimePart.ShortYear year
                ? new TimePart.ShortYear(year.field(), first)
                : part).toList(), clock, bare);
    }

    boolean hasShortYear() {
        return date.stream().anyMatch(TimePart.ShortYear.class::isInstance);
    }

    /// Whether numbers have leading zeros, as far as the parts tell.
    private TimePart.Padding usual() {
        TimePart.Padding usual = TimePart.Padding.UNKNOWN;
        for (TimePart part : date) {
            if (part instanceof TimePart.Number number && !number.fixed()) {
                usual = usual.and(number.padding());
            }
        }
        return usual == TimePart.Padding.UNKNOWN && clock != null && order.startsWith("MD") ? clock.hour() : usual;
    }

    boolean writesLate() {
        return clock != null && clock.midnight() == ClockStyle.Midnight.TWENTY_FOUR;
    }

    /// Reads a cell.
    ///
    /// @param cell its text
    /// @return the numbers, which need not be a time that exists; null if the cell has another form
    @Nullable
    TimeFields read(String cell) {
        TimeCursor cursor = new TimeCursor(cell);
        for (TimePart part : date) {
            if (!part.read(cursor)) {
                return null;
            }
        }
        boolean read = cursor.isAtEnd() || clock != null && clock.read(cursor) && cursor.isAtEnd();
        return read ? cursor.fields : null;
    }

    /// What writes times in this layout.
    ///
    /// @param style the time of day, or null to write none
    /// @param late whether midnight is hour 24
    DateTimeFormatter writer(@Nullable ClockStyle style, boolean late) {
        DateTimeFormatterBuilder format = new DateTimeFormatterBuilder();
        date.forEach(part -> part.write(format, usual()));
        if (style != null) {
            style.write(format, usual(), late);
        }
        return format.toFormatter(Locale.ROOT).withChronology(IsoChronology.INSTANCE);
    }

    /// A pattern of java.time, for messages.
    String pattern() {
        StringBuilder pattern = new StringBuilder();
        date.forEach(part -> pattern.append(part.pattern(usual())));
        return pattern + (clock == null ? "" : clock.pattern(usual()));
    }
}
