package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.simd.internal.packing.LayerShape;

/// What happens to a layer's outputs on their way to the layer above: dropout in training, nothing in inference.
public interface LayerTransition {
    /// Outputs go up as they are; both layers share one buffer.
    LayerTransition NONE = (_, _, _, _, _) -> {
    };

    /// Fills the upper layer's input.
    ///
    /// @param upper the shape of the upper layer, whose input rows are the lower layer's output rows
    /// @param below the lower layer's outputs, in time slots `[T + 2, B, D·U·N]`
    /// @param above the upper layer's inputs, laid out alike
    /// @param batch B
    /// @param time T
    void forward(LayerShape upper, float[] below, float[] above, int batch, int time);
}
