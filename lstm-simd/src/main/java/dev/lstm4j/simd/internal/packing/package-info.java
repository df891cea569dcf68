/// Weights in the layout that the kernels read. Enter at [PackedNetwork]; [LayerShape] has a layer's sizes.
package dev.lstm4j.simd.internal.packing;
