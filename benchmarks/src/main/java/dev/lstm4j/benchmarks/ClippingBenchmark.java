package dev.lstm4j.benchmarks;

import dev.lstm4j.bench.Shape;
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

/// How long does clipping by the global norm take for all gradients of a network: the sum of squares, and the scaling
/// if the norm is too large? `java -jar benchmarks/target/benchmarks.jar ClippingBenchmark -p shape=LARGE -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ClippingBenchmark {
    /// The shape.
    @Param
    public Shape shape;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    private Kernels chosen;
    private float[] gradients;

    /// Generates the gradients and checks both kernels.
    @Setup
    public void setUp() {
        chosen = KernelSelection.choose(kernels);
        gradients = Workload.signed(shape.workload().architecture().parameterLayout().size());
        float[] before = gradients.clone();
        double sum = 0;
        for (float gradient : before) {
            sum += (double) gradient * gradient;
        }
        // Squares of floats are exact in double; each of n additions rounds once.
        Check.near("sum of squares", 0, sum, before.length * 0x1.0p-52 * sum, sumOfSquares());
        scale();
        for (int i : Check.places(before.length)) {
            Check.near("scaled", i, -before[i], 0, gradients[i]);
        }
    }

    /// The square of the norm.
    ///
    /// @return Σg²
    @Benchmark
    public double sumOfSquares() {
        return chosen.sumOfSquares(gradients, 0, gradients.length);
    }

    /// Scales by -1, so that the numbers neither grow nor vanish over many calls.
    ///
    /// @return the gradients
    @Benchmark
    public float[] scale() {
        chosen.scale(gradients, 0, gradients.length, -1f);
        return gradients;
    }
}
