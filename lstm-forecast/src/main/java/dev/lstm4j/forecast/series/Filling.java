package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.table.TimeColumn;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Fills missing values from those of other rows.
///
/// @param policy forward or by interpolation
/// @param time of the rows, or null to take them as evenly spaced
record Filling(MissingPolicy policy, @Nullable TimeColumn time) {

    /// Fills numbers. After the last value, interpolation continues with that value. Values before the first one stay
    /// NaN. The first row that is used repeats the last value before it, if it has none.
    ///
    /// @param values NaN where none is known
    /// @param missing the rows to fill; those past the end are ignored
    /// @param first the first row that is used
    void fill(double[] values, BitSet missing, int first) {
        int end = values.length;
        for (int from = missing.nextSetBit(0); from >= 0 && from < end; from = missing.nextSetBit(from)) {
            int to = Math.min(missing.nextClearBit(from), end);
            for (int row = from; row < to && from > 0; row++) {
                values[row] = policy == MissingPolicy.FORWARD || to == end || row == first
                        ? values[from - 1]
                        : between(values[from - 1], values[to], part(from - 1, row, to));
            }
            from = to;
        }
    }

    private static double between(double before, double after, double part) {
        return before == after ? before : (1 - part) * before + part * after;
    }

    private double part(int before, int row, int after) {
        if (time == null) {
            return (double) (row - before) / (after - before);
        }
        long start = time.stamps().get(before).micros();
        return (double) (time.stamps().get(row).micros() - start) / (time.stamps().get(after).micros() - start);
    }

    /// Fills texts with the one before.
    ///
    /// @param values empty where none is known
    /// @param missing the rows to fill; those past the end are ignored
    static void fill(String[] values, BitSet missing) {
        for (int row = missing.nextSetBit(1); row > 0 && row < values.length; row = missing.nextSetBit(row + 1)) {
            values[row] = values[row - 1];
        }
    }
}
