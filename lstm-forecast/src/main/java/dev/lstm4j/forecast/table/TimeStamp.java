package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One time stamp and the way it is written.
///
/// @param local the date and time of day
/// @param offset how far that is from UTC, or null if the text does not say
/// @param region the time zone, or null if the text does not name one
/// @param format how the text is written, so that later stamps are written in the same way
public record TimeStamp(LocalDateTime local, @Nullable ZoneOffset offset, @Nullable ZoneId region, TimeFormat format) {
    private static final long MICROS = 1_000_000;
    private static final int NANOS = 1000;

    /// Reads a single stamp. The cells of a column are read in one format instead, since single cells may be ambiguous.
    ///
    /// @param text a cell
    /// @return the stamp, or null if the text is not a date or time, or can be read in several ways
    public static @Nullable TimeStamp parse(String text) {
        List<LayoutFormat> formats = CellLayouts.of(text).stream().filter(layout -> !CellLayouts.isWeak(layout))
                .map(LayoutFormat::new).filter(format -> format.read(text) != null).toList();
        return formats.size() == 1 && !Cells.isNumber(text) ? formats.getFirst().read(text) : null;
    }

    /// Times as texts that [#parse] reads: all with the parts that one of them needs.
    ///
    /// @param times with a date, and a time of day or an offset if they have one
    /// @return in ISO 8601
    static List<String> texts(List<? extends TemporalAccessor> times) {
        List<OffsetDateTime> all = new ArrayList<>(times.size());
        List<Boolean> offsets = new ArrayList<>(times.size());
        int digits = 0;
        boolean seconds = false;
        boolean clock = false;
        for (TemporalAccessor time : times) {
            TemporalAccessor local = time instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : time;
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
            offsets.add(offset != null);
            all.add(both.atOffset(offset == null ? ZoneOffset.UTC : offset));
        }
        DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd" + (clock
                ? "'T'HH:mm" + (seconds || digits > 0 ? ":ss" : "") + (digits > 0 ? "." + "S".repeat(digits) : "")
                : ""), Locale.ROOT);
        List<String> texts = new ArrayList<>(times.size());
        for (int k = 0; k < all.size(); k++) {
            texts.add(format.format(all.get(k)) + (offsets.get(k) ? all.get(k).getOffset().getId() : ""));
        }
        return texts;
    }

    /// When it is.
    ///
    /// @return microseconds since 1970 in UTC; without an offset the local time counts as UTC
    public long micros() {
        return local.toEpochSecond(offset == null ? ZoneOffset.UTC : offset) * MICROS + local.getNano() / NANOS;
    }

    /// Another time in the same format.
    ///
    /// @param time the other date and time of day
    /// @return a stamp of the same format and offset; in a time zone, with the offset that the zone has at that time
    public TimeStamp at(LocalDateTime time) {
        if (region == null) {
            return new TimeStamp(time, offset, null, format);
        }
        ZonedDateTime zoned = ZonedDateTime.ofLocal(time, region, offset);
        return new TimeStamp(zoned.toLocalDateTime(), zoned.getOffset(), region, format);
    }

    /// The time some time later, in the same format.
    ///
    /// @param micros the time that passes
    /// @return a stamp of the same format and offset; in a time zone, with the offset that the zone has at that time
    public TimeStamp later(long micros) {
        if (region == null || offset == null) {
            return at(local.plus(micros, ChronoUnit.MICROS));
        }
        ZonedDateTime zoned = local.plus(micros, ChronoUnit.MICROS).atOffset(offset).atZoneSameInstant(region);
        return new TimeStamp(zoned.toLocalDateTime(), zoned.getOffset(), region, format);
    }

    /// The same local time in a time zone. Later times continue in that zone.
    ///
    /// @param zone the time zone
    /// @param zoneOffset one that the zone has at this local time
    /// @return a stamp of the same format
    public TimeStamp in(ZoneId zone, ZoneOffset zoneOffset) {
        return new TimeStamp(local, zoneOffset, zone, format);
    }

    /// The text in its own format.
    @Override
    public String toString() {
        return format.write(this);
    }
}
