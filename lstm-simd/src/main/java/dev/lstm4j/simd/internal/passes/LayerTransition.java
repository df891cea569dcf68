package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.packing.LayerShape;

/// Makes the inputs of a layer from the outputs of the layer below: dropout in training. Without a transition both
/// layers share one buffer.
@FunctionalInterface
public interface LayerTransition {

    /// Fills the upper layer's input.
    ///
    /// @param upper the shape of the upper layer, whose input rows are the lower layer's output rows
    /// @param below the lower layer's outputs, in time slots `[T + 2, B, D·V]`
    /// @param above the upper layer's inputs, laid out alike
    /// @param batch B
    /// @param time T
    void forward(LayerShape upper, float[] below, float[] above, int batch, int time);
}
