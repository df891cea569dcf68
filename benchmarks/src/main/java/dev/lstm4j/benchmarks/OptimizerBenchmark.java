package dev.lstm4j.benchmarks;

import dev.lstm4j.Optimizer;
import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.KernelSelection;
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
import org.openjdk.jmh.annotations.Warmup;

/// How long does Adam take to update all parameters of a network once? `java -jar benchmarks/target/benchmarks.jar
/// OptimizerBenchmark -p shape=LARGE -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimizerBenchmark {
    private static final double LEARNING_RATE = 1e-4;
    private static final double EPSILON = 1e-8;

    /// The shape.
    @Param
    public Shape shape;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    private Kernels chosen;
    private Optimizer optimizer;
    private float[] parameters;
    private float[] gradients;

    /// Generates parameters and gradients and checks the first update, which is `p - η·g / (|g| + ε)`. The tolerance is
    /// one rounding of p and several of the quotient.
    @Setup
    public void setUp() {
        chosen = KernelSelection.choose(kernels);
        optimizer = Adam.of(LEARNING_RATE).create();
        parameters = shape.workload().parameters().values();
        gradients = Workload.signed(parameters.length);
        float[] before = parameters.clone();
        adam();
        for (int i : Check.places(before.length)) {
            double change = LEARNING_RATE * gradients[i] / (Math.abs(gradients[i]) + EPSILON);
            double allowed = Check.ROUNDING * (Math.abs(before[i]) + 16 * LEARNING_RATE);
            Check.near("parameters", i, before[i] - change, allowed, parameters[i]);
        }
    }

    /// One update.
    ///
    /// @return the parameters
    @Benchmark
    public float[] adam() {
        optimizer.step(chosen, parameters, gradients);
        return parameters;
    }
}
