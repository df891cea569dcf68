package dev.lstm4j.simd.internal.passes;

import org.jspecify.annotations.Nullable;

/// Dropout in the forward pass of training.
///
/// @param betweenLayers dropout of the outputs of a layer before the layer above reads them, or null
/// @param withinLayers draws the factors of recurrent dropout, or null
public record Noise(@Nullable LayerTransition betweenLayers, @Nullable HiddenStateNoise withinLayers) {

    /// No dropout: inference, and training without dropout.
    public static final Noise NONE = new Noise(null, null);
}
