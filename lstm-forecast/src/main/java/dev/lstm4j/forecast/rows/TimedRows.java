package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.settings.Duplicates;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table with one row for each step in time.
///
/// @param table the rows in order; only the columns that are used have their values
/// @param time the times of the rows, or null if they have none
/// @param warnings what was uncertain or changed
public record TimedRows(Table table, @Nullable TimeColumn time, List<Warning> warnings) {

    /// Copies the list.
    public TimedRows {
        warnings = List.copyOf(warnings);
    }

    /// Puts rows in order, resolves local times, merges rows of the same time, resamples, and fills or refuses gaps, as
    /// the rules say.
    ///
    /// @param table as it was read
    /// @param columns which of its columns are used
    /// @param rules the reading rules
    /// @param learned the spacing of the rows that a model was trained on, or null
    /// @return the rows
    /// @throws ForecastException if a time cannot be read, or the rules do not accept order or spacing of the times
    public static TimedRows of(Table table, UsedColumns columns, ReadingSettings rules, @Nullable Spacing learned) {
        TimeSettings settings = rules.times();
        if (columns.time() == null) {
            requireNone(table, settings);
            return new TimedRows(table, null, table.warnings());
        }
        List<Warning> warnings = new ArrayList<>(table.warnings());
        Rows rows = new Rows(table, columns.time(), table.stamps(columns.time()));
        Rows ordered = RowOrder.of(rows, settings, warnings);
        Aggregation aggregation = new Aggregation(columns, rules.missingValues());
        Rows distinct = RepeatedTimes.of(ordered, settings, aggregation, warnings);
        return settings.resample() == null
                ? Gaps.of(distinct, null, learned, rules, aggregation, warnings)
                : Gaps.of(Resampling.of(distinct, settings.resample(), settings.aggregate(), aggregation, warnings),
                        Resampling.spacing(settings.resample()), learned, rules, aggregation, warnings);
    }

    private static void requireNone(Table table, TimeSettings settings) {
        Setting setting = settings.resample() != null
                ? Setting.RESAMPLE
                : settings.zone() != null
                        ? Setting.ZONE
                        : settings.sort()
                                ? Setting.SORT
                                : settings.duplicates() != Duplicates.REFUSE ? Setting.DUPLICATES : null;
        if (setting != null) {
            throw ForecastException.setting(setting, "expected a time column in " + table.name() + ", found none",
                    Setting.TIME);
        }
    }
}
