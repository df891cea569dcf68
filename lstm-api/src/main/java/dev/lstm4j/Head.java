package dev.lstm4j;

/// The linear layer on top of the recurrent layers: `y = h·Wᵀ + b`, as `torch.nn.Linear`.
///
/// @param outputSize O, how many numbers it answers, at least 1
/// @param steps on which time steps it stands
public record Head(int outputSize, Steps steps) {

    /// Where a head stands.
    public enum Steps {
        /// On the last time step: the output is `[B, O]`.
        LAST,
        /// On every time step: the output is `[B, T, O]`.
        EVERY
    }

    /// Checks the size.
    ///
    /// @throws IllegalArgumentException where outputSize is below 1
    public Head {
        if (outputSize < 1) {
            throw new IllegalArgumentException("outputSize: expected at least 1, found " + outputSize);
        }
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
