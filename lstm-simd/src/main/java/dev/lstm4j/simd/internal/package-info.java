/// The engine room, not exported to users. Enter at [ForwardPass]: it runs a [PackedNetwork] layer by layer, each with a
/// [LayerForward] (the time loop), on [Workers] (the threads). The arithmetic: [VectorKernels] with its [VectorTiles],
/// [VectorGradientTiles] and [VectorActivations], and their plain twins [ScalarKernels] and [ScalarMath].
package dev.lstm4j.simd.internal;
