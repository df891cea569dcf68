package dev.lstm4j.forecast;

import dev.lstm4j.forecast.evaluation.EvaluationOptions;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeStamp;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the windows of an evaluation begin.
///
/// @param series whose windows are evaluated
/// @param since as [EvaluationOptions] has it
/// @param first the first row that may be forecast
record WindowStart(Series series, @Nullable String since, int first) {

    /// Finds the row.
    ///
    /// @param since as [EvaluationOptions] has it
    /// @param series whose windows are evaluated
    /// @param known the rows that the model may have seen, or null
    /// @throws ForecastException if the text is no time or number of a row
    static WindowStart of(@Nullable String since, Series series, @Nullable KnownRows known) {
        if (since == null) {
            return new WindowStart(series, null, 0);
        }
        TimeColumn time = series.time();
        if (since.equals(EvaluationOptions.LAST_KNOWN)) {
            if (known == null || time == null) {
                throw ForecastException.evaluation(
                        since + " needs a table with times and a model that states when its data ends, found "
                                + (time == null ? "rows without times" : "a model that does not state it")
                                + "; name a row of the table");
            }
            return new WindowStart(series, since, known.firstNew(time));
        }
        return new WindowStart(series, since, time == null ? number(since, series) : row(since, time));
    }

    private static int number(String since, Series series) {
        try {
            return Math.max(Integer.parseInt(since) - 1, 0);
        } catch (NumberFormatException e) {
            throw ForecastException
                    .evaluation("expected the number of a row, from 1 to " + series.rows() + ", found '" + since + "'")
                    .causedBy(e);
        }
    }

    private static int row(String since, TimeColumn time) {
        List<TimeStamp> stamps = time.stamps();
        for (int row = 0; row < stamps.size(); row++) {
            if (stamps.get(row).toString().equals(since)) {
                return row;
            }
        }
        TimeStamp written = stamps.getFirst().format().read(since);
        TimeStamp first = written != null ? written : TimeStamp.parse(since);
        if (first == null) {
            throw ForecastException.evaluation("expected a time as in the table, such as " + stamps.getLast() + ", or "
                    + EvaluationOptions.LAST_KNOWN + ", found '" + since + "'");
        }
        int row = 0;
        while (row < stamps.size() && isBefore(stamps.get(row), first)) {
            row++;
        }
        return row;
    }

    /// A time without an offset is the table's local time.
    private static boolean isBefore(TimeStamp stamp, TimeStamp first) {
        LocalDateTime local = stamp.local();
        return first.offset() == null || stamp.offset() == null
                ? local.isBefore(first.local())
                : stamp.micros() < first.micros();
    }

    /// The first row that the first window forecasts.
    ///
    /// @param lookback rows that it reads
    /// @param horizon rows that it forecasts
    /// @return at least the lookback
    /// @throws ForecastException if there is no window
    int row(int lookback, int horizon) {
        int last = series.rows() - horizon;
        if (first > last) {
            throw ForecastException.evaluation("expected at least " + horizon + " rows (the model's horizon) from "
                    + (since == null ? "the first row" : since) + " on, found " + Math.max(series.rows() - first, 0)
                    + "; the last window of "
                    + series.origin().name() + " begins at " + series.label(last));
        }
        return Math.max(first, lookback);
    }
}
