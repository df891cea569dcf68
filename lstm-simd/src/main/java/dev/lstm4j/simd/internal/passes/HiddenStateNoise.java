package dev.lstm4j.simd.internal.passes;

/// Draws the factors of recurrent dropout for a batch.
@FunctionalInterface
public interface HiddenStateNoise {

    /// Sets the factors of one layer and direction. Every run calls this method before its first layer, in the order of
    /// layers and directions.
    ///
    /// @param to out: the factors of this layer and direction
    /// @param rows B
    void draw(RecurrentFactors to, int rows);
}
