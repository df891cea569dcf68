package dev.lstm4j.forecast.table;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatterBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a zone is written: an offset such as `+01:00` or `Z`, the name of a region such as `[Europe/Berlin]`, or both.
///
/// @param offset the pattern of offsets for [DateTimeFormatterBuilder#appendOffset], or empty if none is written
/// @param offsetBefore the text in front of the offset
/// @param zero how UTC is written, such as `Z`; empty for zeros
/// @param region the texts around a region, or null if none is written
record ZoneStyle(String offset, String offsetBefore, String zero, @Nullable Region region) {

    /// @param before the text in front of a region
    /// @param after the text behind it
    record Region(String before, String after) {}

    private static final int MINUTES = 60;
    private static final int MOST_HOURS = 17;
    static final String REGEX = "(?:\\s?(?:[zZ]|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?))?"
            + "(?:\\s?\\[[\\w+-]+(?:/[\\w+-]+)*\\]|\\s[A-Z]\\w+(?:/[\\w+-]+)+)?";
    private static final Pattern PARTS = Pattern
            .compile("(?:(?<ob>\\s?)(?:(?<z>[zZ]|UTC|GMT)|(?<o>[+-]\\d{2}(?<mm>:?\\d{2})?)))?"
                    + "(?:(?<rb>\\s?\\[|\\s)[\\w+-]+(?:/[\\w+-]+)*(?<ra>\\]?))?");

    /// The style of a zone.
    ///
    /// @param text the zone with spaces in front, or null
    /// @return null if there is none
    static @Nullable ZoneStyle of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        Matcher m = PARTS.matcher(text);
        if (!m.matches()) {
            return null;
        }
        Region region = m.group("rb") == null ? null : new Region(m.group("rb"), m.group("ra"));
        String zero = m.group("z") == null ? "" : m.group("z");
        String number = m.group("o");
        String offset = number == null && zero.isEmpty()
                ? ""
                : number == null ? "?" : m.group("mm") == null ? "+HH" : number.contains(":") ? "+HH:MM" : "+HHMM";
        return new ZoneStyle(offset, m.group("ob") == null ? "" : m.group("ob"), zero, region);
    }

    /// The style of both.
    static @Nullable ZoneStyle merge(@Nullable ZoneStyle a, @Nullable ZoneStyle b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        String offset = a.offset.equals("?") || a.offset.equals("+HH") && b.offset.equals("+HH:MM")
                ? b.offset
                : a.offset;
        boolean mixed = a.offset.equals("+HH") && b.offset.equals("+HH:MM")
                || b.offset.equals("+HH") && a.offset.equals("+HH:MM");
        return new ZoneStyle(mixed ? "+HH:mm" : offset, a.offsetBefore, a.zero.isEmpty() ? b.zero : a.zero,
                a.region == null ? b.region : a.region);
    }

    private String digits() {
        return offset.equals("?") ? "+HH:MM" : offset;
    }

    /// Reads a zone. It may be missing.
    ///
    /// @param cell gets offset and region
    /// @return false if there is a zone of another form
    boolean read(TimeCursor cell) {
        int place = cell.position();
        if (!offset.isEmpty() && cell.pass(offsetBefore)) {
            if (cell.pass(zero.isEmpty() ? "Z" : zero)) {
                cell.fields.offset = ZoneOffset.UTC;
            } else {
                readOffset(cell);
            }
        }
        if (!offset.isEmpty() && cell.fields.offset == null) {
            cell.back(place);
        }
        place = cell.position();
        if (region != null && cell.pass(region.before)) {
            String name = cell.until(region.after);
            try {
                cell.fields.region = ZoneId.of(name);
            } catch (DateTimeException e) {
                return false;
            }
            return cell.pass(region.after);
        }
        cell.back(place);
        return true;
    }

    private void readOffset(TimeCursor cell) {
        boolean negative = cell.pass("-");
        if (!negative && !cell.pass("+")) {
            return;
        }
        int hours = cell.number(2, 2);
        int place = cell.position();
        boolean colon = digits().contains(":") && cell.pass(":");
        int minutes = colon || digits().equals("+HHMM") ? cell.number(2, 2) : 0;
        if (minutes < 0 || digits().equals("+HH:MM") && !colon) {
            cell.back(place);
            return;
        }
        int total = (hours * MINUTES + minutes) * MINUTES;
        if (hours >= 0 && hours <= MOST_HOURS && minutes < MINUTES) {
            cell.fields.offset = ZoneOffset.ofTotalSeconds(negative ? -total : total);
        }
    }

    void write(DateTimeFormatterBuilder format) {
        if (!offset.isEmpty()) {
            String zeros = digits().replace("HH", "00").replace("MM", "00").replace(":mm", "");
            format.appendLiteral(offsetBefore).appendOffset(digits(), zero.isEmpty() ? zeros : zero);
        }
        if (region != null) {
            format.optionalStart().appendLiteral(region.before).appendZoneRegionId().appendLiteral(region.after)
                    .optionalEnd();
        }
    }

    /// A pattern of java.time, for messages.
    String pattern() {
        String number = switch (digits()) {
            case "" -> "";
            case "+HH" -> zero.isEmpty() ? "x" : "X";
            case "+HHMM" -> zero.isEmpty() ? "xx" : "XX";
            default -> zero.isEmpty() ? "xxx" : "XXX";
        };
        String place = region == null
                ? ""
                : region.before.replace("[", "'['") + "VV" + region.after.replace("]", "']'");
        return offsetBefore + number + place;
    }
}
