package dev.lstm4j.forecast.settings;

import java.util.List;

/// How a table is read.
///
/// @param missing what to do with missing values
/// @param missingValues texts that stand for a missing value, such as `n/a`, besides empty cells, `NaN` and infinities
/// @param allowGaps whether times that are not evenly spaced are accepted
public record ReadingSettings(MissingPolicy missing, List<String> missingValues, boolean allowGaps) {
    /// Refuses missing values and uneven times.
    public static final ReadingSettings DEFAULT = new ReadingSettings(MissingPolicy.REFUSE, List.of(), false);

    /// Copies the list.
    public ReadingSettings {
        missingValues = List.copyOf(missingValues);
    }

    /// Returns a copy with another policy for missing values.
    ///
    /// @param policy what to do with them
    /// @return a changed copy
    public ReadingSettings withMissing(MissingPolicy policy) {
        return new ReadingSettings(policy, missingValues, allowGaps);
    }

    /// Returns a copy with other texts that stand for a missing value.
    ///
    /// @param texts all of them
    /// @return a changed copy
    public ReadingSettings withMissingValues(List<String> texts) {
        return new ReadingSettings(missing, texts, allowGaps);
    }

    /// Returns a copy with uneven times accepted or not.
    ///
    /// @param allowed whether they are accepted
    /// @return a changed copy
    public ReadingSettings withAllowGaps(boolean allowed) {
        return new ReadingSettings(missing, missingValues, allowed);
    }
}
