package dev.lstm4j.simd.internal.passes;

import org.jspecify.annotations.Nullable;

/// The random parts of a forward pass in training.
///
/// @param betweenLayers changes the outputs of a layer before the layer above reads them (dropout), or null
/// @param withinLayers draws the factors of the hidden states between two steps (recurrent dropout), or null
public record Noise(@Nullable LayerTransition betweenLayers, @Nullable HiddenStateNoise withinLayers) {

    /// Nothing random: inference, and training without dropout.
    public static final Noise NONE = new Noise(null, null);
}
