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

/// How long does the product of one row with the recurrent weights take (1 × H to 4·H), as in a streaming step? `java
/// -jar benchmarks/target/benchmarks.jar GemvBenchmark -p hidden=128 -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemvBenchmark {
    /// H; 101 is not a multiple of any vector width.
    @Param({"32", "101", "128", "512", "1024"})
    public int hidden;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    private LayerProduct operands;

    /// Creates the operands and checks one product.
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
