package dev.lstm4j;

import java.util.Objects;

/// The linear layer on top of the recurrent layers: `y = h·Wᵀ + b`, like `torch.nn.Linear`. An output for every step
/// suits sequence labelling and language models; a single output for the whole sequence suits forecasting and
/// classification.
///
/// @param outputSize O, the number of values in an output, at least 1
/// @param steps the hidden states of the top layer that it reads
/// @param output the function applied to the outputs in prediction; training uses the outputs without it
public record Head(int outputSize, Steps steps, Output output) {

    /// The hidden states of the top layer that a head reads.
    public enum Steps {
        /// The hidden states of the last valid step: the output is `[B, O]`. PyTorch's `y[:, -1]`. In a bidirectional
        /// network the reverse direction has read only the last step at this point: the head sees the sequence in one
        /// direction only, and the recurrent weights of the top reverse layer get no gradient. Bidirectional networks
        /// usually need [#FINAL] instead.
        LAST,
        /// The final states of all directions, concatenated: the output is `[B, O]`. PyTorch's `torch.cat([h_n[-2],
        /// h_n[-1]], 1)`, and what Keras' `Bidirectional` returns. The forward direction ends at the last valid step,
        /// the reverse direction at the first one, so both have read the whole sequence. With one direction it is the
        /// same as [#LAST].
        FINAL,
        /// The hidden states of every step: the output is `[B, T, O]`.
        EVERY,
        /// The mean of the hidden states over all valid steps (mean pooling): the output is `[B, O]`.
        MEAN,
        /// The largest value of each hidden unit over all valid steps (max pooling): the output is `[B, O]`.
        MAX;

        /// Whether the hidden states of all valid steps are pooled.
        ///
        /// @return true for mean and max pooling
        public boolean isPooling() {
            return switch (this) {
                case MEAN, MAX -> true;
                case LAST, FINAL, EVERY -> false;
            };
        }
    }

    /// The function applied to a head's outputs in prediction.
    public enum Output {
        /// None.
        LINEAR,
        /// Probabilities of O classes, `e^yᵢ / Σ e^yⱼ`; train with a cross-entropy loss, which expects the outputs
        /// before the softmax (logits).
        SOFTMAX,
        /// An independent probability for each output, `1 / (1 + e⁻ʸ)`; train with a binary cross-entropy loss, which
        /// expects the outputs before the sigmoid (logits).
        SIGMOID
    }

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if outputSize is below 1
    public Head {
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(output, "output");
        if (outputSize < 1) {
            throw new IllegalArgumentException("outputSize: expected at least 1, found " + outputSize);
        }
    }

    /// A linear layer whose outputs are the predictions.
    ///
    /// @param outputSize O
    /// @param steps the hidden states that it reads
    public Head(int outputSize, Steps steps) {
        this(outputSize, steps, Output.LINEAR);
    }

    /// Sets the function applied to the outputs in prediction.
    ///
    /// @param newOutput the function
    /// @return a changed copy
    public Head withOutput(Output newOutput) {
        return new Head(outputSize, steps, newOutput);
    }

    /// Whether there is an output for each step.
    ///
    /// @return false if there is one for the whole sequence
    public boolean everyStep() {
        return steps == Steps.EVERY;
    }

    /// A linear layer on the last step. For bidirectional networks see [Steps#LAST].
    ///
    /// @param outputSize O
    /// @return the head
    public static Head lastStep(int outputSize) {
        return new Head(outputSize, Steps.LAST);
    }

    /// A linear layer on the final states of all directions.
    ///
    /// @param outputSize O
    /// @return the head
    public static Head finalStates(int outputSize) {
        return new Head(outputSize, Steps.FINAL);
    }

    /// A linear layer on every step.
    ///
    /// @param outputSize O
    /// @return the head
    public static Head everyStep(int outputSize) {
        return new Head(outputSize, Steps.EVERY);
    }

    /// A linear layer on the mean of the hidden states of all valid steps.
    ///
    /// @param outputSize O
    /// @return the head
    public static Head meanPooling(int outputSize) {
        return new Head(outputSize, Steps.MEAN);
    }

    /// A linear layer on the largest value of each hidden unit over all valid steps.
    ///
    /// @param outputSize O
    /// @return the head
    public static Head maxPooling(int outputSize) {
        return new Head(outputSize, Steps.MAX);
    }
}
