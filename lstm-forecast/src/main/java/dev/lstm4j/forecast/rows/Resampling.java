package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.BinWidth;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.TimeStamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Combines the rows of each step of the calendar, such as an hour or a month, in one row with the time of the
/// step's start.
final class Resampling {
    private static final long HOUR = Duration.ofHours(1).toNanos() / 1000;
    private static final LocalDateTime MONDAY = LocalDate.of(1970, 1, 5).atStartOfDay();
    private static final LocalDateTime MIDNIGHT = LocalDate.of(1970, 1, 1).atStartOfDay();
    private static final int MONTHS = 12;
    /// With more uneven steps than this share, rows are not regular.
    private static final double MOST_UNEVEN = 0.2;

    private final BinWidth width;

    private Resampling(BinWidth width) {
        this.width = width;
    }

    /// The spacing of resampled rows.
    static Spacing spacing(BinWidth width) {
        return width.months() > 0 ? new Spacing(0, width.months(), 1) : Spacing.fixed(width.micros());
    }

    /// One row for each step that has rows.
    ///
    /// @param rows in order of time
    static Rows of(Rows rows, BinWidth width, Aggregate method, Aggregation aggregation, List<Warning> warnings) {
        TimeStamp first = new Resampling(width).start(rows.stamps().getFirst());
        if (spacing(width).plus(first, 1).toString().equals(first.toString())) {
            throw ForecastException.setting(Setting.RESAMPLE, "expected a step longer than " + spacing(width).text()
                    + ", since the times of " + rows.column() + " are no finer than " + first);
        }
        return new Resampling(width).combine(rows, method, aggregation, warnings);
    }

    private Rows combine(Rows rows, Aggregate method, Aggregation aggregation, List<Warning> warnings) {
        List<TimeStamp> bins = new ArrayList<>(rows.count());
        List<Integer> starts = new ArrayList<>();
        for (int row = 0; row < rows.count(); row++) {
            TimeStamp bin = start(rows.stamps().get(row));
            if (bins.isEmpty() || !isSame(bins.getLast(), bin)) {
                bins.add(bin);
                starts.add(row);
            }
        }
        int[] groups = starts.stream().mapToInt(Integer::intValue).toArray();
        Rows combined = aggregation.combine(rows, groups, method);
        return complete(rows, new Rows(combined.table(), rows.name(), bins), method, warnings);
    }

    /// Steps of at most an hour are told apart by the instant, since an hour occurs twice when the clock is set back.
    private boolean isSame(TimeStamp bin, TimeStamp other) {
        return isElapsed() ? bin.micros() == other.micros() : bin.local().equals(other.local());
    }

    private boolean isElapsed() {
        return width.months() == 0 && width.micros() <= HOUR;
    }

    private TimeStamp start(TimeStamp stamp) {
        LocalDateTime local = stamp.local();
        if (width.months() > 0) {
            long month = local.getYear() * (long) MONTHS + local.getMonthValue() - 1;
            long first = month - Math.floorMod(month, width.months());
            return stamp.at(YearMonth.of((int) (first / MONTHS), (int) (first % MONTHS) + 1).atDay(1).atStartOfDay());
        }
        LocalDateTime zero = width.unit() == BinWidth.Unit.WEEK ? MONDAY : MIDNIGHT;
        long since = Math.floorMod(ChronoUnit.MICROS.between(zero, local), width.micros());
        LocalDateTime whole = local.truncatedTo(ChronoUnit.MICROS);
        return isElapsed() ? stamp.at(whole).later(-since) : stamp.at(whole.minus(since, ChronoUnit.MICROS));
    }

    /// Leaves out the last step if its rows do not reach its end, and of sums also the first if they do not reach
    /// its start.
    private Rows complete(Rows rows, Rows steps, Aggregate method, List<Warning> warnings) {
        List<TimeStamp> distinct = distinct(rows.stamps());
        Spacing usual = distinct.size() < 3 ? null : Spacing.typical(distinct);
        boolean regular = usual != null && usual.breaks(distinct) <= MOST_UNEVEN * distinct.size();
        TimeStamp last = rows.stamps().getLast();
        TimeStamp end = spacing(width).plus(steps.stamps().getLast(), 1);
        boolean reaches = usual == null || !isBefore(regular
                ? usual.plus(last, 1)
                : last.later(Steps.median(distinct)), end);
        int to = steps.count();
        if (!reaches && regular) {
            warnings.add(incomplete(steps, to - 1, "last", "its rows end at " + rows.at(rows.count() - 1)));
            to--;
        } else if (!reaches) {
            warnings.add(new Warning(Setting.RESAMPLE, "the last step of " + spacing(width).text() + ", "
                    + steps.stamps().getLast() + ", may be incomplete: its rows end at " + rows.at(rows.count() - 1)));
        }
        TimeStamp first = rows.stamps().getFirst();
        boolean late = usual != null && regular && method == Aggregate.SUM
                && !isBefore(first, usual.plus(steps.stamps().getFirst(), 1));
        int from = 0;
        if (late && to > 0) {
            warnings.add(incomplete(steps, 0, "first", "its rows begin at " + rows.at(0)));
            from = 1;
        }
        if (to <= from) {
            throw ForecastException.setting(Setting.RESAMPLE, "expected rows for at least one step of "
                    + spacing(width).text() + ", found " + rows.column() + " from " + first + " to " + last);
        }
        if (from == 0 && to == steps.count()) {
            return steps;
        }
        int[] kept = IntStream.range(from, to).toArray();
        return new Rows(steps.table().select(kept), steps.name(), steps.stamps().subList(from, to));
    }

    private Warning incomplete(Rows steps, int step, String which, @Nullable String why) {
        return new Warning(Setting.RESAMPLE, "the " + which + " step of " + spacing(width).text() + ", "
                + steps.stamps().get(step) + ", is incomplete and left out: " + why);
    }

    private static boolean isBefore(TimeStamp one, TimeStamp other) {
        return one.local().isBefore(other.local());
    }

    private static List<TimeStamp> distinct(List<TimeStamp> stamps) {
        List<TimeStamp> distinct = new ArrayList<>(stamps.size());
        for (TimeStamp stamp : stamps) {
            if (distinct.isEmpty() || distinct.getLast().micros() != stamp.micros()) {
                distinct.add(stamp);
            }
        }
        return distinct;
    }
}
