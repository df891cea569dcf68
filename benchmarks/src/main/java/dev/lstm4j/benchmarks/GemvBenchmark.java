package dev.lstm4j.benchmarks;

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

/// How long does one row take through the recurrent weights (1 × H to 4·H), the product of a streaming step?
/// `java -jar benchmarks/target/benchmarks.jar GemvBenchmark -p hidden=128 -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemvBenchmark {
    /// H; 101 fits no vector width.
    @Param({"32", "101", "128", "512", "1024"})
    public int hidden;

    /// Which kernels.
    @Param({"vector", "scalar"})
    public String kernels;

    private LayerProduct operands;

    /// Makes the operands and checks one product.
    @Setup
    public void setUp() {
        operands = LayerProduct.toGates(KernelSelection.choose(kernels), 1, hidden, hidden).checked();
    }

    /// One product.
    ///
    /// @return C
    @Benchmark
    public float[] gemv() {
        return operands.multiply();
    }
}
