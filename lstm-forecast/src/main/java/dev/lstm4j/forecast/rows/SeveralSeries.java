package dev.lstm4j.forecast.rows;

import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeStamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Recognizes tables with the rows of several series: a column, or two, whose values each have rising times of their
/// own, one series below the other or in turn.
final class SeveralSeries {
    private static final int ROWS_A_SERIES = 3;
    /// The least share of series that have a row at each time, for names that are text and for names that are numbers,
    /// which may be values.
    private static final double LEAST_FILLED = 0.2;
    private static final double LEAST_FILLED_NUMBERS = 0.5;
    private static final int MOST_PAIRED = 8;
    private static final int SHOWN = 3;

    private final Rows rows;
    private final long[] times;
    private final long different;

    private SeveralSeries(Rows rows) {
        this.rows = rows;
        this.times = rows.stamps().stream().mapToLong(TimeStamp::micros).toArray();
        this.different = Arrays.stream(times).distinct().count();
    }

    /// Says which columns look like the names of series.
    ///
    /// @param rows in the order of the table
    /// @return the message, or null if there are none
    static @Nullable String describe(Rows rows) {
        List<String> found = new SeveralSeries(rows).find();
        if (found.isEmpty()) {
            return null;
        }
        Table table = rows.table();
        List<String> examples = new ArrayList<>();
        for (int row = 0; row < table.rows() && examples.size() < SHOWN && found.size() == 1; row++) {
            String value = Cells.shortened(table.text(row, found.getFirst()));
            if (!examples.contains(value)) {
                examples.add(value);
            }
        }
        return table.name() + ": " + (found.size() == 1
                ? "column " + found.getFirst() + " looks like the names of several series ("
                        + String.join(", ", examples)
                        + (examples.size() == SHOWN ? ", ..." : "") + ")"
                : "columns " + found.getFirst() + " and " + found.getLast() + " together look like the names of several"
                        + " series")
                + ", each with its own times; keep the rows of one series, or give each series a column of its own";
    }

    private List<String> find() {
        List<String> names = new ArrayList<>();
        for (boolean text : new boolean[]{true, false}) {
            for (String name : rows.table().header()) {
                if (!name.equals(rows.name()) && isText(name) == text && isName(name, text)) {
                    names.add(name);
                }
            }
        }
        for (String name : names) {
            if (areSeries(name, null)) {
                return List.of(name);
            }
        }
        List<String> paired = names.subList(0, Math.min(names.size(), MOST_PAIRED));
        for (int first = 0; first < paired.size(); first++) {
            for (int second = first + 1; second < paired.size(); second++) {
                if (areSeries(paired.get(first), paired.get(second))) {
                    return List.of(paired.get(first), paired.get(second));
                }
            }
        }
        return List.of();
    }

    private boolean isText(String name) {
        return !Cells.isNumber(rows.table().text(0, name));
    }

    /// Whether a column has a few values, each in several rows: texts or whole numbers.
    private boolean isName(String name, boolean text) {
        Set<String> values = new HashSet<>();
        for (int row = 0; row < times.length; row++) {
            String value = rows.table().text(row, name);
            if (!text && !isWhole(value)) {
                return false;
            }
            if (values.add(value) && values.size() * ROWS_A_SERIES > times.length) {
                return false;
            }
        }
        return values.size() > 1;
    }

    private static boolean isWhole(String value) {
        return Cells.isNumber(value) && Double.parseDouble(value) == Math.rint(Double.parseDouble(value));
    }

    /// Whether the times of each value rise, or those of each value fall.
    private boolean areSeries(String name, @Nullable String other) {
        Map<String, Long> last = new HashMap<>();
        int direction = 0;
        int changes = 0;
        String before = "";
        for (int row = 0; row < times.length; row++) {
            String key = rows.table().text(row, name) + (other == null ? "" : "\n" + rows.table().text(row, other));
            changes += row > 0 && !key.equals(before) ? 1 : 0;
            before = key;
            Long earlier = last.put(key, times[row]);
            if (earlier != null) {
                int step = Long.compare(times[row], earlier);
                if (step == 0 || direction != 0 && step != direction) {
                    return false;
                }
                direction = step;
            }
        }
        boolean text = isText(name) || other != null && isText(other);
        boolean below = text && changes == last.size() - 1;
        boolean together = different < times.length
                && times.length >= (text ? LEAST_FILLED : LEAST_FILLED_NUMBERS) * different * last.size();
        return last.size() > 1 && last.size() * ROWS_A_SERIES <= times.length && (below || together);
    }
}
