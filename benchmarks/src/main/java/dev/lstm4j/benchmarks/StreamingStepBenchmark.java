package dev.lstm4j.benchmarks;

import dev.lstm4j.Architecture;
import dev.lstm4j.Model;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.quantization.WeightType;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
import dev.lstm4j.simd.StreamingSession;
import dev.lstm4j.training.Initializer;
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

/// How long does one streaming step take: batch 1, one time step, carried state, I = H? `java -jar
/// benchmarks/target/benchmarks.jar StreamingStepBenchmark -p hidden=128`; with weights of 16 and 8 bits: `-p
/// hidden=1024 -p weights=FLOAT32,BF16,INT8`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamingStepBenchmark {
    /// H and I; 101 is not a multiple of any vector width.
    @Param({"32", "101", "128", "512", "1024"})
    public int hidden;

    /// The type of the weights.
    @Param("FLOAT32")
    public WeightType weights;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    /// The number of threads; small steps use only one.
    @Param({"1", "2"})
    public int threads;

    private StreamingSession session;
    private float[] x;
    private float[] y;

    /// Creates the session and checks the output of two steps.
    @Setup
    public void setUp() {
        Architecture architecture = Architecture.lstm(hidden, hidden);
        Model model = new Model(architecture, Initializer.uniform(architecture, 1)).withWeights(weights);
        session = Network.of(model, new Engine(KernelSelection.choose(kernels), threads)).stream();
        x = Workload.signed(hidden);
        y = new float[hidden];
        session.step(x, y);
        session.step(x, y);
        Workload.requireFinite("step", y);
        double[] row = PlainLstm.row(x, 0, 1, hidden)[0];
        double[] expected = new PlainLstm(architecture, model.parameters()).hidden(new double[][]{row, row})[1];
        for (int place : Check.places(hidden)) {
            Check.near("step", place, expected[place], PlainLstm.ALLOWED, y[place]);
        }
    }

    /// Stops the threads.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// One step.
    ///
    /// @return the hidden state
    @Benchmark
    public float[] step() {
        session.step(x, y);
        return y;
    }
}
