package dev.lstm4j.benchmarks;

import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.Optimizer;
import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
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

/// How long does a training step take: forward pass, mean squared error, backward pass, Adam, packing? `java -jar
/// benchmarks/target/benchmarks.jar TrainingStepBenchmark -p shape=LARGE -p threads=1`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainingStepBenchmark {
    /// The shape.
    @Param
    public Shape shape;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    /// The number of threads.
    @Param({"1", "2"})
    public int threads;

    /// The distance moved along the gradient, and the allowed relative error of the slope over that distance.
    private static final double STEP = 0.01;
    private static final double SLOPE_ERROR = 0.02;

    private final Loss loss = MeanSquaredError.of();
    private TrainingNetwork network;
    private Optimizer optimizer;
    private Workload workload;
    private Batch batch;

    /// Creates the network and checks its gradients.
    @Setup
    public void setUp() {
        workload = shape.workload();
        network = new TrainingNetwork(workload.architecture(), workload.parameters(), workload.batch(), workload.time(),
                new Engine(KernelSelection.choose(kernels), threads), 0);
        optimizer = Adam.of(1e-4).create();
        batch = Batch.of(workload.inputs(), Workload.signed(workload.batch()), workload.batch());
        network.computeGradients(batch, loss);
        Workload.requireFinite("gradients", network.gradients().values());
        checkSlope();
    }

    /// The slope of the loss in the direction of the gradient must equal the norm of the gradient.
    private void checkSlope() {
        float[] gradients = network.gradients().values().clone();
        double length = network.gradientNorm();
        double slope = (lossAlong(gradients, STEP / length) - lossAlong(gradients, -STEP / length)) / (2 * STEP);
        lossAlong(gradients, 0);
        Check.near("gradients", 0, length, SLOPE_ERROR * length, slope);
    }

    private double lossAlong(float[] direction, double factor) {
        float[] start = workload.parameters().values();
        float[] values = network.parameters().values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (start[i] + factor * direction[i]);
        }
        network.parametersChanged();
        return network.computeGradients(batch, loss);
    }

    /// Stops the threads.
    @TearDown
    public void tearDown() {
        network.close();
    }

    /// One step.
    ///
    /// @return the loss
    @Benchmark
    public double trainingStep() {
        return network.step(batch, loss, optimizer);
    }
}
