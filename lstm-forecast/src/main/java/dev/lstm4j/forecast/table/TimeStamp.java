package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One time stamp and the way it is written: `2012-01`, `2012-01-31`, `2012-01-31T18:00` or `2012-01-31
/// 18:00:00.5+01:00`.
///
/// @param local the date and time of day
/// @param offset how far that is from UTC, or null if it is not known
/// @param region the time zone, or null if it is not known
/// @param style how the text is written, so that later stamps are written in the same way
public record TimeStamp(LocalDateTime local, @Nullable ZoneOffset offset, @Nullable ZoneId region, Style style) {

    /// How a stamp is written.
    ///
    /// @param day whether with the day of the month
    /// @param separator between date and time: `T`, a space, or empty if there is no time of day
    /// @param seconds whether with seconds
    /// @param digits of the fraction of a second
    /// @param zone the text of the zone, or empty
    public record Style(boolean day, String separator, boolean seconds, int digits, String zone) {
        private static final int HOURS_ALONE = 3;

        /// The same style with another offset, if one is written.
        Style with(ZoneOffset offset) {
            String old = zone.strip();
            if (old.isEmpty() || ZoneOffset.of(old).equals(offset)) {
                return this;
            }
            String id = offset.getId().replace("Z", old.length() == 1 ? "Z" : "+00:00");
            String text = old.contains(":") || old.length() == 1 || old.length() == HOURS_ALONE && !id.endsWith(":00")
                    ? id
                    : old.length() == HOURS_ALONE ? id.substring(0, HOURS_ALONE) : id.replace(":", "");
            return new Style(day, separator, seconds, digits, zone.replace(old, text));
        }
    }

    private static final Pattern ISO = Pattern
            .compile("(\\d{4})-(\\d{2})(?:-(\\d{2})(?:([T ])(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?"
                    + "(\\s?(?:Z|[+-]\\d{2}(?::?\\d{2})?))?)?)?");

    /// Reads a stamp.
    ///
    /// @param text a cell
    /// @return the stamp, or null if the text is not a time
    public static @Nullable TimeStamp parse(String text) {
        Matcher m = ISO.matcher(text);
        if (!m.matches()) {
            return null;
        }
        try {
            int day = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
            LocalDate date = LocalDate.of(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), day);
            if (m.group(4) == null) {
                return new TimeStamp(date.atStartOfDay(), null, null, new Style(m.group(3) != null, "", false, 0, ""));
            }
            String fraction = m.group(8) == null ? "" : m.group(8);
            LocalDateTime local = date.atTime(Integer.parseInt(m.group(5)), Integer.parseInt(m.group(6)),
                    m.group(7) == null ? 0 : Integer.parseInt(m.group(7)),
                    fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
            String zone = m.group(9) == null ? "" : m.group(9);
            return new TimeStamp(local, zone.isEmpty() ? null : ZoneOffset.of(zone.strip()), null,
                    new Style(true, m.group(4), m.group(7) != null, fraction.length(), zone));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// Times as texts that [#parse] reads: all with the parts that one of them needs.
    ///
    /// @param times with a date, and a time of day or an offset if they have one
    /// @return in ISO 8601
    static List<String> texts(List<? extends TemporalAccessor> times) {
        List<TimeStamp> stamps = new ArrayList<>(times.size());
        int digits = 0;
        boolean seconds = false;
        boolean clock = false;
        for (TemporalAccessor time : times) {
            OffsetDateTime instant = time instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : null;
            TemporalAccessor local = instant == null ? time : instant;
            LocalDate date = local.query(TemporalQueries.localDate());
            LocalTime clockTime = local.query(TemporalQueries.localTime());
            ZoneOffset offset = local.query(TemporalQueries.offset());
            if (date == null) {
                throw ForecastException.table("times: expected times with a date, found " + time);
            }
            LocalDateTime both = date.atTime(clockTime == null ? LocalTime.MIDNIGHT : clockTime);
            clock |= clockTime != null;
            seconds |= both.getSecond() > 0;
            digits = Math.max(digits, both.getNano() == 0 ? 0 : both.getNano() % 1_000_000 == 0 ? 3 : 9);
            stamps.add(
                    new TimeStamp(both, offset, null,
                            new Style(true, "T", false, 0, offset == null ? "" : offset.getId())));
        }
        List<String> texts = new ArrayList<>(times.size());
        for (TimeStamp stamp : stamps) {
            Style style = new Style(true, clock ? "T" : "", seconds || digits > 0, digits, stamp.style.zone());
            texts.add(new TimeStamp(stamp.local, stamp.offset, null, style).toString());
        }
        return texts;
    }

    /// When it is.
    ///
    /// @return microseconds since 1970 in UTC; without an offset the local time counts as UTC
    public long micros() {
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), local)
                - (offset == null ? 0 : offset.getTotalSeconds() * 1_000_000L);
    }

    /// Another time in the same style.
    ///
    /// @param time the other date and time of day
    /// @return a stamp of the same style and offset; in a time zone, with the offset that the zone has at that time
    public TimeStamp at(LocalDateTime time) {
        return region == null
                ? new TimeStamp(time, offset, null, style)
                : with(ZonedDateTime.ofLocal(time, region, offset));
    }

    /// The time some time later, in the same style.
    ///
    /// @param micros the time that passes
    /// @return a stamp of the same style and offset; in a time zone, with the offset that the zone has at that time
    public TimeStamp later(long micros) {
        return region == null || offset == null
                ? at(local.plus(micros, ChronoUnit.MICROS))
                : with(local.plus(micros, ChronoUnit.MICROS).atOffset(offset).atZoneSameInstant(region));
    }

    /// The same local time in a time zone. Later times continue in that zone.
    ///
    /// @param zone the time zone
    /// @param zoneOffset one that the zone has at this local time
    /// @return a stamp of the same style
    public TimeStamp in(ZoneId zone, ZoneOffset zoneOffset) {
        return new TimeStamp(local, zoneOffset, zone, style.with(zoneOffset));
    }

    private TimeStamp with(ZonedDateTime time) {
        return new TimeStamp(time.toLocalDateTime(), time.getOffset(), region, style.with(time.getOffset()));
    }

    /// The text in its own style.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%04d-%02d", local.getYear(), local.getMonthValue()));
        if (style.day()) {
            text.append(String.format(Locale.ROOT, "-%02d", local.getDayOfMonth()));
        }
        if (!style.separator().isEmpty()) {
            text.append(style.separator())
                    .append(String.format(Locale.ROOT, "%02d:%02d", local.getHour(), local.getMinute()));
            if (style.seconds()) {
                text.append(String.format(Locale.ROOT, ":%02d", local.getSecond()));
            }
            if (style.digits() > 0) {
                text.append('.').append(String.format(Locale.ROOT, "%09d", local.getNano()), 0, style.digits());
            }
        }
        return text.append(style.zone()).toString();
    }
}
