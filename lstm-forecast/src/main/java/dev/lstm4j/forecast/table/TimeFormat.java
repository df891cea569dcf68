package dev.lstm4j.forecast.table;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/// How the times of one column are written. It reads all its cells, and writes later times in the same way.
public abstract sealed class TimeFormat permits LayoutFormat, PatternFormat, EpochFormat {

    TimeFormat() {}

    /// Reads a cell.
    ///
    /// @param cell its text
    /// @return the stamp, or null if the cell is not a time in this format
    public abstract @Nullable TimeStamp read(String cell);

    /// Writes a stamp.
    ///
    /// @param stamp of any format
    /// @return its text in this format
    abstract String write(TimeStamp stamp);

    /// Whether a cell has the form of the format, though the date or time need not exist.
    abstract boolean hasForm(String cell);

    /// The format that also writes fractions of a second of so many digits.
    abstract TimeFormat withDigits(int digits);

    /// The digits of the fraction of a second.
    abstract int digits();

    /// A time with its zone, for java.time to write.
    static TemporalAccessor zoned(TimeStamp stamp, LocalDateTime local) {
        ZoneOffset offset = stamp.offset();
        if (offset == null) {
            return local;
        }
        return stamp.region() == null
                ? OffsetDateTime.of(local, offset)
                : ZonedDateTime.ofLocal(local, stamp.region(), offset);
    }

    final TimeStamp stamp(LocalDateTime local, @Nullable ZoneOffset offset, @Nullable ZoneId region) {
        if (region == null || offset != null) {
            return new TimeStamp(local, offset, region, this);
        }
        ZonedDateTime zoned = local.atZone(region);
        return new TimeStamp(zoned.toLocalDateTime(), zoned.getOffset(), region, this);
    }

    /// The format in words.
    ///
    /// @return a pattern of java.time such as `dd.MM.yyyy HH:mm`, or for example `seconds since 1970`
    @Override
    public abstract String toString();
}
