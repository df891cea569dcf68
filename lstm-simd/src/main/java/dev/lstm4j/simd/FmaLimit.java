package dev.lstm4j.simd;

import dev.lstm4j.simd.internal.kernels.VectorFmaLimit;

/// The physical limit: the multiply-adds that this processor does when nothing else slows it down.
public final class FmaLimit {
    private FmaLimit() {}

    /// Measures one core for about 0.3 s with independent chains of `FloatVector.fma` in registers.
    ///
    /// @return billions of floating point operations a second, two for each multiply-add; NaN without the Vector API
    public static double gigaflops() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? VectorFmaLimit.measure()
                : Double.NaN;
    }
}
