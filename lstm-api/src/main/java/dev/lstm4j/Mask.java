package dev.lstm4j;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which steps of a batch of sequences are valid. The network skips an invalid step: the states do not change, the
/// inputs are not read (they may be NaN), the output is 0, and nothing is computed.
///
/// The most common case is sequences of different lengths, in any order: steps after the end are invalid.
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

    /// Creates a mask for sequences that begin at step 0 and have different lengths.
    ///
    /// @param time T, number of steps of the padded batch
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

    /// Creates a mask for any valid steps.
    ///
    /// @param batch B
    /// @param time T
    /// @param valid `[B, T]`, true for each valid step; at least one in each sequence
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
                        "mask: expected at least one valid step in each sequence, found none in sequence " + row);
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

    /// The number of sequences.
    ///
    /// @return B
    public int batch() {
        return batch;
    }

    /// The number of steps of the padded batch.
    ///
    /// @return T
    public int time() {
        return time;
    }

    /// The number of valid steps of a sequence.
    ///
    /// @param row from 0
    /// @return at least 1
    public int length(int row) {
        return lengths[row];
    }

    /// A valid step.
    ///
    /// @param row from 0
    /// @param index from 0 to [#length] - 1
    /// @return its index in the sequence
    public int step(int row, int index) {
        return steps[row * time + index];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mask mask && time == mask.time && Arrays.equals(lengths, mask.lengths)
                && Arrays.equals(steps, mask.steps);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * time + Arrays.hashCode(lengths)) + Arrays.hashCode(steps);
    }

    @Override
    public String toString() {
        return "Mask[" + batch + " sequences of " + time + " steps, " + Arrays.stream(lengths).asLongStream().sum()
                + " steps valid]";
    }
}
