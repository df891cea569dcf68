package dev.lstm4j.training.data;

import java.util.function.Supplier;
import java.util.stream.Stream;

/// Data sets from arrays and streams. N examples are sequences of up to T steps of I features; shorter ones end early,
/// and the steps after their end are neither read nor computed. A target belongs to a whole sequence, for a network
/// with a head on one step or a pooling head, or to each step, for a network without a head or with one on every step.
/// K is the loss's target size, for most losses the network's output size O.
///
/// Arrays are checked once, here, and not copied: each batch copies the numbers of its examples when it is drawn.
///
/// ```java
/// ArrayDataset data = Datasets.of(x, classes); // float[][][], int[]
/// Dataset shuffled = data.shuffled(1);
/// Dataset training = shuffled.range(0, 800);
/// Dataset validation = shuffled.range(800, data.size());
/// ```
///
public final class Datasets {
    /// The range of numbers of classes; each is exact as a float.
    private static final int IGNORED = 1 << 24;

    private Datasets() {}

    /// Sequences of vectors, one number each.
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param y `[N]`, one number for each sequence, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(float[][][] x, float[] y) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.numbers("y", y), false);
    }

    /// Sequences of vectors, K numbers each.
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param y `[N][K]`, K numbers for each sequence, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(float[][][] x, float[][] y) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.rows("y", y), false);
    }

    /// Sequences of vectors, K numbers for each step.
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param y `[N][T][K]`, K numbers for each step, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(float[][][] x, float[][][] y) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.vectors("y", y), true);
    }

    /// Sequences of vectors, a class each, for [dev.lstm4j.training.losses.CrossEntropyLoss].
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param classes `[N]`, the class of each sequence, from 0, or the index that the loss ignores
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(float[][][] x, int[] classes) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.classes("classes", classes), false);
    }

    /// Sequences of vectors, a class for each step, for [dev.lstm4j.training.losses.CrossEntropyLoss].
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param classes `[N][T]`, the class of each step, from 0, or the index that the loss ignores
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(float[][][] x, int[][] classes) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.tokens("classes", classes, -IGNORED), true);
    }

    /// Sequences of tokens, for a network with an embedding, one number each.
    ///
    /// @param tokens `[N][T]`, from 0 to below the embedding's V; lengths T may differ
    /// @param y `[N]`, one number for each sequence, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(int[][] tokens, float[] y) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.numbers("y", y), false);
    }

    /// Sequences of tokens, for a network with an embedding, K numbers each.
    ///
    /// @param tokens `[N][T]`, from 0 to below the embedding's V; lengths T may differ
    /// @param y `[N][K]`, K numbers for each sequence, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(int[][] tokens, float[][] y) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.rows("y", y), false);
    }

    /// Sequences of tokens, for a network with an embedding, K numbers for each step.
    ///
    /// @param tokens `[N][T]`, from 0 to below the embedding's V; lengths T may differ
    /// @param y `[N][T][K]`, K numbers for each step, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(int[][] tokens, float[][][] y) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.vectors("y", y), true);
    }

    /// Sequences of tokens, for a network with an embedding, a class each, for
    /// [dev.lstm4j.training.losses.CrossEntropyLoss].
    ///
    /// @param tokens `[N][T]`, from 0 to below the embedding's V; lengths T may differ
    /// @param classes `[N]`, the class of each sequence, from 0, or the index that the loss ignores
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(int[][] tokens, int[] classes) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.classes("classes", classes), false);
    }

    /// Sequences of tokens, for a network with an embedding, a class for each step, for
    /// [dev.lstm4j.training.losses.CrossEntropyLoss].
    ///
    /// @param tokens `[N][T]`, from 0 to below the embedding's V; lengths T may differ
    /// @param classes `[N][T]`, the class of each step, from 0, or the index that the loss ignores
    /// @return the data set
    /// @throws IllegalArgumentException if the arrays do not fit each other or a number is not allowed; the message
    ///         names example, step and feature
    public static ArrayDataset of(int[][] tokens, int[][] classes) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.tokens("classes", classes, -IGNORED), true);
    }

    /// Examples from a stream that does not fit into memory, or is computed as it goes. Each pass over the data takes a
    /// new stream from the supplier and reads it once; no more examples are held than an update of the training has, and
    /// the shuffle buffer ([StreamDataset#withShuffleBuffer]). The first example of a stream says how many features and
    /// targets all have.
    ///
    /// @param examples opens a stream with the examples of one pass, for example `list::stream` or a file's lines mapped
    ///        to examples; it is closed after the pass
    /// @param size the number of examples that a pass reads; a longer stream is not read to its end, so an endless one
    ///        is allowed
    /// @param time T, the most steps that an example may have
    /// @return the data set
    /// @throws IllegalArgumentException if a size is below 1 or the stream is empty
    public static StreamDataset stream(Supplier<Stream<Example>> examples, int size, int time) {
        return StreamDataset.of(examples, size, time);
    }
}
