package dev.lstm4j.forecast.table;

import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a time of day is written, with the zone behind it.
///
/// @param before the text between date and time
/// @param hour whether hours below 10 begin with a zero
/// @param colon the text between hour and minute; empty for `1800`
/// @param minutes whether there are minutes
/// @param seconds whether there are seconds
/// @param fraction the fraction of a second
/// @param half AM or PM, or null for 24 hours
/// @param midnight how midnight is written
/// @param zone how the zone is written, or null for none
record ClockStyle(String before, TimePart.Padding hour, String colon, boolean minutes, boolean seconds,
        Fraction fraction, @Nullable Half half, Midnight midnight, @Nullable ZoneStyle zone) {

    /// @param point between seconds and fraction; empty if there is no fraction
    /// @param digits of the fraction
    record Fraction(String point, int digits) {
        Fraction and(Fraction other) {
            return new Fraction(point.isEmpty() ? other.point : point, Math.max(digits, other.digits));
        }
    }

    /// @param before the text in front of AM or PM
    /// @param am as it is written
    /// @param pm as it is written
    record Half(String before, String am, String pm) {}

    /// Whether cells have midnight as hour 0, or as hour 24 of the day before.
    enum Midnight {
        ZERO, TWENTY_FOUR, UNKNOWN;

        Midnight and(Midnight other) {
            return this == UNKNOWN ? other : other == UNKNOWN ? this : this == other ? this : ZERO;
        }
    }

    private static final String CLOCK = "(?<h>\\d{1,2})(?:(?<c>[:.hH])(?<m>\\d{2})"
            + "(?:\\k<c>(?<s>\\d{2})(?:(?<p>[.,:])(?<f>\\d{1,9}))?)?)?";
    private static final String COMPACT = "(?<h>\\d{2})(?<m>\\d{2})(?:(?<s>\\d{2})(?:(?<p>[.,])(?<f>\\d{1,9}))?)?";
    private static final String HALF = "(?:(?<hb>\\s?)(?<half>[aApP](?:\\.\\s?[mM]\\.|[mM]\\.?)))?";
    private static final Pattern PLAIN = Pattern.compile(CLOCK + HALF + "(?<zone>" + ZoneStyle.REGEX + ")?");
    private static final Pattern DENSE = Pattern.compile(COMPACT + "(?<zone>" + ZoneStyle.REGEX + ")?");
    private static final int MOST_DIGITS = 9;

    /// The style of a time of day.
    ///
    /// @param before the text between date and time
    /// @param text the time with its zone
    /// @param bareHour whether an hour alone is a time
    /// @return null if the text is no time of day
    static @Nullable ClockStyle of(String before, String text, boolean bareHour) {
        Matcher m = PLAIN.matcher(text);
        boolean plain = m.matches() && (bareHour || m.group("m") != null || m.group("half") != null);
        if (!plain) {
            m = DENSE.matcher(text);
            if (!bareHour || !m.matches()) {
                return null;
            }
        }
        String hour = m.group("h");
        String half = plain ? m.group("half") : null;
        String zone = m.group("zone");
        Midnight midnight = hour.equals("24")
                ? Midnight.TWENTY_FOUR
                : hour.equals("0") || hour.equals("00") ? Midnight.ZERO : Midnight.UNKNOWN;
        boolean hasSeconds = m.group("s") != null;
        return new ClockStyle(before, plain ? TimePart.Padding.of(hour) : TimePart.Padding.YES,
                plain && m.group("c") != null ? m.group("c") : "", m.group("m") != null, hasSeconds,
                m.group("f") == null ? new Fraction("", 0) : new Fraction(m.group("p"), m.group("f").length()),
                half == null ? null : half(m.group("hb"), half), midnight, ZoneStyle.of(zone));
    }

    private static Half half(String before, String text) {
        String rest = text.substring(1);
        boolean upper = Character.isUpperCase(text.charAt(0));
        return new Half(before, (upper ? "A" : "a") + rest, (upper ? "P" : "p") + rest);
    }

    /// The style of the times of both; null if they are different.
    @Nullable
    ClockStyle and(ClockStyle other) {
        boolean same = before.equals(other.before) && (half == null) == (other.half == null)
                && (colon.equals(other.colon) || !minutes || !other.minutes);
        return same
                ? new ClockStyle(before, hour.and(other.hour), minutes ? colon : other.colon, minutes || other.minutes,
                        seconds || other.seconds, fraction.and(other.fraction), half,
                        midnight.and(other.midnight), ZoneStyle.merge(zone, other.zone))
                : null;
    }

    ClockStyle withColon(String text) {
        return new ClockStyle(before, hour, text, minutes, seconds, fraction, half, midnight, zone);
    }

    ClockStyle withDigits(int digits) {
        return new ClockStyle(before, hour, colon, minutes, true,
                new Fraction(fraction.point.isEmpty() ? "." : fraction.point, digits), half, midnight, zone);
    }

    private boolean dense() {
        return minutes && colon.isEmpty();
    }

    private TemporalField hourField() {
        return half == null ? ChronoField.HOUR_OF_DAY : ChronoField.CLOCK_HOUR_OF_AMPM;
    }

    /// Reads a time of day: seconds and fraction may be missing, and minutes where there are separators.
    ///
    /// @param cell gets the numbers
    /// @return whether it is there
    boolean read(TimeCursor cell) {
        if (!cell.pass(before)) {
            return false;
        }
        TimeFields fields = cell.fields;
        fields.hour = cell.number(dense() ? 2 : 1, 2);
        int place = cell.position();
        if (minutes && cell.pass(colon)) {
            fields.minute = cell.number(2, 2);
            place = cell.position();
            if (seconds && cell.pass(colon) && (fields.second = cell.number(2, 2)) >= 0) {
                place = cell.position();
                if (fraction.digits > 0 && cell.pass(fraction.point)) {
                    fields.nano = cell.billionths();
                    place = cell.position();
                }
            } else {
                fields.second = 0;
            }
        }
        cell.back(place);
        if (half != null) {
            if (!cell.pass(half.before)) {
                return false;
            }
            fields.half = cell.name(List.of(half.am, half.pm));
        }
        boolean zoned = zone == null || zone.read(cell);
        return zoned && fields.hour >= 0 && fields.minute >= 0 && fields.nano >= 0
                && (half == null || fields.half >= 0 && fields.hour > 0);
    }

    /// Adds what writes a time of day.
    ///
    /// @param usual whether to write leading zeros where the cells do not tell
    /// @param late whether midnight is hour 24
    void write(DateTimeFormatterBuilder format, TimePart.Padding usual, boolean late) {
        TemporalField field = late ? ChronoField.CLOCK_HOUR_OF_DAY : hourField();
        format.appendLiteral(before);
        if ((hour == TimePart.Padding.UNKNOWN ? usual : hour) == TimePart.Padding.NO) {
            format.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
        } else {
            format.appendValue(field, 2);
        }
        if (minutes) {
            format.appendLiteral(colon).appendValue(ChronoField.MINUTE_OF_HOUR, 2);
        }
        if (seconds) {
            format.appendLiteral(colon).appendValue(ChronoField.SECOND_OF_MINUTE, 2);
        }
        if (fraction.digits > 0) {
            format.appendLiteral(fraction.point).appendFraction(ChronoField.NANO_OF_SECOND, fraction.digits,
                    fraction.digits, false);
        }
        if (half != null) {
            format.appendLiteral(half.before).appendText(ChronoField.AMPM_OF_DAY, Map.of(0L, half.am, 1L, half.pm));
        }
        if (zone != null) {
            zone.write(format);
        }
    }

    /// A pattern of java.time, for messages.
    String pattern(TimePart.Padding usual) {
        String letter = half == null ? "H" : "h";
        boolean unpadded = (hour == TimePart.Padding.UNKNOWN ? usual : hour) == TimePart.Padding.NO;
        return new TimePart.Literal(before).pattern(usual) + (unpadded ? letter : letter + letter)
                + (minutes ? quoted(colon) + "mm" : "") + (seconds ? quoted(colon) + "ss" : "")
                + (fraction.digits > 0 ? fraction.point + "S".repeat(fraction.digits) : "")
                + (half == null ? "" : half.before + "a") + (zone == null ? "" : zone.pattern());
    }

    private static String quoted(String text) {
        return text.toLowerCase(Locale.ROOT).equals("h") ? "'" + text + "'" : text;
    }
}
