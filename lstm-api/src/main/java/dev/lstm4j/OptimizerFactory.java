package dev.lstm4j;

/// The settings of an optimizer, from which each training run creates its own optimizer: an immutable value that any
/// number of runs and threads may share. The package `dev.lstm4j.training.optimizers` has those of `torch.optim`, such
/// as `Adam.of(0.001)`.
///
/// An [Optimizer] itself keeps state (its moments and its learning rate), and belongs to one training run.
public interface OptimizerFactory {

    /// Creates an optimizer for parameters without names.
    ///
    /// @return a new optimizer that has made no update
    /// @throws IllegalStateException if the settings treat parameters differently by name; use
    ///         [#create(ParameterLayout)]
    Optimizer create();

    /// Creates an optimizer for the parameters of a network. Trainers call this method.
    ///
    /// @param layout names and shapes of the parameters, for settings that treat some parameters differently, such as
    ///        weight decay that excludes biases
    /// @return a new optimizer that has made no update
    default Optimizer create(ParameterLayout layout) {
        return create();
    }

    /// The initial learning rate of a new optimizer.
    ///
    /// @return finite, at least 0
    double learningRate();

    /// The name of the method, for logs.
    ///
    /// @return for example `Adam`
    default String name() {
        return getClass().getSimpleName();
    }
}
