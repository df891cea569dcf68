package dev.lstm4j.training;

import dev.lstm4j.Batch;
import dev.lstm4j.Mask;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.training.data.Dataset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Copies examples of data sets into the arrays of a batch. It is the only copy: the lowest layer, the loss and the
/// head read these arrays in place. Only tokens need a further step, the embedding lookup.
///
/// If examples are shorter than T, they are sorted by length, the longest first. The passes compute them in this order,
/// so their inputs need not be gathered; the order of the examples within a batch has no other effect.
final class BatchLoader {
    private static final long INDEX_MASK = (1L << Integer.SIZE) - 1;

    private final int time;
    private final int stepSize;
    private final int answers;
    private final int targetSize;
    private final int maxRows;
    private final float[] inputs;
    private final float[] targets;
    private final int[] examples;
    private float[] weights = {};
    private long[] keys = {};

    /// Allocates the arrays.
    ///
    /// @param shape of a batch's arrays
    /// @param maxRows the largest B
    BatchLoader(NonFiniteCause.Shape shape, int maxRows) {
        this.time = shape.time();
        this.stepSize = shape.stepSize();
        this.answers = shape.answers();
        this.targetSize = shape.answers() * shape.targetSize();
        this.maxRows = maxRows;
        this.inputs = new float[Sizes.floats("batch, inputs", maxRows, time, stepSize)];
        this.targets = new float[Sizes.floats("batch, targets", maxRows, targetSize)];
        this.examples = new int[maxRows];
    }

    /// Loads examples.
    ///
    /// @param data the data set, with the sizes of this loader
    /// @param indices the indices of examples
    /// @param from the first position in indices
    /// @param rows the number of rows
    /// @return a batch whose arrays the next call overwrites
    Batch load(Dataset data, int[] indices, int from, int rows) {
        System.arraycopy(indices, from, examples, 0, rows);
        Mask mask = data.hasLengths() ? sort(data, rows) : null;
        for (int row = 0; row < rows; row++) {
            data.copyInput(examples[row], inputs, row * time * stepSize, stepSize);
            data.copyTarget(examples[row], targets, row * targetSize);
        }
        return new Batch(inputs, mask, targets, data.hasWeights() ? loadWeights(data, mask, rows) : null, rows);
    }

    /// The index of the example in a row of the last batch.
    int example(int row) {
        return examples[row];
    }

    /// Sorts the examples by decreasing length; the sort is stable.
    private Mask sort(Dataset data, int rows) {
        if (keys.length == 0) {
            keys = new long[maxRows];
        }
        int[] unsorted = Arrays.copyOf(examples, rows);
        int[] lengths = new int[rows];
        for (int row = 0; row < rows; row++) {
            lengths[row] = data.length(unsorted[row]);
            keys[row] = (long) -lengths[row] << Integer.SIZE | row;
        }
        int[] sorted = new int[rows];
        Arrays.sort(keys, 0, rows);
        for (int row = 0; row < rows; row++) {
            int place = (int) (keys[row] & INDEX_MASK);
            examples[row] = unsorted[place];
            sorted[row] = lengths[place];
        }
        return Mask.ofLengths(time, sorted);
    }

    /// Loads the weights and sets those of masked outputs to 0.
    private float[] loadWeights(Dataset data, @Nullable Mask mask, int rows) {
        if (weights.length == 0) {
            weights = new float[Math.multiplyExact(maxRows, answers)];
        }
        for (int row = 0; row < rows; row++) {
            data.copyWeights(examples[row], weights, row * answers);
            if (mask != null && answers == time) {
                Arrays.fill(weights, row * answers + mask.length(row), (row + 1) * answers, 0f);
            }
        }
        return weights;
    }
}
