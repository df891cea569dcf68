package dev.lstm4j.bench;

import dev.lstm4j.simd.Engine;

/// How long something took.
///
/// @param workload the sizes
/// @param mode what of them
/// @param engine kernels and number of threads
/// @param seconds one batch, training step or streaming step
/// @param scalarSeconds the same with the scalar kernels; NaN where there is nothing to compare
/// @param limit GFLOP/s that the cores of these threads can do at most; NaN where it is not known
public record Measurement(Workload workload, Mode mode, Engine engine, double seconds,
        double scalarSeconds, double limit) {

    /// How fast.
    ///
    /// @return billions of floating point operations a second, of those that [Workload#inferenceOperations] counts
    public double gigaflops() {
        return workload.inferenceOperations() * mode.passes() / seconds / 1e9;
    }

    /// How near to the limit.
    ///
    /// @return in percent, or NaN
    public double limitPercent() {
        return 100 * gigaflops() / limit;
    }

    /// How many times as fast as the scalar kernels.
    ///
    /// @return their time over this one, or NaN
    public double overScalar() {
        return scalarSeconds / seconds;
    }
}
