package dev.lstm4j.training.data;

import dev.lstm4j.init.Randomness;
import java.util.stream.IntStream;

/// Examples to train on or to evaluate on: sequences with their targets. [Datasets] makes them from arrays and
/// streams, [Windows] from time series; an implementation of one's own copies numbers from wherever they are.
///
/// Batches are drawn lazily: a trainer copies each example into the arrays of a batch of T steps when the batch is due,
/// once for each epoch. Steps after the end of a shorter example are not read. Memory order is row-major: `[T, I]` for
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

    /// Copies the weights of an example's outputs in the mean loss.
    ///
    /// @param index from 0
    /// @param weights out: one number, or T for a network with outputs at every step, finite and at least 0
    /// @param offset where the first goes
    /// @throws UnsupportedOperationException if the examples have no weights
    default void copyWeights(int index, float[] weights, int offset) {
        throw new UnsupportedOperationException("dataset: expected copyWeights since hasWeights is true, found none");
    }

    /// The number of features of a step, I.
    ///
    /// @return at least 1; 1, a token, for a network with an embedding
    int inputSize();

    /// The number of target numbers of an example: K, the loss's target size, for most losses the network's output size
    /// O; or T·K for a network with outputs at every step.
    ///
    /// @return at least 1
    int targetSize();

    /// Copies one example's input.
    ///
    /// @param index from 0
    /// @param x out: step t's features go to `x[offset + t·stride …]`
    /// @param offset where step 0 begins
    /// @param stride floats from one step to the next
    void copyInput(int index, float[] x, int offset, int stride);

    /// Copies one example's target.
    ///
    /// @param index from 0
    /// @param y out: [#targetSize()] numbers
    /// @param offset where the target begins
    void copyTarget(int index, float[] y, int offset);

    /// Some of the examples, for example the part for training.
    ///
    /// @param from the first
    /// @param to past the last
    /// @return a view; nothing is copied
    /// @throws IllegalArgumentException if there are no such examples, or they can be read in one order only
    default Dataset range(int from, int to) {
        if (from < 0 || to > size() || from >= to) {
            throw new IllegalArgumentException("range: expected a part of the " + size() + " examples, found [" + from
                    + ", " + to + ")");
        }
        return Selection.of(this, IntStream.range(from, to).toArray());
    }

    /// The examples in random order, to split them at random with [#range]. Do not split windows over a time series so:
    /// they overlap.
    ///
    /// @param seed of the order
    /// @return a view; nothing is copied
    /// @throws IllegalArgumentException if they can be read in one order only
    default Dataset shuffled(long seed) {
        int[] order = IntStream.range(0, size()).toArray();
        Randomness.of(seed, "split").shuffle(order);
        return Selection.of(this, order);
    }
}
