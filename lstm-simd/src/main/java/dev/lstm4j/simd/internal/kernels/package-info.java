/// The arithmetic. Start with [VectorKernels], which uses [VectorTiles], [VectorGradientTiles] and
/// [VectorActivations]. [ScalarKernels] and [ScalarMath] compute the same without the Vector API.
package dev.lstm4j.simd.internal.kernels;
