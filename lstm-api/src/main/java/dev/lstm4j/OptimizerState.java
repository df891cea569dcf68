package dev.lstm4j;

import java.util.LinkedHashMap;
import java.util.Map;

/// What an optimizer remembers from step to step, so that a training can be taken up where it stopped: with the same
/// settings, an optimizer that is given this state continues with the same bits. Settings, the learning rate among
/// them, are no part of it.
///
/// @param steps updates done so far
/// @param arrays by PyTorch's names, each as long as the parameters; none before the first step
public record OptimizerState(long steps, Map<String, float[]> arrays) {

    /// Copies each array.
    ///
    /// @throws IllegalArgumentException if steps is negative
    public OptimizerState {
        if (steps < 0) {
            throw new IllegalArgumentException("steps: expected at least 0, found " + steps);
        }
        Map<String, float[]> copies = new LinkedHashMap<>();
        arrays.forEach((name, array) -> copies.put(name, array.clone()));
        arrays = java.util.Collections.unmodifiableMap(copies);
    }
}
