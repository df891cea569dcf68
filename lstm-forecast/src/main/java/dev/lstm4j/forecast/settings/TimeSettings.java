package dev.lstm4j.forecast.settings;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How times are written, and how the rows of a table become a series in time.
///
/// @param format how times are written, as a pattern of [DateTimeFormatter] such as `dd.MM.yyyy HH:mm`; null to find it
/// @param sort whether rows are sorted by time
/// @param duplicates what to do with rows that have the same time
/// @param zone the time zone of local times, or null
/// @param resample the step to which rows are resampled, or null
/// @param aggregate how the values of the rows of one step become one
public record TimeSettings(@Nullable String format, boolean sort, Duplicates duplicates, @Nullable ZoneId zone,
        @Nullable BinWidth resample,
        Aggregate aggregate) {
    /// Takes the rows as they are.
    public static final TimeSettings DEFAULT = new TimeSettings(null, false, Duplicates.REFUSE, null, null,
            Aggregate.MEAN);

    /// Checks the pattern.
    ///
    /// @throws ForecastException if the format of times is no pattern
    public TimeSettings {
        if (format != null) {
            try {
                DateTimeFormatter.ofPattern(format, Locale.ROOT);
            } catch (IllegalArgumentException e) {
                throw ForecastException.setting(Setting.TIME_FORMAT,
                        "expected a pattern such as dd.MM.yyyy HH:mm, found '" + format + "': " + e.getMessage())
                        .causedBy(e);
            }
        }
    }

    /// Returns a copy with another format of times.
    ///
    /// @param pattern such as `dd.MM.yyyy HH:mm`; null to find it
    /// @return a changed copy
    /// @throws ForecastException if it is no pattern
    public TimeSettings withFormat(@Nullable String pattern) {
        return new TimeSettings(pattern, sort, duplicates, zone, resample, aggregate);
    }

    /// Returns a copy with rows sorted by time or not.
    ///
    /// @param sorted whether they are sorted
    /// @return a changed copy
    public TimeSettings withSort(boolean sorted) {
        return new TimeSettings(format, sorted, duplicates, zone, resample, aggregate);
    }

    /// Returns a copy with another treatment of rows that have the same time.
    ///
    /// @param treatment what to do with them
    /// @return a changed copy
    public TimeSettings withDuplicates(Duplicates treatment) {
        return new TimeSettings(format, sort, treatment, zone, resample, aggregate);
    }

    /// Returns a copy with another time zone.
    ///
    /// @param name of a time zone of java.time, such as `Europe/Berlin`; null for none
    /// @return a changed copy
    /// @throws ForecastException if this Java does not know it
    public TimeSettings withZone(@Nullable String name) {
        return new TimeSettings(format, sort, duplicates, name == null ? null : zone(name), resample, aggregate);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ForecastException.setting(Setting.ZONE,
                    "expected a time zone such as Europe/Berlin or UTC, found '" + name + "'").causedBy(e);
        }
    }

    /// Returns a copy that resamples or not.
    ///
    /// @param step such as `1h`, see [BinWidth#parse]; null to take the rows as they are
    /// @return a changed copy
    /// @throws ForecastException if it is no step
    public TimeSettings withResample(@Nullable String step) {
        return new TimeSettings(format, sort, duplicates, zone, step == null ? null : BinWidth.parse(step), aggregate);
    }

    /// Returns a copy with another way to combine values.
    ///
    /// @param method how the values of the rows of one step become one
    /// @return a changed copy
    public TimeSettings withAggregate(Aggregate method) {
        return new TimeSettings(format, sort, duplicates, zone, resample, method);
    }
}
