package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Mask;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows and steps of the current batch. Only valid steps are computed: inside the engine, each row has its valid
/// steps without gaps, and the rows are sorted by length, the longest first. So the rows that have not ended at a step
/// are the first ones, and the product of that step has only these rows.
///
/// Gates that are kept are stored without gaps, the rows of a step after those of the previous step ([#start]). States
/// are stored in slots of B rows each, including rows that have ended.
public final class Sequences {
    private static final int MANY_ROWS = 16;

    private final int[] lengths;
    private final int[] order;
    private final int[] active;
    private final int[] starts;
    private final int[] counts;
    private @Nullable Mask mask;
    private int batch;
    private int outerTime;
    private int time;

    Sequences(int maxBatch, int maxTime) {
        this.lengths = new int[maxBatch];
        this.order = new int[maxBatch];
        this.active = new int[maxTime];
        this.starts = new int[maxTime + 1];
        this.counts = new int[maxTime + 2];
    }

    /// Sets the batch.
    ///
    /// @param rows B
    /// @param steps T
    /// @param newMask the valid steps; null for all
    /// @throws IllegalArgumentException if the mask has other sizes
    void set(int rows, int steps, @Nullable Mask newMask) {
        if (newMask != null && (newMask.batch() != rows || newMask.time() != steps)) {
            throw new IllegalArgumentException("mask: expected " + rows + " sequences of " + steps + " steps, found "
                    + newMask.batch() + " of " + newMask.time());
        }
        boolean same = newMask == null && mask == null && batch == rows && outerTime == steps;
        batch = rows;
        outerTime = steps;
        mask = newMask;
        if (same) {
            return;
        }
        if (newMask == null) {
            time = steps;
            Arrays.fill(lengths, 0, rows, steps);
            for (int row = 0; row < rows; row++) {
                order[row] = row;
            }
        } else {
            sort(newMask);
        }
        for (int t = 0, row = rows; t < time; t++) {
            while (lengths[row - 1] <= t) {
                row--;
            }
            active[t] = row;
            starts[t + 1] = starts[t] + row;
        }
    }

    /// Counting sort: stable, and allocates nothing.
    private void sort(Mask by) {
        Arrays.fill(counts, 0);
        for (int row = 0; row < batch; row++) {
            counts[outerTime - by.length(row) + 1]++;
        }
        for (int i = 1; i <= outerTime; i++) {
            counts[i] += counts[i - 1];
        }
        for (int row = 0; row < batch; row++) {
            int place = counts[outerTime - by.length(row)]++;
            order[place] = row;
            lengths[place] = by.length(row);
        }
        time = lengths[0];
    }

    /// Whether the caller's rows and steps are in the inner order already: each row begins with its valid steps, and no
    /// row has more of them than the one before.
    ///
    /// @return true without a mask
    boolean inOrder() {
        Mask by = mask;
        for (int row = 0; by != null && row < batch; row++) {
            if (order[row] != row || by.step(row, lengths[row] - 1) != lengths[row] - 1) {
                return false;
            }
        }
        return true;
    }

    /// The largest number of rows.
    int maxBatch() {
        return order.length;
    }

    /// The number of rows.
    ///
    /// @return B
    public int batch() {
        return batch;
    }

    /// The number of steps of the longest row.
    ///
    /// @return T
    public int time() {
        return time;
    }

    /// The number of steps of the caller's batch, including masked ones.
    ///
    /// @return at least [#time]
    public int outerTime() {
        return outerTime;
    }

    /// Whether the batch has a mask.
    ///
    /// @return true even if the mask excludes no step
    public boolean masked() {
        return mask != null;
    }

    /// The number of valid steps of a row.
    ///
    /// @param row a row in the inner order
    /// @return at least 1
    public int length(int row) {
        return lengths[row];
    }

    /// The number of rows that have a step t.
    ///
    /// @param t below [#time]
    /// @return from 1 to B, not more than at the previous step
    public int active(int t) {
        return active[t];
    }

    /// The number of steps before t, over all rows.
    ///
    /// @param t up to [#time]
    /// @return the sum of [#active] over the previous steps
    public int start(int t) {
        return starts[t];
    }

    /// Converts a row to the caller's order.
    ///
    /// @param row a row in the inner order
    /// @return the row in the caller's batch
    public int outerRow(int row) {
        return order[row];
    }

    /// Converts a step to the caller's order.
    ///
    /// @param row a row in the inner order
    /// @param t the index of one of its valid steps
    /// @return the step in the caller's batch
    public int outerStep(int row, int t) {
        return mask == null ? t : mask.step(order[row], t);
    }

    /// The first row of a thread's share: the rows before it have about the given part of all steps.
    ///
    /// @param part from 0 to 1
    /// @param members the number of threads that share the rows
    /// @return a row, from 0 to B
    int rowsBefore(double part, int members) {
        if (mask == null) {
            int together = batch >= MANY_ROWS * members ? 2 : 1; // tiles are faster with an even number of rows
            return Math.min(batch, (int) Math.round(batch * part / together) * together);
        }
        long wanted = Math.round(starts[time] * part);
        long sum = 0;
        int row = 0;
        while (row < batch && sum < wanted) {
            sum += lengths[row++];
        }
        return row;
    }
}
