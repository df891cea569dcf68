package dev.lstm4j;

/// Changes parameters by their gradients. One optimizer belongs to one array of parameters: it keeps state of its size.
public interface Optimizer {

    /// One update, in place.
    ///
    /// @param kernels what computes
    /// @param parameters changed in place
    /// @param gradients as many floats, in the same order; not changed
    /// @throws IllegalArgumentException where the lengths differ from each other or from an earlier call
    void step(Kernels kernels, float[] parameters, float[] gradients);

    /// How far one update goes.
    ///
    /// @return the learning rate
    double learningRate();

    /// Sets how far the next update goes.
    ///
    /// @param learningRate finite, not negative
    /// @throws IllegalArgumentException where it is neither
    void setLearningRate(double learningRate);
}
