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

/// How long do the matrix products of the lowest layer take on one thread: the inputs of all steps (T·B × I to 4·H),
/// one recurrent step (B × H to 4·H), and one backward step (B × 4·H to H)? GFLOP/s are 2·rows·depth·columns divided by
/// the time. `java -jar benchmarks/target/benchmarks.jar GemmBenchmark -p shape=LARGE -p product=RECURRENT -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmBenchmark {
    /// The products of a layer.
    public enum Product {
        /// `gates = X·Wᵢₕᵀ` of all steps.
        INPUT,
        /// `gates += H₋₁·Wₕₕᵀ` of one step.
        RECURRENT,
        /// `dH₋₁ = dGates·Wₕₕ` of one step.
        BACKWARD
    }

    /// The shape.
    @Param
    public Shape shape;

    /// The product to measure.
    @Param
    public Product product;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    private LayerProduct operands;

    /// Creates the operands and checks one product.
    @Setup
    public void setUp() {
        Workload workload = shape.workload();
        Kernels chosen = KernelSelection.choose(kernels);
        int batch = workload.batch();
        int hidden = workload.hidden();
        operands = switch (product) {
            case INPUT -> LayerProduct.toGates(chosen, workload.time() * batch, workload.input(), hidden);
            case RECURRENT -> LayerProduct.toGates(chosen, batch, hidden, hidden);
            case BACKWARD -> LayerProduct.toHidden(chosen, batch, hidden);
        };
        operands.checked();
    }

    /// One product.
    ///
    /// @return C
    @Benchmark
    public float[] gemm() {
        return operands.multiply();
    }
}
