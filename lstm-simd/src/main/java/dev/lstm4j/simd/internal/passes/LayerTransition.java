package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.packing.LayerShape;

/// Computes the inputs of a layer from the outputs of the layer below, such as dropout in training. Without a
/// transition both layers use one buffer.
@FunctionalInterface
public interface LayerTransition {

    /// Sets the inputs of the upper layer.
    ///
    /// @param upper the shape of the upper layer; its input rows have the layout of the lower layer's output rows
    /// @param below the lower layer's outputs, in time slots `[T + 2, B, D·V]`
    /// @param above out: the upper layer's inputs, in the same layout
    /// @param batch B
    /// @param time T
    void forward(LayerShape upper, float[] below, float[] above, int batch, int time);
}
