package dev.lstm4j;

import org.jspecify.annotations.Nullable;

/// The examples of one training or evaluation step. Arrays are row-major and are neither copied nor changed. A batch
/// only refers to the caller's arrays: create it once, refill its arrays, and pass it again.
///
/// A is the number of output steps per sequence: A = T for a network without a head or with a head on every step, A = 1
/// for all others.
///
/// The arrays may hold more than B rows, so that the last batch of an epoch can share the buffers of the others
/// ([#withRows]). All arrays must hold the same whole number of rows ([#requireShape]), so a wrong shape does not go
/// unnoticed. Two batches are equal only if they refer to the same array objects.
///
/// @param inputs `[B, T, I]`, or token numbers `[B, T]` for a network with an embedding
/// @param mask the valid steps of `[B, T]`; null if all steps are valid. Inputs and targets of invalid steps are not
///        read
/// @param targets `[B, A, K]`; K is [Loss#targetSize], for most losses O
/// @param weights `[B, A]`, one for each output step, finite and at least 0; null for all 1. The targets of an output
///        step with weight 0 are not read
/// @param rows B, at least 1
public record Batch(float[] inputs, @Nullable Mask mask, float[] targets, float @Nullable [] weights, int rows) {

    /// Checks the number of rows; [#requireShape] checks the arrays.
    ///
    /// @throws IllegalArgumentException if rows is below 1 or the mask has another number of sequences
    public Batch {
        if (rows < 1) {
            throw new IllegalArgumentException("rows: expected at least 1, found " + rows);
        }
        if (mask != null && mask.batch() != rows) {
            throw new IllegalArgumentException(
                    "mask: expected " + rows + " sequences, one for each row, found " + mask.batch());
        }
    }

    /// A batch in which all steps are valid and all weights are 1.
    ///
    /// @param inputs `[B, T, I]`; not copied
    /// @param targets `[B, A, K]`; not copied
    /// @param rows B, at least 1
    /// @return the batch
    /// @throws IllegalArgumentException if rows is below 1
    public static Batch of(float[] inputs, float[] targets, int rows) {
        return new Batch(inputs, null, targets, null, rows);
    }

    /// Sets the valid steps.
    ///
    /// @param newMask of `[B, T]`, or null if all steps are valid
    /// @return a changed copy over the same arrays
    /// @throws IllegalArgumentException if the mask has another number of sequences than this batch has rows
    public Batch withMask(@Nullable Mask newMask) {
        return new Batch(inputs, newMask, targets, weights, rows);
    }

    /// Sets the weights of the output steps.
    ///
    /// @param newWeights `[B, A]`, or null for all 1; not copied
    /// @return a changed copy over the same arrays
    public Batch withWeights(float @Nullable [] newWeights) {
        return new Batch(inputs, mask, targets, newWeights, rows);
    }

    /// Sets the number of rows and removes the mask, since a mask fits only one number of rows.
    ///
    /// @param newRows B, at least 1; later rows are not read
    /// @return a changed copy over the same arrays, without a mask
    /// @throws IllegalArgumentException if it is below 1
    public Batch withRows(int newRows) {
        return new Batch(inputs, null, targets, weights, newRows);
    }

    /// Checks that the arrays have the shapes that a network and a loss expect. Allocates nothing.
    ///
    /// @param time T
    /// @param stepSize I, or 1 for tokens ([Architecture#stepSize])
    /// @param answers A ([Architecture#outputSteps])
    /// @param targetSize K ([Loss#targetSize])
    /// @throws IllegalArgumentException if an array is too short, does not hold a whole number of rows, or holds another
    ///         number of rows than the inputs, or if the mask has another number of steps
    public void requireShape(int time, int stepSize, int answers, int targetSize) {
        long row = (long) time * stepSize;
        long held = inputs.length / row;
        if (held < rows || held * row != inputs.length) {
            throw new IllegalArgumentException(
                    "inputs: expected " + rows * row + " floats for [B=" + rows + ", T=" + time
                            + ", I=" + stepSize + "], or more whole rows, found " + inputs.length);
        }
        requireRows("targets", targets, held, answers, targetSize);
        if (weights != null) {
            requireRows("weights", weights, held, answers, 1);
        }
        if (mask != null && mask.time() != time) {
            throw new IllegalArgumentException("mask: expected " + time + " steps, found " + mask.time());
        }
    }

    private static void requireRows(String name, float[] array, long held, int answers, int size) {
        if (array.length != held * answers * size) {
            throw new IllegalArgumentException(name + ": expected " + held * answers * size + " floats for [" + held
                    + " rows as in inputs, " + answers + (answers == 1 ? " output, " : " outputs, ") + size
                    + "], found " + array.length);
        }
    }

    /// Finds the first input of a valid step that is NaN or infinite, to explain a loss or gradient that is not finite.
    ///
    /// @param time T
    /// @param stepSize I, or 1 for tokens
    /// @return its index in the inputs, `(row·T + step)·I + feature`; -1 if all are finite
    public int firstNonFiniteInput(int time, int stepSize) {
        for (int row = 0; row < rows; row++) {
            int steps = mask == null ? time : mask.length(row);
            for (int i = 0; i < steps; i++) {
                int step = mask == null ? i : mask.step(row, i);
                int from = (row * time + step) * stepSize;
                for (int at = from; at < from + stepSize; at++) {
                    if (!Float.isFinite(inputs[at])) {
                        return at;
                    }
                }
            }
        }
        return -1;
    }

    /// Shows the sizes, not the values.
    @Override
    public String toString() {
        return "Batch[rows=" + rows + ", inputs=" + inputs.length + " floats, targets=" + targets.length + " floats"
                + (mask == null ? "" : ", masked") + (weights == null ? "" : ", weighted") + "]";
    }
}
