package dev.lstm4j;

/// The settings of an optimizer, from which each training makes a fresh one: an immutable value that may serve any
/// number of trainings and threads. `dev.lstm4j.training.optimizers` has those of `torch.optim`, such as
/// `Adam.of(0.001)`.
///
/// An [Optimizer] itself keeps state (its moments and its learning rate), and belongs to one training.
public interface OptimizerFactory {

    /// Makes an optimizer for parameters without names.
    ///
    /// @return a new optimizer that has made no update
    /// @throws IllegalStateException if the settings treat parameters differently by name; use
    ///         [#create(ParameterLayout)]
    Optimizer create();

    /// Makes an optimizer for the parameters of a network. This is what a trainer calls.
    ///
    /// @param layout names and shapes of the parameters, for settings that treat some differently, such as weight decay
    ///        without biases
    /// @return a new optimizer that has made no update
    default Optimizer create(ParameterLayout layout) {
        return create();
    }

    /// The learning rate that a new optimizer begins with.
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
