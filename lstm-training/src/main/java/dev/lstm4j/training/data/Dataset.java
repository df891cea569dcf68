package dev.lstm4j.training.data;

/// Examples to train on or to be judged by: sequences with their targets. They are copied into batches of one time T; where
/// some are shorter, the steps behind their end do not count and are not computed.
public interface Dataset {

    /// How many examples there are.
    ///
    /// @return at least 0
    int size();

    /// T.
    ///
    /// @return how many steps the longest example may have
    int time();

    /// Whether examples may be shorter than T.
    ///
    /// @return false where all have T steps
    default boolean hasLengths() {
        return false;
    }

    /// How many steps an example has.
    ///
    /// @param index from 0
    /// @return from 1 to T
    default int length(int index) {
        return time();
    }

    /// Whether examples, or their steps, count differently.
    ///
    /// @return false where all count alike
    default boolean hasWeights() {
        return false;
    }

    /// Copies by how much one example's answers count in the mean loss; what has weight 0 is not read.
    ///
    /// @param index from 0
    /// @param weights out: one number, or T for a head on every step, finite and not negative
    /// @param offset where the first goes
    default void copyWeights(int index, float[] weights, int offset) {
        throw new UnsupportedOperationException("dataset: expected copyWeights where hasWeights is true");
    }

    /// I.
    ///
    /// @return how many features a step has; 1, a token, for a network with an embedding
    int inputSize();

    /// How many numbers an example's target has: the loss's target size for an answer of O numbers, for most losses O
    /// itself; T times as many for a head on every step.
    ///
    /// @return at least 1
    int targetSize();

    /// Copies one example's input.
    ///
    /// @param index from 0
    /// @param x out: step t's features go to `x[offset + t·stride …]`
    /// @param offset where step 0 begins
    /// @param stride floats from a step to the next
    void copyInput(int index, float[] x, int offset, int stride);

    /// Copies one example's target.
    ///
    /// @param index from 0
    /// @param y out
    /// @param offset where the target begins
    void copyTarget(int index, float[] y, int offset);
}
