package dev.lstm4j.benchmarks;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Does a time step cost the same in a short sequence and in a long one? Every call runs 10 000 steps of 8 rows: many
/// short sequences or one long one. `truncated` trains on windows of 50 steps, carries the states from window to
/// window, and needs memory for 50 steps only. The score is the time of one step. `java -jar
/// benchmarks/target/benchmarks.jar GrowthBenchmark -p kernels=vector`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class GrowthBenchmark {
    private static final int STEPS = 10_000;
    private static final int PIECE = 50;
    private static final int ROWS = 8;
    private static final int INPUT = 16;
    private static final int HIDDEN = 64;

    /// T, the length of a sequence.
    @Param({"50", "500", "10000"})
    public int time;

    /// The work to measure.
    @Param({"infer", "train", "truncated"})
    public String work;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    private final Loss loss = MeanSquaredError.of();
    private final Optimizer optimizer = Adam.of(1e-5).create();
    private Runnable sequence;
    private AutoCloseable resource;

    /// Creates the network and runs one sequence.
    @Setup
    public void setUp() {
        Architecture architecture = Architecture.lstm(INPUT, HIDDEN).withHead(Head.lastStep(1));
        int piece = work.equals("truncated") ? PIECE : time;
        float[] x = Workload.signed(ROWS * piece * INPUT);
        float[] y = Workload.signed(ROWS);
        if (work.equals("infer")) {
            Model model = new Model(architecture, Initializer.uniform(architecture, 1));
            InferenceSession session = Network.of(model, new Engine(KernelSelection.choose(kernels), 1)).session(ROWS,
                    time);
            resource = session;
            sequence = () -> session.forward(x, ROWS, y);
        } else {
            TrainingNetwork network = new TrainingNetwork(architecture, Initializer.uniform(architecture, 1), ROWS,
                    piece, new Engine(KernelSelection.choose(kernels), 1), 0);
            network.setStateful(work.equals("truncated"));
            resource = network;
            Batch batch = Batch.of(x, y, ROWS);
            sequence = () -> {
                network.resetStates();
                for (int from = 0; from < time; from += piece) {
                    network.step(batch, loss, optimizer);
                }
            };
        }
        sequence.run();
        Workload.requireFinite("outputs or targets", y);
    }

    /// Stops the threads.
    ///
    /// @throws Exception never
    @TearDown
    public void tearDown() throws Exception {
        resource.close();
    }

    /// Sequences with 10 000 steps in total.
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void steps() {
        for (int from = 0; from < STEPS; from += time) {
            sequence.run();
        }
    }
}
