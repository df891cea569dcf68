package dev.lstm4j.bench;

import dev.lstm4j.simd.Engine;

/// The time of one workload on one engine.
///
/// @param workload what was measured
/// @param mode inference, training or streaming
/// @param engine kernels and number of threads
/// @param times of one batch, training step or streaming step
/// @param scalarSeconds the median with the scalar kernels; NaN if they were not measured
/// @param limit peak rate of the cores that these threads use, in GFLOP/s; NaN if it is not known
public record Measurement(Workload workload, Mode mode, Engine engine, Times times,
        double scalarSeconds, double limit) {

    /// The time of one batch, training step or streaming step.
    ///
    /// @return the median in seconds
    public double seconds() {
        return times.median();
    }

    /// The rate of floating point operations.
    ///
    /// @return GFLOP/s, counting the operations of [Workload#inferenceOperations]
    public double gigaflops() {
        return workload.inferenceOperations() * mode.passes() / seconds() / 1e9;
    }

    /// The rate relative to the limit.
    ///
    /// @return percent, or NaN
    public double limitPercent() {
        return 100 * gigaflops() / limit;
    }

    /// The speed-up over the scalar kernels.
    ///
    /// @return scalar time divided by this time, or NaN
    public double overScalar() {
        return scalarSeconds / seconds();
    }
}
