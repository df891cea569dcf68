package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.TimeStamp;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Puts rows in the order of time.
final class RowOrder {
    /// A file whose times fall from row to row so often is written from the newest to the oldest row.
    private static final double FALLING = 0.9;

    private RowOrder() {}

    /// Rows whose times do not fall.
    static Rows of(Rows rows, TimeSettings settings, List<Warning> warnings) {
        Rows forward = isFalling(rows.stamps()) ? reversed(rows, warnings) : rows;
        Rows resolved = settings.zone() == null
                ? forward
                : new Rows(forward.table(), forward.name(),
                        LocalTimes.resolve(forward, settings.zone(), settings.sort()));
        int fall = firstFall(resolved.stamps());
        if (fall == 0) {
            return resolved;
        }
        if (!settings.sort()) {
            throw disorder(forward, resolved, fall);
        }
        long[] micros = resolved.stamps().stream().mapToLong(TimeStamp::micros).toArray();
        return resolved.select(IntStream.range(0, resolved.count()).boxed()
                .sorted(Comparator.comparingLong(row -> micros[row])).mapToInt(Integer::intValue).toArray());
    }

    private static boolean isFalling(List<TimeStamp> stamps) {
        int falls = 0;
        int rises = 0;
        for (int row = 1; row < stamps.size(); row++) {
            long step = stamps.get(row).micros() - stamps.get(row - 1).micros();
            falls += step < 0 ? 1 : 0;
            rises += step > 0 ? 1 : 0;
        }
        return falls > 0 && falls >= FALLING * (falls + rises);
    }

    private static Rows reversed(Rows rows, List<Warning> warnings) {
        warnings.add(new Warning(
                rows.table().name() + ": the newest row is first; the rows are read from the last to the first"));
        return rows.select(IntStream.range(0, rows.count()).map(row -> rows.count() - 1 - row).toArray());
    }

    private static int firstFall(List<TimeStamp> stamps) {
        for (int row = 1; row < stamps.size(); row++) {
            if (stamps.get(row).micros() < stamps.get(row - 1).micros()) {
                return row;
            }
        }
        return 0;
    }

    private static ForecastException disorder(Rows read, Rows rows, int row) {
        String series = SeveralSeries.describe(read);
        if (series != null) {
            return ForecastException.table(series);
        }
        @Nullable
        String clock = ClockChange.setBack(rows, row);
        if (clock != null) {
            return ForecastException.table(clock, Setting.ZONE);
        }
        return ForecastException.table(rows.place(row) + ": expected a time after " + rows.at(row - 1) + ", found "
                + rows.stamps().get(row) + "; sort the rows by time", Setting.SORT);
    }
}
