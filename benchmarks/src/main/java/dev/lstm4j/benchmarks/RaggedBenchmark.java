package dev.lstm4j.benchmarks;

import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.Mask;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.bench.Shape;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.util.Arrays;
import java.util.Random;
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

/// Does a valid step cost the same if sequences have different lengths? Every call runs B·T valid steps: one full
/// batch, or two batches with random lengths (fixed by a seed) that are half of T on average. The scores can therefore
/// be compared directly; a ragged training step updates twice. `java -jar benchmarks/target/benchmarks.jar
/// RaggedBenchmark -p shape=MEDIUM,FORECAST -p kernels=vector`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RaggedBenchmark {
    /// The shape.
    @Param
    public Shape shape;

    /// The lengths of the sequences.
    @Param({"full", "ragged"})
    public String lengths;

    /// The kernel set.
    @Param({"vector", "scalar"})
    public String kernels;

    /// The number of threads.
    @Param({"1", "2"})
    public int threads;

    /// The tolerance for float32 gradients that are summed in a different order, relative to the largest gradient.
    private static final double GRADIENT_ERROR = 1e-4;

    private final Loss loss = MeanSquaredError.of();
    private Optimizer optimizer;
    private Workload workload;
    private Mask[] masks;
    private InferenceSession session;
    private TrainingNetwork network;
    private float[] x;
    private float[] y;
    private float[] answers;

    /// Creates session and network, and checks the output of the shortest sequence and all gradients.
    @Setup
    public void setUp() {
        workload = shape.workload();
        masks = lengths.equals("full") ? new Mask[]{null} : halves();
        Model model = new Model(workload.architecture(), workload.parameters());
        session = Network.of(model, new Engine(KernelSelection.choose(kernels), threads)).session(workload.batch(),
                workload.time());
        network = new TrainingNetwork(workload.architecture(), workload.parameters(), workload.batch(), workload.time(),
                new Engine(KernelSelection.choose(kernels), threads), 0);
        optimizer = Adam.of(1e-4).create();
        x = workload.inputs();
        y = Workload.signed(workload.batch());
        answers = new float[workload.batch()];
        checkAnswer();
        checkGradients();
    }

    /// Two masks: one with random lengths from 1 to T - 1, and one with T minus these lengths.
    private Mask[] halves() {
        Random random = new Random(1);
        int[] some = new int[workload.batch()];
        int[] rest = new int[workload.batch()];
        for (int row = 0; row < some.length; row++) {
            some[row] = 1 + random.nextInt(workload.time() - 1);
            rest[row] = workload.time() - some[row];
        }
        return new Mask[]{Mask.ofLengths(workload.time(), some), Mask.ofLengths(workload.time(), rest)};
    }

    private int length(Mask mask, int row) {
        return mask == null ? workload.time() : mask.length(row);
    }

    private void checkAnswer() {
        forward();
        Mask mask = masks[masks.length - 1];
        int row = 0;
        for (int other = 1; other < workload.batch(); other++) {
            row = length(mask, other) < length(mask, row) ? other : row;
        }
        double[][] sequence = PlainLstm.row(x, row, workload.time(), workload.input());
        double expected = new PlainLstm(workload.architecture(), workload.parameters())
                .answer(Arrays.copyOf(sequence, length(mask, row)));
        Check.near("forward", row, expected, PlainLstm.ALLOWED, answers[row]);
    }

    /// The gradients of the batch must equal the mean over its sequences, each computed alone at its own length.
    private void checkGradients() {
        Mask mask = masks[masks.length - 1];
        network.computeGradients(new Batch(x, mask, y, null, workload.batch()), loss);
        float[] found = network.gradients().values();
        double[] expected = new double[found.length];
        int features = workload.input();
        for (int row = 0; row < workload.batch(); row++) {
            int from = row * workload.time() * features;
            int time = length(mask, row);
            try (TrainingNetwork alone = new TrainingNetwork(workload.architecture(), workload.parameters(), 1, time,
                    new Engine(KernelSelection.choose(kernels), 1), 0)) {
                alone.computeGradients(
                        Batch.of(Arrays.copyOfRange(x, from, from + time * features), new float[]{y[row]}, 1), loss);
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += (double) alone.gradients().values()[i] / workload.batch();
                }
            }
        }
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int place : Check.places(expected.length)) {
            Check.near("gradients", place, expected[place], GRADIENT_ERROR * largest, found[place]);
        }
    }

    /// Stops the threads.
    @TearDown
    public void tearDown() {
        session.close();
        network.close();
    }

    /// Inference.
    ///
    /// @return the outputs
    @Benchmark
    public float[] forward() {
        for (Mask mask : masks) {
            session.forward(x, mask, answers);
        }
        return answers;
    }

    /// Training: forward pass, mean squared error, backward pass, Adam, packing.
    ///
    /// @return the loss
    @Benchmark
    public double trainingStep() {
        double value = 0;
        for (Mask mask : masks) {
            value = network.step(new Batch(x, mask, y, null, workload.batch()), loss, optimizer);
        }
        return value;
    }
}
