package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.table.TimeStamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recognizes local times at which a clock was set for daylight saving time.
final class ClockChange {
    private static final List<ZoneId> ZONES = List.of("Europe/Berlin", "Europe/London", "America/New_York",
            "America/Los_Angeles", "America/Mexico_City", "America/Sao_Paulo", "America/Santiago", "Asia/Jerusalem",
            "Australia/Sydney", "Pacific/Auckland").stream().map(ZoneId::of).toList();
    private static final Duration HOUR = Duration.ofHours(1);
    /// Clocks are set before this hour.
    private static final int LATEST = 4;

    private ClockChange() {}

    /// Explains a time that is not later than the one before by a clock that was set back.
    ///
    /// @param rows with local times
    /// @param row the later row
    /// @return the message, or null if that is not the reason
    static @Nullable String setBack(Rows rows, int row) {
        TimeStamp before = rows.stamps().get(row - 1);
        TimeStamp after = rows.stamps().get(row);
        Duration step = Duration.between(before.local(), after.local());
        if (!isLocal(after) || step.isPositive() || step.compareTo(HOUR.negated()) < 0
                || !isChange(after.local(), false) || !isSubDaily(rows)) {
            return null;
        }
        return rows.place(row) + ": " + (step.isZero()
                ? after + " comes twice, also on " + rows.table().origin().row(row - 1)
                : "the time goes back from " + rows.at(row - 1) + " to " + after)
                + remedy("set back at the end of daylight saving time", after);
    }

    /// Explains a gap of one hour by a clock that was set forward.
    ///
    /// @param rows with local times
    /// @param row after the gap
    /// @return the message, or null if that is not the reason
    static @Nullable String setForward(Rows rows, int row) {
        TimeStamp before = rows.stamps().get(row - 1);
        TimeStamp after = rows.stamps().get(row);
        Duration step = Duration.between(before.local(), after.local());
        boolean early = isLocal(after) && step.compareTo(HOUR) > 0
                && step.compareTo(HOUR.multipliedBy(LATEST)) <= 0;
        if (!early || !isChange(after.local(), true)) {
            return null;
        }
        return rows.place(row) + ": there is no row between " + rows.at(row - 1) + " and " + after
                + remedy("set forward to daylight saving time", after);
    }

    /// Whether the file does not say the offset.
    private static boolean isLocal(TimeStamp stamp) {
        return stamp.offset() == null || stamp.region() != null;
    }

    private static String remedy(String change, TimeStamp stamp) {
        return stamp.region() == null
                ? ": the clock was " + change + "; name the time zone of the times"
                : ": this looks like a clock that was " + change + ", but not in " + stamp.region()
                        + "; name the time zone in which the times are written";
    }

    private static boolean isSubDaily(Rows rows) {
        return rows.stamps().stream()
                .anyMatch(stamp -> stamp.local().getHour() != rows.stamps().getFirst().local().getHour());
    }

    private static boolean isChange(LocalDateTime time, boolean forward) {
        if (time.getHour() > LATEST) {
            return false;
        }
        LocalDate date = time.toLocalDate();
        for (ZoneId zone : ZONES) {
            ZoneOffsetTransition next = zone.getRules()
                    .nextTransition(date.minusDays(1).atTime(HOUR.toHoursPart(), 0).toInstant(ZoneOffset.UTC));
            if (next != null && next.isGap() == forward && next.getDateTimeBefore().toLocalDate().equals(date)) {
                return true;
            }
        }
        return false;
    }
}
