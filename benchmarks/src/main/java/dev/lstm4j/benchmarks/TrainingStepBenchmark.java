package dev.lstm4j.benchmarks;

import dev.lstm4j.Loss;
import dev.lstm4j.Optimizer;
import dev.lstm4j.cli.bench.Shape;
import dev.lstm4j.cli.bench.Workload;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.training.Adam;
import dev.lstm4j.training.MeanSquaredError;
import dev.lstm4j.training.TrainingNetwork;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long does a training step take: forward, mean squared error, backward through time, Adam, packing?
/// `java -jar benchmarks/target/benchmarks.jar TrainingStepBenchmark -p shape=LARGE -p threads=1`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainingStepBenchmark {
    /// Which sizes.
    @Param
    public Shape shape;

    /// Which kernels.
    @Param({"vector", "scalar"})
    public String kernels;

    /// How many threads compute.
    @Param({"1", "2"})
    public int threads;

    private final Loss loss = new MeanSquaredError();
    private TrainingNetwork network;
    private Optimizer optimizer;
    private Workload workload;
    private float[] x;
    private float[] y;

    /// Makes the network and checks its gradients.
    @Setup
    public void setUp() {
        workload = shape.workload();
        network = new TrainingNetwork(workload.architecture(), workload.parameters(), workload.batch(), workload.time(),
                KernelSelection.choose(kernels), threads, 0);
        optimizer = Adam.withLearningRate(1e-4);
        x = workload.inputs();
        y = Workload.signed(workload.batch());
        network.computeGradients(x, y, workload.batch(), loss);
        Workload.requireFinite("gradients", network.gradients().values());
    }

    /// Ends the threads.
    @TearDown
    public void tearDown() {
        network.close();
    }

    /// One step.
    ///
    /// @return the loss
    @Benchmark
    public double trainingStep() {
        return network.step(x, y, workload.batch(), loss, optimizer);
    }
}
