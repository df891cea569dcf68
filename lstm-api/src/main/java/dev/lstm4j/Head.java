package dev.lstm4j;

import java.util.Objects;

/// The linear layer on top of the recurrent layers: `y = h·Wᵀ + b`, as `torch.nn.Linear`. With an output for every
/// step it labels sequences or models language; with one output for the whole sequence it forecasts or classifies.
///
/// @param outputSize O, the size of an output, at least 1
/// @param steps the hidden states of the top layer that it reads
/// @param output the function of its outputs when a network predicts; training takes them before
public record Head(int outputSize, Steps steps, Output output) {

    /// The hidden states of the top layer that a head reads.
    public enum Steps {
        /// Those of the last valid step: the output is `[B, O]`. PyTorch's `y[:, -1]`. In a bidirectional network the
        /// reverse direction has read only one step by then, the last one: the head sees the sequence in one direction
        /// only, and the recurrent weights of the top reverse layer get no gradient. [#FINAL] is what is usually
        /// wanted there.
        LAST,
        /// The final state of each direction, side by side: the output is `[B, O]`. PyTorch's `torch.cat([h_n[-2],
        /// h_n[-1]], 1)`, and what Keras' `Bidirectional` returns. The forward direction ends at the last valid step,
        /// the reverse direction at the first one, so both have read the whole sequence. In one direction the same as
        /// [#LAST].
        FINAL,
        /// Those of each step: the output is `[B, T, O]`.
        EVERY,
        /// Their mean over all valid steps (mean pooling): the output is `[B, O]`.
        MEAN,
        /// The largest value of each hidden unit over all valid steps (max pooling): the output is `[B, O]`.
        MAX;

        /// Whether they depend on the hidden states of all valid steps.
        ///
        /// @return true for mean and max pooling
        public boolean isPooling() {
            return switch (this) {
                case MEAN, MAX -> true;
                case LAST, FINAL, EVERY -> false;
            };
        }
    }

    /// The function of a head's outputs when a network predicts.
    public enum Output {
        /// None.
        LINEAR,
        /// Probabilities of O classes, `e^yᵢ / Σ e^yⱼ`; train with a cross entropy, which takes the outputs before.
        SOFTMAX,
        /// A probability each, `1 / (1 + e⁻ʸ)`; train with a binary cross entropy, which takes the outputs before.
        SIGMOID
    }

    /// Checks the parts.
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

    /// The same with another function of its outputs.
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
