/// The arithmetic. Enter at [VectorKernels], with its tiles [VectorTiles] and [VectorGradientTiles] and its [VectorActivations];
/// [ScalarKernels] and [ScalarMath] do the same without the Vector API.
package dev.lstm4j.simd.internal.kernels;
