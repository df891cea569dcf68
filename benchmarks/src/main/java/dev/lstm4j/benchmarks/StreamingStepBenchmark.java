package dev.lstm4j.benchmarks;

import dev.lstm4j.Architecture;
import dev.lstm4j.Model;
import dev.lstm4j.bench.Workload;
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

/// How long does one streaming step take: batch 1, one time step, the state carried, I = H?
/// `java -jar benchmarks/target/benchmarks.jar StreamingStepBenchmark -p hidden=128`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamingStepBenchmark {
    /// H and I; 101 fits no vector width.
    @Param({"32", "101", "128", "512", "1024"})
    public int hidden;

    /// Which kernels.
    @Param({"vector", "scalar"})
    public String kernels;

    /// How many threads compute; small steps are taken by one alone.
    @Param({"1", "2"})
    public int threads;

    private StreamingSession session;
    private float[] x;
    private float[] y;

    /// Makes the session and checks one answer.
    @Setup
    public void setUp() {
        Architecture architecture = Architecture.lstm(hidden, hidden);
        Model model = new Model(architecture, Initializer.uniform(architecture, 1));
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

    /// Ends the threads.
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
