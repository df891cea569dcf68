package dev.lstm4j;

import java.util.Objects;

/// The valid steps of a batch of sequences. An invalid step is skipped: the states stay as they are, its features are never read
/// (so they may be NaN), the network's answer for it is 0, and nothing is computed for it.
///
/// The most frequent case is sequences of different lengths, in any order: the steps after the end of each are invalid.
public final class Mask {
    private final int batch;
    private final int time;
    private final int[] lengths;
    private final int[] steps;

    private Mask(int batch, int time, int[] lengths, int[] steps) {
        this.batch = batch;
        this.time = time;
        this.lengths = lengths;
        this.steps = steps;
    }

    /// Sequences that begin at step 0 and have a length each.
    ///
    /// @param time T, of the padded batch
    /// @param lengths `[B]`, each from 1 to T, in any order; copied
    /// @return the mask
    /// @throws IllegalArgumentException if there are no lengths, or one is out of range
    public static Mask ofLengths(int time, int... lengths) {
        Objects.requireNonNull(lengths, "lengths");
        requireSizes(lengths.length, time);
        int[] steps = new int[lengths.length * time];
        for (int row = 0; row < lengths.length; row++) {
            if (lengths[row] < 1 || lengths[row] > time) {
                throw new IllegalArgumentException("lengths: expected 1 to " + time + " steps, found " + lengths[row]
                        + " for sequence " + row);
            }
            for (int step = 0; step < lengths[row]; step++) {
                steps[row * time + step] = step;
            }
        }
        return new Mask(lengths.length, time, lengths.clone(), steps);
    }

    /// Any steps.
    ///
    /// @param batch B
    /// @param time T
    /// @param valid `[B, T]`, true for each step that counts; at least one in each sequence
    /// @return the mask
    /// @throws IllegalArgumentException if there are not B·T values, or a sequence has no valid step
    public static Mask of(int batch, int time, boolean[] valid) {
        Objects.requireNonNull(valid, "valid");
        requireSizes(batch, time);
        if (valid.length != (long) batch * time) {
            throw new IllegalArgumentException("mask: expected " + (long) batch * time + " values for [B=" + batch
                    + ", T=" + time + "], found " + valid.length);
        }
        int[] lengths = new int[batch];
        int[] steps = new int[batch * time];
        for (int row = 0; row < batch; row++) {
            for (int step = 0; step < time; step++) {
                if (valid[row * time + step]) {
                    steps[row * time + lengths[row]++] = step;
                }
            }
            if (lengths[row] == 0) {
                throw new IllegalArgumentException(
                        "mask: expected at least one valid step, found none in sequence " + row);
            }
        }
        return new Mask(batch, time, lengths, steps);
    }

    private static void requireSizes(int batch, int time) {
        if (batch < 1 || time < 1) {
            throw new IllegalArgumentException(
                    "mask: expected a batch and a time of at least 1, found " + batch + " and " + time);
        }
    }

    @Override
    public String toString() {
        long valid = 0;
        for (int length : lengths) {
            valid += length;
        }
        return "Mask[B=" + batch + ", T=" + time + ", " + valid + " of " + (long) batch * time + " steps valid]";
    }

    /// How many sequences.
    ///
    /// @return B
    public int batch() {
        return batch;
    }

    /// How many steps the padded batch has.
    ///
    /// @return T
    public int time() {
        return time;
    }

    /// How many steps of a sequence count.
    ///
    /// @param row from 0
    /// @return at least 1
    public int length(int row) {
        return lengths[row];
    }

    /// One of the steps that count.
    ///
    /// @param row from 0
    /// @param index from 0 to below [#length]
    /// @return its place in the sequence
    public int step(int row, int index) {
        return steps[row * time + index];
    }
}
