package dev.lstm4j.bench;

/// The time of a workload.
///
/// @param workload the workload
/// @param mode the mode
/// @param threads the number of threads
/// @param kernels the kernels: `vector` or `scalar`
/// @param seconds the time of one batch, training step or streaming step
/// @param scalarSeconds the same with the scalar kernels; NaN if they were not measured for comparison
/// @param limit the limit of the cores that these threads use, in GFLOP/s; NaN if it is unknown
public record Measurement(Workload workload, Mode mode, int threads, String kernels, double seconds,
        double scalarSeconds, double limit) {

    /// The speed.
    ///
    /// @return billions of floating-point operations per second, as [Workload#inferenceOperations] counts them
    public double gigaflops() {
        return workload.inferenceOperations() * mode.passes() / seconds / 1e9;
    }

    /// The speed as a percentage of the limit.
    ///
    /// @return percent, or NaN
    public double limitPercent() {
        return 100 * gigaflops() / limit;
    }

    /// The speedup over the scalar kernels.
    ///
    /// @return the time of the scalar kernels divided by this time, or NaN
    public double overScalar() {
        return scalarSeconds / seconds;
    }
}
