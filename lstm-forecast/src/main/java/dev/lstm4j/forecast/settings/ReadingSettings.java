package dev.lstm4j.forecast.settings;

import java.util.List;

/// How a table is read.
///
/// @param missing what to do with missing values
/// @param missingValues texts that stand for a missing value, such as `n/a`, besides empty cells, `NaN`, infinities
///        and, in columns of numbers, the usual marks such as `NA`, `null` and `-`
/// @param allowGaps whether times that are not evenly spaced are accepted
/// @param file the form of a CSV file
/// @param times how its rows become a series in time
public record ReadingSettings(MissingPolicy missing, List<String> missingValues, boolean allowGaps, FileSettings file,
        TimeSettings times) {
    /// Refuses missing values and uneven times.
    public static final ReadingSettings DEFAULT = new ReadingSettings(MissingPolicy.REFUSE, List.of(), false,
            FileSettings.DEFAULT, TimeSettings.DEFAULT);

    /// Copies the list.
    public ReadingSettings {
        missingValues = List.copyOf(missingValues);
    }

    /// Returns a copy with another policy for missing values.
    ///
    /// @param policy what to do with them
    /// @return a changed copy
    public ReadingSettings withMissing(MissingPolicy policy) {
        return new ReadingSettings(policy, missingValues, allowGaps, file, times);
    }

    /// Returns a copy with other texts that stand for a missing value.
    ///
    /// @param texts all of them
    /// @return a changed copy
    public ReadingSettings withMissingValues(List<String> texts) {
        return new ReadingSettings(missing, texts, allowGaps, file, times);
    }

    /// Returns a copy with uneven times accepted or not.
    ///
    /// @param allowed whether they are accepted
    /// @return a changed copy
    public ReadingSettings withAllowGaps(boolean allowed) {
        return new ReadingSettings(missing, missingValues, allowed, file, times);
    }

    /// Returns a copy with another form of the file.
    ///
    /// @param form encoding and header
    /// @return a changed copy
    public ReadingSettings withFile(FileSettings form) {
        return new ReadingSettings(missing, missingValues, allowGaps, form, times);
    }

    /// Returns a copy with another treatment of times.
    ///
    /// @param treatment order, repeated times, time zone and resampling
    /// @return a changed copy
    public ReadingSettings withTimes(TimeSettings treatment) {
        return new ReadingSettings(missing, missingValues, allowGaps, file, treatment);
    }
}
