package dev.lstm4j.bench;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.FmaLimit;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
import dev.lstm4j.simd.StreamingSession;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;

/// Measures workloads in the current process and compares them with the limit of the processor. It makes the same
/// calls as the JMH benchmarks.
public final class Bench {
    private static final String SCALAR = "scalar";

    private final Kernels kernels;
    private final int threads;
    private final double coreLimit;

    /// Measures the limit of one core for about 0.3 s.
    ///
    /// @param kernels the kernels to measure
    /// @param threads the number of threads; a streaming step uses only one
    public Bench(Kernels kernels, int threads) {
        this(kernels, threads, FmaLimit.gigaflops());
    }

    private Bench(Kernels kernels, int threads, double coreLimit) {
        this.kernels = kernels;
        this.threads = threads;
        this.coreLimit = coreLimit;
    }

    /// Changes the number of threads; the limit is not measured again.
    ///
    /// @param newThreads the number of threads
    /// @return a changed copy
    public Bench withThreads(int newThreads) {
        return new Bench(kernels, newThreads, coreLimit);
    }

    /// The limit of one core.
    ///
    /// @return GFLOP/s, or NaN if it cannot be measured
    public double coreLimit() {
        return coreLimit;
    }

    /// The number of threads.
    ///
    /// @return at least 1
    public int threads() {
        return threads;
    }

    /// The number of cores that the threads can use: at most as many as the machine has.
    ///
    /// @return at least 1
    public int cores() {
        return Math.min(threads, Runtime.getRuntime().availableProcessors());
    }

    /// Whether the kernels are compared with the scalar kernels.
    ///
    /// @return false if they are the scalar kernels
    public boolean compares() {
        return !kernels.name().equals(SCALAR);
    }

    /// Measures a workload for a few seconds.
    ///
    /// @param workload the workload
    /// @param mode the mode
    /// @return the measurement
    public Measurement measure(Workload workload, Mode mode) {
        Times times = times(workload, mode, kernels, Timing.THOROUGH);
        double scalar = compares()
                ? times(workload, mode, KernelSelection.choose(SCALAR), Timing.SHORT).median()
                : Double.NaN;
        return new Measurement(workload, mode, new Engine(kernels, threads), times, scalar,
                coreLimit * cores());
    }

    private Times times(Workload workload, Mode mode, Kernels with, Timing timing) {
        return switch (mode) {
            case INFER -> inference(workload, with, timing);
            case TRAIN -> training(workload, with, timing);
            case STEP -> streaming(workload, with, timing);
        };
    }

    private Times inference(Workload workload, Kernels with, Timing timing) {
        Model model = new Model(workload.architecture(), workload.parameters());
        float[] x = workload.inputs();
        float[] y = new float[workload.batch()];
        try (InferenceSession session = Network.of(model, new Engine(with, threads)).session(workload.batch(),
                workload.time())) {
            Times times = timing.times(() -> session.forward(x, workload.batch(), y));
            Workload.requireFinite("forward", y);
            return times;
        }
    }

    private Times training(Workload workload, Kernels with, Timing timing) {
        Loss loss = MeanSquaredError.of();
        Optimizer optimizer = Adam.of(1e-4).create();
        Batch batch = Batch.of(workload.inputs(), Workload.signed(workload.batch()), workload.batch());
        try (TrainingNetwork network = new TrainingNetwork(workload.architecture(), workload.parameters(),
                workload.batch(), workload.time(), new Engine(with, threads), 0)) {
            Times times = timing.times(() -> network.step(batch, loss, optimizer));
            Workload.requireFinite("parameters", network.parameters().values());
            return times;
        }
    }

    private Times streaming(Workload workload, Kernels with, Timing timing) {
        Architecture architecture = workload.architecture().withHead(null);
        Model model = new Model(architecture, Initializer.uniform(architecture, 1));
        float[] x = workload.inputs();
        float[] y = new float[architecture.outputSize()];
        try (StreamingSession session = Network.of(model, new Engine(with, threads)).stream()) {
            Times times = timing.times(() -> session.step(x, y));
            Workload.requireFinite("step", y);
            return times;
        }
    }
}
