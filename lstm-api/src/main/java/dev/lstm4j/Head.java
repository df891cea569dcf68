package dev.lstm4j;

/// The linear layer on top of the recurrent layers: `y = h·Wᵀ + b`, as `torch.nn.Linear`. With a step of its own for
/// each answer it labels sequences or models language, with one answer for the whole sequence it forecasts or
/// classifies.
///
/// @param outputSize O, how many numbers it answers, at least 1
/// @param steps on which time steps it stands
/// @param output what becomes of its numbers when a network predicts; training sees them as they are
public record Head(int outputSize, Steps steps, Output output) {

    /// Where a head stands.
    public enum Steps {
        /// On the last time step: the output is `[B, O]`.
        LAST,
        /// On every time step: the output is `[B, T, O]`.
        EVERY,
        /// On the mean of the hidden states of all steps that count: the output is `[B, O]`.
        MEAN,
        /// On the largest value of each hidden unit over all steps that count: the output is `[B, O]`.
        MAX
    }

    /// What becomes of the numbers when a network predicts.
    public enum Output {
        /// Nothing.
        LINEAR,
        /// Probabilities of O classes, `e^yᵢ / Σ e^yⱼ`; train with a cross entropy, which takes the numbers before.
        SOFTMAX,
        /// A probability each, `1 / (1 + e⁻ʸ)`; train with a binary cross entropy, which takes the numbers before.
        SIGMOID
    }

    /// Checks the size.
    ///
    /// @throws IllegalArgumentException where outputSize is below 1
    public Head {
        if (outputSize < 1) {
            throw new IllegalArgumentException("outputSize: expected at least 1, found " + outputSize);
        }
    }

    /// A linear layer whose numbers stay as they are.
    ///
    /// @param outputSize O
    /// @param steps on which time steps it stands
    public Head(int outputSize, Steps steps) {
        this(outputSize, steps, Output.LINEAR);
    }

    /// The same with something else becoming of its numbers.
    ///
    /// @param newOutput what
    /// @return a changed copy
    public Head withOutput(Output newOutput) {
        return new Head(outputSize, steps, newOutput);
    }

    /// Whether there is an answer for each step.
    ///
    /// @return false where there is one for the whole sequence
    public boolean everyStep() {
        return steps == Steps.EVERY;
    }

    /// A linear layer on the last step.
    ///
    /// @param outputSize O
    /// @return the head
    public static Head lastStep(int outputSize) {
        return new Head(outputSize, Steps.LAST);
    }

    /// A linear layer on every step.
    ///
    /// @param outputSize O
    /// @return the head
    public static Head everyStep(int outputSize) {
        return new Head(outputSize, Steps.EVERY);
    }
}
