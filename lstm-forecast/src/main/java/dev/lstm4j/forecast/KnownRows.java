package dev.lstm4j.forecast;

import dev.lstm4j.forecast.evaluation.KnownWindows;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeStamp;
import dev.lstm4j.training.data.Split;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The time of the rows that a model was trained, validated and tested on, as its file states it.
///
/// @param training the last row of the training set, in microseconds as [TimeStamp#micros()]
/// @param validation the last row of the validation set, or of the training set if there is none
/// @param test the last row of the test set
/// @param until the last row of the test set in ISO 8601
record KnownRows(long training, long validation, long test, String until) {
    private static final String TRAINING = "split.training_last";
    private static final String VALIDATION = "split.validation_last";
    private static final String TEST = "split.test_last";
    private static final String MIDNIGHT = "T00:00";

    /// The facts to keep in a model file.
    ///
    /// @param time of the series, or null
    /// @param split its parts
    /// @return empty if the rows have no times
    static Map<String, String> facts(@Nullable TimeColumn time, Split split) {
        return time == null
                ? Map.of()
                : new TreeMap<>(Map.of(TRAINING, text(time, split.training()), VALIDATION,
                        text(time, split.validation()), TEST, text(time, split.test())));
    }

    private static String text(TimeColumn time, int end) {
        TimeStamp last = time.stamps().get(end - 1);
        return last.offset() == null ? last.local().toString() : last.local().atOffset(last.offset()).toString();
    }

    /// Reads the facts of a model file.
    ///
    /// @param facts the provenance
    /// @return null if the rows had no times, or an older version wrote the file
    static @Nullable KnownRows of(Map<String, String> facts) {
        String until = facts.get(TEST);
        try {
            return until == null
                    ? null
                    : new KnownRows(micros(facts.getOrDefault(TRAINING, "")),
                            micros(facts.getOrDefault(VALIDATION, "")), micros(until),
                            until.endsWith(MIDNIGHT) ? until.substring(0, until.length() - MIDNIGHT.length()) : until);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static long micros(String text) {
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from,
                LocalDateTime::from);
        LocalDateTime utc = time instanceof OffsetDateTime moment
                ? moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : (LocalDateTime) time;
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), utc);
    }

    /// The first row after them.
    ///
    /// @param time of a series
    /// @return the number of its rows if there is none
    int firstNew(TimeColumn time) {
        return firstAfter(time, test);
    }

    /// Counts windows by the part in whose time they begin.
    ///
    /// @param time of a series
    /// @param firstRows the first row that each window forecasts, rising
    /// @param windows their number
    /// @return the numbers
    KnownWindows count(TimeColumn time, IntUnaryOperator firstRows, int windows) {
        int ofTraining = before(firstAfter(time, training), firstRows, windows);
        int ofBoth = before(firstAfter(time, validation), firstRows, windows);
        int ofAll = before(firstAfter(time, test), firstRows, windows);
        return new KnownWindows(ofTraining, ofBoth - ofTraining, ofAll - ofBoth, until);
    }

    /// The number of windows that begin before a row.
    private static int before(int row, IntUnaryOperator firstRows, int windows) {
        return first(windows, window -> firstRows.applyAsInt(window) >= row);
    }

    private static int firstAfter(TimeColumn time, long micros) {
        return first(time.stamps().size(), row -> time.stamps().get(row).micros() > micros);
    }

    /// The first number of a range from 0 for which a condition holds, which then holds for all later ones.
    private static int first(int end, IntPredicate condition) {
        int low = 0;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (condition.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
