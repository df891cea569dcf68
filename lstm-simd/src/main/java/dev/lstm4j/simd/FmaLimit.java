package dev.lstm4j.simd;

import dev.lstm4j.simd.internal.kernels.VectorFmaLimit;

/// The peak rate of multiply-adds on one core of this processor, which bounds the speed of the kernels.
public final class FmaLimit {
    private FmaLimit() {}

    /// Measures one core for about 0.3 s with independent chains of `FloatVector.fma` in registers.
    ///
    /// @return GFLOP/s, counting a multiply-add as two operations; NaN without the Vector API
    public static double gigaflops() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? VectorFmaLimit.measure()
                : Double.NaN;
    }
}
