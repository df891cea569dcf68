package dev.lstm4j;

import java.util.LinkedHashMap;
import java.util.Map;

/// The state of an optimizer between two steps, used to resume a training run: an optimizer with the same settings
/// that restores this state continues with bit-identical results. The settings, including the learning rate, are not
/// part of the state.
///
/// @param steps the number of updates so far
/// @param arrays the arrays under PyTorch's names, each as long as the parameters; none before the first step
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
