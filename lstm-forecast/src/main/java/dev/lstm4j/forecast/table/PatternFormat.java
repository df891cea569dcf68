package dev.lstm4j.forecast.table;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Dates and times as text in a pattern of java.time, used exactly.
final class PatternFormat extends TimeFormat {
    private static final LocalDateTime PROBE = LocalDateTime.of(2003, 11, 10, 0, 0);
    private static final List<TemporalField> PARTS = List.of(ChronoField.YEAR, ChronoField.MONTH_OF_YEAR,
            ChronoField.DAY_OF_MONTH, ChronoField.DAY_OF_YEAR, IsoFields.QUARTER_OF_YEAR, ChronoField.DAY_OF_WEEK);
    private static final int HALF_DAY = 12;

    private final String pattern;
    private final DateTimeFormatter reader;
    private final DateTimeFormatter writer;
    private final UnaryOperator<String> letters;
    private final WeekFields weeks;

    /// A pattern.
    ///
    /// @param pattern such as `dd.MM.yyyy HH:mm`
    /// @param locale the language of names
    /// @param letters how a written text is changed, to upper case for example
    /// @throws IllegalArgumentException if it is no pattern, or has no year
    PatternFormat(String pattern, Locale locale, UnaryOperator<String> letters) {
        this.pattern = pattern;
        this.reader = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern).toFormatter(locale);
        this.writer = DateTimeFormatter.ofPattern(pattern, locale);
        this.letters = letters;
        this.weeks = WeekFields.of(locale);
        try {
            TimeStamp back = read(write(new TimeStamp(PROBE, ZoneOffset.UTC, ZoneId.of("Europe/London"), this)));
            if (back == null || back.local().getYear() != PROBE.getYear()) {
                throw new IllegalArgumentException("it has no year, or a part that is not one of times");
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public @Nullable TimeStamp read(String cell) {
        TemporalAccessor parsed = parse(cell);
        return parsed == null ? null : fields(parsed).stamp(this);
    }

    private @Nullable TemporalAccessor parse(String cell) {
        ParsePosition position = new ParsePosition(0);
        TemporalAccessor parsed = reader.parseUnresolved(cell, position);
        return position.getErrorIndex() >= 0 || position.getIndex() < cell.length() ? null : parsed;
    }

    private TimeFields fields(TemporalAccessor parsed) {
        TimeFields fields = new TimeFields();
        fields.year = number(parsed, ChronoField.YEAR_OF_ERA, fields.year);
        fields.weekYear = number(parsed, weeks.weekBasedYear(), fields.weekYear);
        fields.week = number(parsed, weeks.weekOfWeekBasedYear(), fields.week);
        fields.weekday = number(parsed, weeks.dayOfWeek(), fields.weekday);
        for (TemporalField part : PARTS) {
            if (parsed.isSupported(part)) {
                fields.set(part, number(parsed, part, 0));
            }
        }
        fields.half = number(parsed, ChronoField.AMPM_OF_DAY, fields.half);
        fields.hour = parsed.isSupported(ChronoField.AMPM_OF_DAY)
                ? number(parsed, ChronoField.CLOCK_HOUR_OF_AMPM, number(parsed, ChronoField.HOUR_OF_AMPM, HALF_DAY))
                : number(parsed, ChronoField.HOUR_OF_DAY, number(parsed, ChronoField.CLOCK_HOUR_OF_DAY, 0));
        fields.minute = number(parsed, ChronoField.MINUTE_OF_HOUR, 0);
        fields.second = number(parsed, ChronoField.SECOND_OF_MINUTE, 0);
        fields.nano = number(parsed, ChronoField.NANO_OF_SECOND, 0);
        ZoneId zone = parsed.query(TemporalQueries.zoneId());
        fields.region = zone instanceof ZoneOffset ? null : zone;
        fields.offset = parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? ZoneOffset.ofTotalSeconds(number(parsed, ChronoField.OFFSET_SECONDS, 0))
                : zone instanceof ZoneOffset fixed ? fixed : null;
        return fields;
    }

    private static int number(TemporalAccessor parsed, TemporalField field, int usual) {
        return parsed.isSupported(field) ? Math.toIntExact(parsed.getLong(field)) : usual;
    }

    @Override
    boolean hasForm(String cell) {
        return parse(cell) != null;
    }

    @Override
    String write(TimeStamp stamp) {
        return letters.apply(writer.format(zoned(stamp, stamp.local())));
    }

    @Override
    TimeFormat withDigits(int digits) {
        return this;
    }

    @Override
    int digits() {
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PatternFormat that && pattern.equals(that.pattern)
                && writer.getLocale().equals(that.writer
                        .getLocale())
                && letters.apply(pattern).equals(that.letters.apply(pattern));
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
