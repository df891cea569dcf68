package dev.lstm4j.training.data;

import dev.lstm4j.init.Randomness;
import java.util.stream.IntStream;

/// Examples for training or evaluation: sequences with their targets. [Datasets] creates data sets from arrays and
/// streams, [Windows] from time series; a custom implementation may take its values from any source.
///
/// Batches are loaded lazily: once per epoch, a trainer copies each example into the arrays of its batch of T steps.
/// Steps after the end of a shorter example are padding and are not read. The memory order is row-major: `[T, I]` for
/// an input, `[K]` or `[T, K]` for a target.
public interface Dataset {

    /// The number of examples, N.
    ///
    /// @return at least 0
    int size();

    /// The largest number of steps of an example, T.
    ///
    /// @return at least 1
    int time();

    /// Whether examples may be shorter than T.
    ///
    /// @return false if all have T steps
    default boolean hasLengths() {
        return false;
    }

    /// The number of steps of an example.
    ///
    /// @param index from 0
    /// @return from 1 to T
    default int length(int index) {
        return time();
    }

    /// Whether examples, or their steps, have weights.
    ///
    /// @return false if all count alike
    default boolean hasWeights() {
        return false;
    }

    /// Copies the weights of an example's outputs for the mean loss.
    ///
    /// @param index from 0
    /// @param weights out: one number, or T numbers for a network with outputs at every step; finite, not negative
    /// @param offset of the first weight
    /// @throws UnsupportedOperationException if the examples have no weights
    default void copyWeights(int index, float[] weights, int offset) {
        throw new UnsupportedOperationException(
                "dataset: expected an implementation of copyWeights, since hasWeights is true, found none");
    }

    /// The number of features per step, I.
    ///
    /// @return at least 1; 1 (the token) for a network with an embedding
    int inputSize();

    /// The number of target values of an example: K, or T·K for a network with outputs at every step. K is the target
    /// size of the loss, which for most losses is the output size O of the network.
    ///
    /// @return at least 1
    int targetSize();

    /// Copies the input of an example.
    ///
    /// @param index from 0
    /// @param x out: step t's features go to `x[offset + t·stride …]`
    /// @param offset of step 0
    /// @param stride floats from one step to the next
    void copyInput(int index, float[] x, int offset, int stride);

    /// Copies the target of an example.
    ///
    /// @param index from 0
    /// @param y out: [#targetSize()] numbers
    /// @param offset of the target
    void copyTarget(int index, float[] y, int offset);

    /// A range of the examples, for example the training set.
    ///
    /// @param from the first index
    /// @param to the end index (exclusive)
    /// @return a view; nothing is copied
    /// @throws IllegalArgumentException if the range is empty or not inside the data set, or the examples can only be
    ///         read in sequence
    default Dataset range(int from, int to) {
        if (from < 0 || to > size() || from >= to) {
            throw new IllegalArgumentException("range: expected a part of the " + size() + " examples, found [" + from
                    + ", " + to + ")");
        }
        return Selection.of(this, IntStream.range(from, to).toArray());
    }

    /// The examples in random order, for a random split with [#range]. Do not split windows over a time series
    /// randomly: they overlap.
    ///
    /// @param seed of the order
    /// @return a view; nothing is copied
    /// @throws IllegalArgumentException if the examples can only be read in sequence
    default Dataset shuffled(long seed) {
        int[] order = IntStream.range(0, size()).toArray();
        Randomness.of(seed, "split").shuffle(order);
        return Selection.of(this, order);
    }
}
