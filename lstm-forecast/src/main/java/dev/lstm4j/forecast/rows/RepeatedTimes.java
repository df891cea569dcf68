package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.Duplicates;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.TimeStamp;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Merges rows that have the same time.
final class RepeatedTimes {
    private RepeatedTimes() {}

    /// One row for each time, unless the rows are resampled, which merges them as well.
    ///
    /// @param rows in order of time
    static Rows of(Rows rows, TimeSettings settings, Aggregation aggregation, List<Warning> warnings) {
        int[] starts = starts(rows.stamps());
        if (starts.length == rows.count()) {
            return rows;
        }
        @Nullable
        String series = SeveralSeries.describe(rows);
        int row = first(starts);
        if (settings.duplicates() == Duplicates.REFUSE) {
            if (settings.resample() == null) {
                throw refused(rows, row, series);
            }
            if (series != null) {
                warnings.add(Warning.setting(Setting.RESAMPLE, "combines rows of the same time; " + series));
            }
            return rows;
        }
        Duplicates treatment = settings.duplicates();
        int merged = rows.count() - starts.length;
        warnings.add(new Warning(rows.column() + ": " + merged + (merged == 1 ? " row has" : " rows have")
                + " the time of the row before and " + (merged == 1 ? "is" : "are") + " merged with it ("
                + (treatment == Duplicates.MEAN
                        ? "mean"
                        : "the " + (treatment == Duplicates.FIRST ? "first" : "last")
                                + " is kept")
                + "); the first such time is " + rows.stamps().get(row) + " of " + rows.table().origin().row(row - 1)
                + " and " + rows.table().origin().row(row) + (series == null ? "" : "; " + series)));
        return switch (treatment) {
            case FIRST -> rows.select(starts);
            case LAST -> rows.select(ends(starts, rows.count()));
            default -> aggregation.combine(rows, starts, Aggregate.MEAN);
        };
    }

    private static ForecastException refused(Rows rows, int row, @Nullable String series) {
        if (series != null) {
            return ForecastException.table(series);
        }
        String clock = ClockChange.setBack(rows, row);
        if (clock != null) {
            return ForecastException.table(clock, Setting.ZONE);
        }
        return ForecastException.table(rows.place(row) + ": expected a time after " + rows.at(row - 1) + ", found "
                + rows.stamps().get(row) + "; keep one row for each time: the first, the last or the mean",
                Setting.DUPLICATES);
    }

    /// The rows that begin another time.
    private static int[] starts(List<TimeStamp> stamps) {
        long[] micros = stamps.stream().mapToLong(TimeStamp::micros).toArray();
        return IntStream.range(0, micros.length).filter(row -> row == 0 || micros[row] != micros[row - 1]).toArray();
    }

    private static int first(int[] starts) {
        int row = 0;
        while (row < starts.length && starts[row] == row) {
            row++;
        }
        return row;
    }

    private static int[] ends(int[] starts, int rows) {
        return IntStream.range(0, starts.length).map(i -> (i + 1 < starts.length ? starts[i + 1] : rows) - 1).toArray();
    }
}
