/// Code shared by the engine's packages: [Sizes] checks the sizes of arrays. This package and its subpackages for
/// packing, passes and threads are exported to `lstm-training` only; the one for kernels is not exported.
package dev.lstm4j.simd.internal;
