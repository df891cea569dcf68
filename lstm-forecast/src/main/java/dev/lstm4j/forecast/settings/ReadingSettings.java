package dev.lstm4j.forecast.settings;

import java.util.List;

/// How a table is read.
///
/// @param missing what to do with missing values
/// @param missingValues texts that stand for a missing value, such as `n/a`, besides empty cells, `NaN`, infinities
///        and, in columns of numbers, the usual marks such as `NA`, `null` and `-`
/// @param allowGaps whether times that are not evenly spaced are accepted
/// @param file the form of a CSV file
/// @param times how times are written, and how the rows become a series in time
/// @param numbers how numbers are written
public record ReadingSettings(MissingPolicy missing, List<String> missingValues, boolean allowGaps, FileSettings file,
        TimeSettings times, NumberSettings numbers) {
    /// Refuses missing values and uneven times.
    public static final ReadingSettings DEFAULT = new ReadingSettings(MissingPolicy.REFUSE, List.of(), false,
            FileSettings.DEFAULT, TimeSettings.DEFAULT, NumberSettings.DEFAULT);

    /// Copies the list.
    public ReadingSettings {
        missingValues = List.copyOf(missingValues);
    }

    /// Returns a copy with another policy for missing values.
    ///
    /// @param policy what to do with them
    /// @return a changed copy
    public ReadingSettings withMissing(MissingPolicy policy) {
        return new ReadingSettings(policy, missingValues, allowGaps, file, times, numbers);
    }

    /// Returns a copy with other texts that stand for a missing value.
    ///
    /// @param texts all of them
    /// @return a changed copy
    public ReadingSettings withMissingValues(List<String> texts) {
        return new ReadingSettings(missing, texts, allowGaps, file, times, numbers);
    }

    /// Returns a copy with uneven times accepted or not.
    ///
    /// @param allowed whether they are accepted
    /// @return a changed copy
    public ReadingSettings withAllowGaps(boolean allowed) {
        return new ReadingSettings(missing, missingValues, allowed, file, times, numbers);
    }

    /// Returns a copy with another form of the file.
    ///
    /// @param form encoding and header
    /// @return a changed copy
    public ReadingSettings withFile(FileSettings form) {
        return new ReadingSettings(missing, missingValues, allowGaps, form, times, numbers);
    }

    /// Returns a copy with another treatment of times.
    ///
    /// @param treatment format, order, repeated times, time zone and resampling
    /// @return a changed copy
    public ReadingSettings withTimes(TimeSettings treatment) {
        return new ReadingSettings(missing, missingValues, allowGaps, file, treatment, numbers);
    }

    /// Returns a copy with another notation of numbers.
    ///
    /// @param notation decimal and thousands mark
    /// @return a changed copy
    public ReadingSettings withNumbers(NumberSettings notation) {
        return new ReadingSettings(missing, missingValues, allowGaps, file, times, notation);
    }
}
