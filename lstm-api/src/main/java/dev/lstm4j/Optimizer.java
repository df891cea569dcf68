package dev.lstm4j;

import dev.lstm4j.engine.Kernels;

/// Updates parameters from their gradients. An optimizer keeps state as large as the parameters and belongs to one
/// array of parameters and one training run; [OptimizerFactory] creates a new one for each.
public interface Optimizer {

    /// Begins an update: counts the step and allocates the state at the first one.
    ///
    /// @param length the number of parameters
    /// @throws IllegalArgumentException if the number differs from that of an earlier step
    void begin(int length);

    /// Updates a range of the parameters in place, after [#begin]. Several threads may update separate ranges at once;
    /// the result does not depend on the division into ranges.
    ///
    /// @param kernels the arithmetic
    /// @param parameters updated in place
    /// @param gradients in the same order; not changed
    /// @param from the first index
    /// @param to the end index (exclusive)
    void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to);

    /// One update of all parameters on one thread.
    ///
    /// @param kernels the arithmetic
    /// @param parameters updated in place
    /// @param gradients as many floats, in the same order; not changed
    /// @throws IllegalArgumentException if the lengths differ from each other or from an earlier call
    default void step(Kernels kernels, float[] parameters, float[] gradients) {
        if (parameters.length != gradients.length) {
            throw new IllegalArgumentException("gradients: expected " + parameters.length
                    + ", one for each parameter, found " + gradients.length);
        }
        begin(parameters.length);
        update(kernels, parameters, gradients, 0, parameters.length);
    }

    /// The learning rate, which scales each update.
    ///
    /// @return finite, at least 0
    double learningRate();

    /// Sets the learning rate of the following updates.
    ///
    /// @param learningRate finite, not negative
    /// @throws IllegalArgumentException if it is negative or not finite
    void setLearningRate(double learningRate);

    /// The number of updates so far, including those of a restored state ([#restore]).
    ///
    /// @return 0 for a new optimizer
    long steps();

    /// Whether this optimizer has made an update. Its state then belongs to a training run, and a new run must not
    /// start with it.
    ///
    /// @return false for a new optimizer
    default boolean isUsed() {
        return steps() > 0;
    }

    /// The state, for a checkpoint.
    ///
    /// @return a copy
    OptimizerState state();

    /// Continues from the state of another optimizer of the same kind with the same settings.
    ///
    /// @param state copied
    /// @throws IllegalArgumentException if the state has other arrays than this optimizer keeps, or arrays of
    ///         different lengths
    void restore(OptimizerState state);
}
