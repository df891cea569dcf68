package dev.lstm4j.benchmarks;

import dev.lstm4j.Model;
import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
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

/// How long does the forward pass of a batch take? `java -jar benchmarks/target/benchmarks.jar ForwardBenchmark -p
/// shape=LARGE -p threads=1`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ForwardBenchmark {
    /// The shape.
    @Param
    public Shape shape;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    /// The number of threads.
    @Param({"1", "2"})
    public int threads;

    private InferenceSession session;
    private Workload workload;
    private float[] x;
    private float[] y;

    /// Creates the session and checks one output.
    @Setup
    public void setUp() {
        workload = shape.workload();
        Model model = new Model(workload.architecture(), workload.parameters());
        session = Network.of(model, new Engine(KernelSelection.choose(kernels), threads)).session(workload.batch(),
                workload.time());
        x = workload.inputs();
        y = new float[workload.batch()];
        session.forward(x, workload.batch(), y);
        Workload.requireFinite("forward", y);
        int last = workload.batch() - 1;
        double expected = new PlainLstm(workload.architecture(), workload.parameters())
                .answer(PlainLstm.row(x, last, workload.time(), workload.input()));
        Check.near("forward", last, expected, PlainLstm.ALLOWED, y[last]);
    }

    /// Stops the threads.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// One batch.
    ///
    /// @return the outputs
    @Benchmark
    public float[] forward() {
        session.forward(x, workload.batch(), y);
        return y;
    }
}
