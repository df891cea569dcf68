/// Weights packed for the kernels. Start with [PackedNetwork]; [LayerShape] has the sizes of a layer.
package dev.lstm4j.simd.internal.packing;
