package dev.lstm4j.forecast.settings;

import dev.lstm4j.SeriesProfile.Bounds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which columns of a table are used, and as what.
///
/// @param targets the columns to forecast; empty for the only column of numbers
/// @param features the columns to forecast from; null for all
/// @param time the column of times, or the columns of date and time of day, or of year, month, day and hour; null for
///        the first that holds times, [#NO_TIME] for none
/// @param bounds the range of the targets
public record ColumnSettings(List<String> targets, @Nullable List<String> features, @Nullable List<String> time,
        Bounds bounds) {
    /// In place of the time column: rows have no times and are only counted.
    public static final List<String> NO_TIME = List.of();

    /// The only column of numbers, from all columns.
    public static final ColumnSettings DEFAULT = new ColumnSettings(List.of(), null, null, Bounds.NONE);

    /// Copies and checks the lists.
    ///
    /// @throws ForecastException if a column is named twice, or the list of features is empty
    public ColumnSettings {
        targets = List.copyOf(targets);
        requireDistinct(Setting.TARGETS, targets);
        if (features != null) {
            features = List.copyOf(features);
            if (features.isEmpty()) {
                throw ForecastException.setting(Setting.FEATURES, "expected at least one column, found none");
            }
            requireDistinct(Setting.FEATURES, features);
        }
        if (time != null) {
            time = List.copyOf(time);
            requireDistinct(Setting.TIME, time);
        }
    }

    private static void requireDistinct(Setting setting, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw ForecastException.setting(setting, "column '" + name + "' is named twice");
            }
        }
    }

    /// Returns a copy with other targets.
    ///
    /// @param columns to forecast
    /// @return a changed copy
    public ColumnSettings withTargets(List<String> columns) {
        return new ColumnSettings(columns, features, time, bounds);
    }

    /// Returns a copy with other features.
    ///
    /// @param columns to forecast from, or null for all
    /// @return a changed copy
    public ColumnSettings withFeatures(@Nullable List<String> columns) {
        return new ColumnSettings(targets, columns, time, bounds);
    }

    /// Returns a copy with other columns of times.
    ///
    /// @param columns that together hold the times, null for the first that holds times, or [#NO_TIME]
    /// @return a changed copy
    public ColumnSettings withTime(@Nullable List<String> columns) {
        return new ColumnSettings(targets, features, columns, bounds);
    }

    /// Returns a copy with another smallest value of the targets.
    ///
    /// @param value in the targets' unit
    /// @return a changed copy
    /// @throws ForecastException if it is not finite, or not below the largest value
    public ColumnSettings withMinimum(double value) {
        return withRange(Setting.MINIMUM, value, value, bounds.maximum());
    }

    /// Returns a copy with another largest value of the targets.
    ///
    /// @param value in the targets' unit
    /// @return a changed copy
    /// @throws ForecastException if it is not finite, or not above the smallest value
    public ColumnSettings withMaximum(double value) {
        return withRange(Setting.MAXIMUM, value, bounds.minimum(), value);
    }

    private ColumnSettings withRange(Setting setting, double value, double minimum, double maximum) {
        Checks.finite(setting, value);
        if (minimum >= maximum) {
            throw ForecastException.setting(setting,
                    "expected a minimum below the maximum, found " + minimum + " and " + maximum);
        }
        return new ColumnSettings(targets, features, time, new Bounds(minimum, maximum));
    }
}
