package dev.lstm4j.training.data;

import java.util.function.Supplier;
import java.util.stream.Stream;

/// Creates data sets from arrays and streams. The N examples are sequences of up to T steps of I features. Shorter
/// sequences are padded; the padding is neither read nor computed. A target belongs to a whole sequence, for a network
/// with a head on one step or a pooling head, or to each step, for a network without a head or with a head on every
/// step. K is the target size of the loss, which for most losses is the output size O of the network.
///
/// Arrays are checked once, here, and not copied; a batch copies the values of its examples when it is loaded.
///
/// ```java
/// ArrayDataset data = Datasets.of(x, classes); // float[][][], int[]
/// Dataset shuffled = data.shuffled(1);
/// Dataset training = shuffled.range(0, 800);
/// Dataset validation = shuffled.range(800, data.size());
/// ```
///
public final class Datasets {
    /// The largest magnitude of a class number; up to this, every integer is exact as a float.
    private static final int IGNORED = 1 << 24;

    private Datasets() {}

    /// Sequences of vectors with one target number each.
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param y `[N]`, one number for each sequence, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(float[][][] x, float[] y) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.numbers("y", y), false);
    }

    /// Sequences of vectors with K target numbers each.
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param y `[N][K]`, K numbers for each sequence, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(float[][][] x, float[][] y) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.rows("y", y), false);
    }

    /// Sequences of vectors with K target numbers for each step.
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param y `[N][T][K]`, K numbers for each step, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(float[][][] x, float[][][] y) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.vectors("y", y), true);
    }

    /// Sequences of vectors with a class each, for [dev.lstm4j.training.losses.CrossEntropyLoss].
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param classes `[N]`, the class of each sequence, from 0, or the index that the loss ignores
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(float[][][] x, int[] classes) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.classes("classes", classes), false);
    }

    /// Sequences of vectors with a class for each step, for [dev.lstm4j.training.losses.CrossEntropyLoss].
    ///
    /// @param x `[N][T][I]`, finite; lengths T may differ
    /// @param classes `[N][T]`, the class of each step, from 0, or the index that the loss ignores
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(float[][][] x, int[][] classes) {
        return ArrayDataset.of(Checks.vectors("x", x), Checks.tokens("classes", classes, -IGNORED), true);
    }

    /// Sequences of tokens, for a network with an embedding, with one target number each.
    ///
    /// @param tokens `[N][T]`, from 0 to V - 1 of the embedding; lengths T may differ
    /// @param y `[N]`, one number for each sequence, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(int[][] tokens, float[] y) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.numbers("y", y), false);
    }

    /// Sequences of tokens, for a network with an embedding, with K target numbers each.
    ///
    /// @param tokens `[N][T]`, from 0 to V - 1 of the embedding; lengths T may differ
    /// @param y `[N][K]`, K numbers for each sequence, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(int[][] tokens, float[][] y) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.rows("y", y), false);
    }

    /// Sequences of tokens, for a network with an embedding, with K target numbers for each step.
    ///
    /// @param tokens `[N][T]`, from 0 to V - 1 of the embedding; lengths T may differ
    /// @param y `[N][T][K]`, K numbers for each step, finite
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(int[][] tokens, float[][][] y) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.vectors("y", y), true);
    }

    /// Sequences of tokens, for a network with an embedding, with a class each, for
    /// [dev.lstm4j.training.losses.CrossEntropyLoss].
    ///
    /// @param tokens `[N][T]`, from 0 to V - 1 of the embedding; lengths T may differ
    /// @param classes `[N]`, the class of each sequence, from 0, or the index that the loss ignores
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(int[][] tokens, int[] classes) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.classes("classes", classes), false);
    }

    /// Sequences of tokens, for a network with an embedding, with a class for each step, for
    /// [dev.lstm4j.training.losses.CrossEntropyLoss].
    ///
    /// @param tokens `[N][T]`, from 0 to V - 1 of the embedding; lengths T may differ
    /// @param classes `[N][T]`, the class of each step, from 0, or the index that the loss ignores
    /// @return the data set
    /// @throws IllegalArgumentException if the sizes of the arrays do not match or a value is invalid; the message names
    ///         example, step and feature
    public static ArrayDataset of(int[][] tokens, int[][] classes) {
        return ArrayDataset.of(Checks.tokens("tokens", tokens, 0), Checks.tokens("classes", classes, -IGNORED), true);
    }

    /// Examples from a stream, for data that does not fit into memory or is generated on the fly. Each pass over the
    /// data opens a new stream with the supplier and reads it once. Only the examples of one update and of the shuffle
    /// buffer ([StreamDataset#withShuffleBuffer]) are held in memory. The first example determines the number of
    /// features and targets of all.
    ///
    /// @param examples opens a stream of the examples of one pass, for example `list::stream` or the lines of a file
    ///        mapped to examples; it is closed when the next pass begins or the data set is closed
    /// @param size the number of examples that a pass reads; a longer stream is not read to its end, so it may be
    ///        infinite
    /// @param time T, the largest number of steps of an example
    /// @return the data set
    /// @throws IllegalArgumentException if a size is below 1 or the stream is empty
    public static StreamDataset stream(Supplier<Stream<Example>> examples, int size, int time) {
        return StreamDataset.of(examples, size, time);
    }
}
