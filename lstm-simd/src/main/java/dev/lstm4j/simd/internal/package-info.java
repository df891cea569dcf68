/// What the engine's packages share: [Sizes] checks sizes and arrays. The engine is exported to `lstm-training` only:
/// kernels, cells, packing, passes and threads, each a package.
package dev.lstm4j.simd.internal;
