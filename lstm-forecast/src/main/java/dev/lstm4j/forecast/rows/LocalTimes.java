package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.table.TimeStamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the offsets of local times in a time zone. In the hour that occurs twice when the clock is set back, the
/// first row of a time has the earlier offset and the second the later one; a single row has the one that fits the
/// usual step.
final class LocalTimes {
    private LocalTimes() {}

    /// The times in a zone.
    ///
    /// @param rows in order of time, unless they are yet to be sorted
    /// @param zone the time zone
    /// @param unsorted whether the order of the rows says nothing
    /// @return the same local times with an offset
    static List<TimeStamp> resolve(Rows rows, ZoneId zone, boolean unsorted) {
        List<TimeStamp> resolved = new ArrayList<>(rows.count());
        Set<LocalDateTime> twice = new HashSet<>();
        long usual = usualStep(rows.stamps());
        for (int row = 0; row < rows.count(); row++) {
            TimeStamp stamp = rows.stamps().get(row);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(stamp.local());
            if (stamp.offset() != null) {
                requireOffset(rows, row, zone, offsets);
                resolved.add(stamp.in(zone, stamp.offset()));
            } else if (offsets.size() == 1) {
                resolved.add(stamp.in(zone, offsets.getFirst()));
            } else if (offsets.isEmpty()) {
                resolved.add(stamp.in(zone, afterTheChange(rows, row, zone)));
            } else {
                TimeStamp earlier = stamp.in(zone, offsets.getFirst());
                TimeStamp later = stamp.in(zone, offsets.getLast());
                boolean second = !twice.add(stamp.local())
                        || !unsorted && row > 0 && isSecond(resolved.getLast(), earlier, later, usual);
                resolved.add(second ? later : earlier);
            }
        }
        return resolved;
    }

    /// Whether the earlier time has passed already, or the later one alone is a usual step after the row before.
    private static boolean isSecond(TimeStamp before, TimeStamp earlier, TimeStamp later, long usual) {
        return before.micros() >= earlier.micros() || later.micros() - before.micros() == usual;
    }

    private static long usualStep(List<TimeStamp> stamps) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int row = 1; row < stamps.size(); row++) {
            counts.merge(stamps.get(row).micros() - stamps.get(row - 1).micros(), 1, Integer::sum);
        }
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(0L);
    }

    private static void requireOffset(Rows rows, int row, ZoneId zone, List<ZoneOffset> offsets) {
        TimeStamp stamp = rows.stamps().get(row);
        if (!offsets.contains(stamp.offset())) {
            throw ForecastException.table(rows.place(row) + ": expected the offset of " + zone + " at that time"
                    + (offsets.isEmpty() ? "" : ", " + offsets.getFirst()) + ", found " + stamp.offset() + " in "
                    + stamp
                    + "; name the zone in which the times are written", Setting.ZONE);
        }
    }

    /// A date without time of day may have no midnight; another time does not exist.
    private static ZoneOffset afterTheChange(Rows rows, int row, ZoneId zone) {
        LocalDateTime local = rows.stamps().get(row).local();
        if (!local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw ForecastException.table(rows.place(row) + ": " + rows.stamps().get(row) + " does not exist in " + zone
                    + ", where the clock was set forward to daylight saving time; name another zone, such as +01:00 for "
                    + "times without daylight saving", Setting.ZONE);
        }
        return zone.getRules().getTransition(local).getOffsetAfter();
    }
}
