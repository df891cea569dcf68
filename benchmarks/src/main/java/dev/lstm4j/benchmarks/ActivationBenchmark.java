package dev.lstm4j.benchmarks;

import dev.lstm4j.bench.Workload;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.KernelSelection;
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

/// How long do the activation functions take on floats in the L1 cache? They work in place, so each call first copies
/// its input; `copy` measures the copy alone. `java -jar benchmarks/target/benchmarks.jar ActivationBenchmark -p
/// floats=4096 -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ActivationBenchmark {
    /// The length of the array; 4099 is not a multiple of any vector width.
    @Param({"4096", "4099"})
    public int floats;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    private Kernels chosen;
    private float[] x;
    private float[] y;

    /// Generates the input and checks both functions with a tolerance of 2.5 ULP; docs/numerics.md has their errors.
    @Setup
    public void setUp() {
        chosen = KernelSelection.choose(kernels);
        x = Workload.signed(floats);
        y = new float[floats];
        logistic();
        for (int i : Check.places(floats)) {
            double expected = 1 / (1 + Math.exp(-x[i]));
            Check.near("logistic", i, expected, 2.5 * Math.ulp((float) expected), y[i]);
        }
        tanh();
        for (int i : Check.places(floats)) {
            double expected = Math.tanh(x[i]);
            Check.near("tanh", i, expected, 2.5 * Math.ulp((float) expected), y[i]);
        }
    }

    /// Copies, then applies the logistic function.
    ///
    /// @return the values
    @Benchmark
    public float[] logistic() {
        chosen.logistic(copy(), 0, floats);
        return y;
    }

    /// Copies, then applies the hyperbolic tangent.
    ///
    /// @return the values
    @Benchmark
    public float[] tanh() {
        chosen.tanh(copy(), 0, floats);
        return y;
    }

    /// Only copies.
    ///
    /// @return the copy
    @Benchmark
    public float[] copy() {
        System.arraycopy(x, 0, y, 0, floats);
        return y;
    }
}
