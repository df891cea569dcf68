package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Origin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which rows of a table can be used although values are missing, and what is said about them.
///
/// @param origin of the rows
/// @param missing the rows without a value of each column that is used, empty if it has all
/// @param targets those of the columns that are forecast
/// @param needed the number of last rows that are used; nothing is said about earlier ones
record Coverage(Origin origin, Map<String, BitSet> missing, List<String> targets, int needed) {
    private static final int SHOWN = 3;
    private static final double PERCENT = 100;

    /// A range of rows.
    record Rows(int from, int to) {
        int count() {
            return to - from;
        }
    }

    /// The rows from the first to the last that has all values; the others are dropped.
    ///
    /// @param end past the last row that has a target
    /// @param warnings gets one if rows are dropped
    Rows complete(int end, List<Warning> warnings) {
        requireValues(end);
        BitSet incomplete = incomplete();
        int from = incomplete.nextClearBit(0);
        int to = incomplete.previousClearBit(end - 1) + 1;
        if (from >= end) {
            throw neverComplete();
        }
        int dropped = incomplete.get(0, end).cardinality();
        if (dropped > 0 && (to < end || needed >= end)) {
            String last = to == end
                    ? ""
                    : "; a forecast begins after " + origin.row(to - 1) + ", not after " + origin.row(end - 1);
            boolean inside = dropped > from + end - to;
            warnings.add(new Warning(Setting.MISSING, origin.name() + ": " + dropped + " of " + end
                    + (dropped == 1 ? " rows is" : " rows are") + " dropped, since values are missing in "
                    + counts(0, end) + (inside ? "; windows do not span them" : "") + last));
        }
        return new Rows(from, to);
    }

    /// The rows from the first in which each column has had a value.
    ///
    /// @param end past the last row that has a target
    /// @param how the values are filled
    /// @param warnings gets one if values are filled or rows are left out
    Rows begun(int end, String how, List<Warning> warnings) {
        requireOverlap(end);
        int from = 0;
        String late = "";
        for (Map.Entry<String, BitSet> column : missing.entrySet()) {
            int first = column.getValue().nextClearBit(0);
            if (first > from) {
                from = first;
                late = column.getKey();
            }
        }
        int shown = Math.max(from, end - needed);
        if (from > 0 && shown == from) {
            warnings.add(new Warning(Setting.MISSING, origin.name() + ": "
                    + (from == 1 ? "the first row is" : "the first " + from + " rows are") + " left out: " + late
                    + " has no value before " + origin.row(from)));
        }
        String filled = counts(shown, end);
        if (!filled.isEmpty()) {
            warnings.add(new Warning(Setting.MISSING, origin.name() + ": missing values are " + how + " in " + filled
                    + "; the longest gap has " + longest(shown, end)));
        }
        return new Rows(from, end);
    }

    /// Refuses columns of which one ends before the other begins.
    ///
    /// @param end past the last row that has a target
    void requireOverlap(int end) {
        requireValues(end);
        String late = "";
        String early = "";
        int begin = 0;
        int last = end;
        for (Map.Entry<String, BitSet> column : missing.entrySet()) {
            int first = column.getValue().nextClearBit(0);
            if (first > begin) {
                begin = first;
                late = column.getKey();
            }
            int to = column.getValue().previousClearBit(end - 1) + 1;
            if (to < last) {
                last = to;
                early = column.getKey();
            }
        }
        if (begin >= last) {
            throw neverTogether(early, late);
        }
    }

    private void requireValues(int end) {
        missing.forEach((name, rows) -> {
            if (rows.nextClearBit(0) >= end) {
                throw ForecastException.table(origin.name() + ", column " + name
                        + ": expected a value in at least one row, found none");
            }
        });
    }

    private BitSet incomplete() {
        BitSet incomplete = new BitSet(origin.rows());
        missing.values().forEach(incomplete::or);
        return incomplete;
    }

    private ForecastException neverComplete() {
        List<String> names = List.copyOf(missing.keySet());
        for (int one = 0; one < names.size(); one++) {
            for (int other = one + 1; other < names.size(); other++) {
                BitSet both = (BitSet) missing.get(names.get(one)).clone();
                both.or(missing.get(names.get(other)));
                if (both.nextClearBit(0) >= origin.rows()) {
                    return neverTogether(names.get(one), names.get(other));
                }
            }
        }
        return ForecastException.table(origin.name() + ": expected a row with a value in each of "
                + String.join(", ", names) + ", found none: values are missing in " + counts(0, origin.rows())
                + "; fill them, or leave columns out", Setting.MISSING, Setting.FEATURES);
    }

    private ForecastException neverTogether(String one, String other) {
        boolean oneFirst = missing.get(one).nextClearBit(0) <= missing.get(other).nextClearBit(0);
        String first = oneFirst ? one : other;
        String second = oneFirst ? other : one;
        @Nullable
        String target = targets.contains(first) ? first : targets.contains(second) ? second : null;
        return ForecastException.table(origin.name() + ": columns " + first + " (" + range(first) + ") and " + second
                + " (" + range(second) + ") never have a value in the same row; leave "
                + (target == null ? "one of them" : target.equals(first) ? second : first) + " out of the features",
                Setting.FEATURES);
    }

    private String range(String name) {
        BitSet rows = missing.get(name);
        int first = rows.nextClearBit(0);
        return first >= origin.rows() ? "no values" : origin.range(first, rows.previousClearBit(origin.rows() - 1));
    }

    /// The columns with the most missing values, such as `wind (12 rows, 3 %)`.
    private String counts(int from, int to) {
        List<Map.Entry<String, Integer>> counts = new ArrayList<>();
        missing.forEach((name, rows) -> {
            int count = rows.get(from, to).cardinality();
            if (count > 0) {
                counts.add(Map.entry(name, count));
            }
        });
        counts.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
        List<String> texts = new ArrayList<>();
        for (Map.Entry<String, Integer> count : counts.subList(0, Math.min(SHOWN, counts.size()))) {
            long percent = Math.round(PERCENT * count.getValue() / (to - from));
            texts.add(count.getKey() + " (" + count.getValue() + (count.getValue() == 1 ? " row" : " rows")
                    + (percent == 0 ? ")" : ", " + percent + " %)"));
        }
        return String.join(", ", texts)
                + (counts.size() <= SHOWN
                        ? ""
                        : " and " + (counts.size() - SHOWN)
                                + (counts.size() == SHOWN + 1 ? " more column" : " more columns"));
    }

    private String longest(int from, int to) {
        int most = 0;
        int begin = from;
        String in = "";
        for (Map.Entry<String, BitSet> column : missing.entrySet()) {
            BitSet rows = column.getValue();
            for (int row = rows.nextSetBit(from); row >= 0 && row < to; row = rows.nextSetBit(row)) {
                int next = Math.min(rows.nextClearBit(row), to);
                if (next - row > most) {
                    most = next - row;
                    begin = row;
                    in = column.getKey();
                }
                row = next;
            }
        }
        return most + (most == 1 ? " row" : " rows") + " from " + origin.row(begin) + " in " + in;
    }
}
