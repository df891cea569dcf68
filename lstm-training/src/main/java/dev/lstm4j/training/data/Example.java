package dev.lstm4j.training.data;

import org.jspecify.annotations.Nullable;

/// One example of a [StreamDataset]: a sequence and its targets. The arrays are not copied.
///
/// @param inputs `[T][I]`; a token is one number
/// @param targets `[1][K]` for the whole sequence, or `[T][K]` for each step; a class is one number
/// @param weights one for each row of targets, finite and at least 0; null for all 1
public record Example(float[][] inputs, float[][] targets, float @Nullable [] weights) {

    /// A sequence with one target: K numbers or a class.
    ///
    /// @param inputs `[T][I]`
    /// @param target K numbers, or a class number
    /// @return the example
    public static Example of(float[][] inputs, float... target) {
        return new Example(inputs, new float[][]{target}, null);
    }

    /// A sequence with a target for each step.
    ///
    /// @param inputs `[T][I]`
    /// @param targets `[T][K]`
    /// @return the example
    public static Example of(float[][] inputs, float[][] targets) {
        return new Example(inputs, targets, null);
    }

    /// A sequence of tokens with one target: K numbers or a class.
    ///
    /// @param tokens `[T]`
    /// @param target K numbers, or a class number
    /// @return the example
    public static Example ofTokens(int[] tokens, float... target) {
        return of(vectors(tokens), target);
    }

    /// A sequence of tokens with a class for each step, such as the next token.
    ///
    /// @param tokens `[T]`
    /// @param classes `[T]`
    /// @return the example
    public static Example ofTokens(int[] tokens, int[] classes) {
        return of(vectors(tokens), vectors(classes));
    }

    private static float[][] vectors(int[] numbers) {
        float[][] vectors = new float[numbers.length][];
        for (int t = 0; t < numbers.length; t++) {
            vectors[t] = new float[]{numbers[t]};
        }
        return vectors;
    }

    /// Sets the weights of the targets in the mean loss.
    ///
    /// @param newWeights one for each row of targets, finite and at least 0
    /// @return a changed copy that shares the arrays
    public Example withWeights(float... newWeights) {
        return new Example(inputs, targets, newWeights);
    }

    /// The sizes, not the values.
    @Override
    public String toString() {
        return "Example[" + inputs.length + " steps, " + targets.length + " targets"
                + (weights == null ? "]" : ", weighted]");
    }
}
