package dev.lstm4j;

import dev.lstm4j.engine.Kernels;

/// Changes parameters by their gradients. An optimizer keeps state as large as the parameters, and belongs to one
/// array of parameters and one training; [OptimizerFactory] makes a fresh one for each.
public interface Optimizer {

    /// Begins an update: counts the step, and makes room for the state at the first.
    ///
    /// @param length the number of parameters
    /// @throws IllegalArgumentException if there were more or fewer at an earlier step
    void begin(int length);

    /// Changes some parameters, in place, after [#begin]. Threads may share the parameters; how changes no bit.
    ///
    /// @param kernels what computes
    /// @param parameters changed in place
    /// @param gradients in the same order; not changed
    /// @param from the first float
    /// @param to past the last float
    void update(Kernels kernels, float[] parameters, float[] gradients, int from, int to);

    /// One update of all parameters on one thread.
    ///
    /// @param kernels what computes
    /// @param parameters changed in place
    /// @param gradients as many floats, in the same order; not changed
    /// @throws IllegalArgumentException if the lengths differ from each other or from an earlier call
    default void step(Kernels kernels, float[] parameters, float[] gradients) {
        if (parameters.length != gradients.length) {
            throw new IllegalArgumentException("step: expected as many gradients as parameters, " + parameters.length
                    + ", found " + gradients.length);
        }
        begin(parameters.length);
        update(kernels, parameters, gradients, 0, parameters.length);
    }

    /// How far one update goes.
    ///
    /// @return the learning rate
    double learningRate();

    /// Sets how far the next update goes.
    ///
    /// @param learningRate finite, not negative
    /// @throws IllegalArgumentException if it is neither
    void setLearningRate(double learningRate);

    /// The number of updates that this optimizer has made, including those before a [#restore].
    ///
    /// @return 0 for a new optimizer
    long steps();

    /// Whether this optimizer has made an update, so that its state belongs to a training already: a new training must
    /// not begin with it.
    ///
    /// @return false for a new optimizer
    default boolean isUsed() {
        return steps() > 0;
    }

    /// What it remembers, for a checkpoint.
    ///
    /// @return a copy
    OptimizerState state();

    /// Goes on from what another optimizer of the same kind and settings remembered.
    ///
    /// @param state copied
    /// @throws IllegalArgumentException if it has other arrays than this optimizer keeps, or arrays of different lengths
    void restore(OptimizerState state);
}
