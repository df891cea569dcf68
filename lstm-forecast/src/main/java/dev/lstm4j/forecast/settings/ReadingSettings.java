package dev.lstm4j.forecast.settings;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a table is read.
///
/// @param missing what to do with missing values
/// @param missingValues texts that stand for a missing value, such as `n/a`, besides empty cells, `NaN`, infinities
///        and, in columns of numbers, the usual marks such as `NA`, `null` and `-`
/// @param allowGaps whether times that are not evenly spaced are accepted
/// @param file the form of a CSV file
/// @param timeFormat how times are written, as a pattern of [DateTimeFormatter] such as `dd.MM.yyyy HH:mm`; null to
///        find it
public record ReadingSettings(MissingPolicy missing, List<String> missingValues, boolean allowGaps, FileSettings file,
        @Nullable String timeFormat) {
    /// Refuses missing values and uneven times.
    public static final ReadingSettings DEFAULT = new ReadingSettings(MissingPolicy.REFUSE, List.of(), false,
            FileSettings.DEFAULT, null);

    /// Copies the list and checks the pattern.
    ///
    /// @throws ForecastException if the format of times is no pattern
    public ReadingSettings {
        missingValues = List.copyOf(missingValues);
        if (timeFormat != null) {
            try {
                DateTimeFormatter.ofPattern(timeFormat, Locale.ROOT);
            } catch (IllegalArgumentException e) {
                throw ForecastException
                        .setting(Setting.TIME_FORMAT, "expected a pattern such as dd.MM.yyyy HH:mm, found '"
                                + timeFormat + "': " + e.getMessage())
                        .causedBy(e);
            }
        }
    }

    /// Returns a copy with another policy for missing values.
    ///
    /// @param policy what to do with them
    /// @return a changed copy
    public ReadingSettings withMissing(MissingPolicy policy) {
        return new ReadingSettings(policy, missingValues, allowGaps, file, timeFormat);
    }

    /// Returns a copy with other texts that stand for a missing value.
    ///
    /// @param texts all of them
    /// @return a changed copy
    public ReadingSettings withMissingValues(List<String> texts) {
        return new ReadingSettings(missing, texts, allowGaps, file, timeFormat);
    }

    /// Returns a copy with uneven times accepted or not.
    ///
    /// @param allowed whether they are accepted
    /// @return a changed copy
    public ReadingSettings withAllowGaps(boolean allowed) {
        return new ReadingSettings(missing, missingValues, allowed, file, timeFormat);
    }

    /// Returns a copy with another form of the file.
    ///
    /// @param form encoding and header
    /// @return a changed copy
    public ReadingSettings withFile(FileSettings form) {
        return new ReadingSettings(missing, missingValues, allowGaps, form, timeFormat);
    }

    /// Returns a copy with another format of times.
    ///
    /// @param pattern such as `dd.MM.yyyy HH:mm`; null to find it
    /// @return a changed copy
    /// @throws ForecastException if it is no pattern
    public ReadingSettings withTimeFormat(@Nullable String pattern) {
        return new ReadingSettings(missing, missingValues, allowGaps, file, pattern);
    }
}
