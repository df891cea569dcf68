package dev.lstm4j.simd.internal.passes;

/// Draws the factors of recurrent dropout for a batch.
@FunctionalInterface
public interface HiddenStateNoise {

    /// Sets the factors of one layer and direction. Called for each run, before its first layer, in the order of layers
    /// and directions.
    ///
    /// @param to whose factors are set
    /// @param rows B
    void draw(RecurrentFactors to, int rows);
}
