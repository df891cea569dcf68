package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.simd.RecursiveForecast;
import dev.lstm4j.simd.StreamingSession;
import dev.lstm4j.training.losses.LossCase;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// After warm-up, a training step, a batch and a streaming step allocate nothing: neither objects of the library nor
/// boxed vectors.
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 200;

    private final Architecture architecture = Architecture.lstm(3, 20).withLayers(2).withBidirectional(true)
            .withHead(Head.lastStep(2));

    /// The smallest number of bytes per call in several rounds; the first rounds run before the JIT compiler is done.
    private static double allocated(Runnable call) {
        double least = Double.MAX_VALUE;
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (least > 0 && System.nanoTime() < deadline) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            least = Math.min(least, (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS);
        }
        return least;
    }

    @Test
    void warmCallsDoNotAllocate() {
        Parameters parameters = Initializer.uniform(architecture, 1);
        float[] x = new float[5 * 7 * 3];
        float[] y = new float[5 * 2];
        try (InferenceSession session = Network.of(new Model(architecture, parameters)).session(5, 7)) {
            assertThat(allocated(() -> session.forward(x, 5, y))).as("bytes per batch").isZero();
        }
        StreamingSession stream = Network.of(new Model(architecture.withBidirectional(false),
                Initializer.uniform(architecture.withBidirectional(false), 1))).stream();
        float[] step = new float[3];
        float[] answer = new float[2];
        assertThat(allocated(() -> stream.step(step, answer))).as("bytes per streaming step").isZero();
        Architecture feeding = Architecture.lstm(2, 20).withHead(Head.lastStep(1));
        RecursiveForecast forecast = new RecursiveForecast(
                Network.of(new Model(feeding, Initializer.uniform(feeding, 1))), (time, row) -> row[1] = time);
        forecast.warmUp(new float[20], 10);
        float[] forecasts = new float[10];
        assertThat(allocated(() -> forecast.forecast(10, forecasts))).as("bytes per forecast of 10 steps").isZero();
        Optimizer adam = Adam.of(1e-6).create();
        MeanSquaredError loss = MeanSquaredError.of();
        Architecture reading = Architecture.lstm(3, 20);
        Architecture answering = Architecture.lstm(1, 20).withHead(Head.everyStep(1));
        try (EncoderDecoder both = new EncoderDecoder(
                new EncoderDecoderArchitecture(reading, answering, Feedback.VALUES), Initializer.uniform(reading, 1),
                Initializer.uniform(answering, 1), new EncoderDecoder.Limits(2, 7, 5))) {
            Optimizer second = Adam.of(1e-6).create();
            Optimizer third = Adam.of(1e-6).create();
            Batch batch = Batch.of(new float[2 * 7 * 3], new float[2 * 5], 2);
            assertThat(allocated(() -> both.step(batch, 0.5, loss, 1, second, third)))
                    .as("bytes per encoder-decoder step").isZero();
            assertThat(allocated(() -> both.predict(x, null, 2, 5, y))).as("bytes per prediction").isZero();
        }
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, 5, 7)) {
            Batch batch = Batch.of(x, y, 5);
            assertThat(allocated(() -> network.step(batch, loss, adam))).as("bytes per training step").isZero();
        }
    }

    @Test
    void noLossAllocates() {
        for (LossCase of : LossCase.all()) {
            int outputs = of.outputSize(2);
            float[] predictions = of.drawPredictions(new Random(1), 5, 2);
            float[] targets = of.drawTargets(new Random(1), 5, 2);
            float[] weights = {1, 0, 2, 1, 0.5f};
            float[] gradient = new float[predictions.length];
            assertThat(allocated(
                    () -> of.loss().forwardBackward(predictions, targets, weights, 5, outputs, gradient)))
                    .as("bytes per call of %s", of).isZero();
        }
    }

    /// Any training needs the parameters, the gradients, Adam's two moments and the saved gates, hidden and cell
    /// states. This one also has packed copies of the weights and the gradients of one step.
    @Test
    void trainingAllocatesLittleMoreThanNecessary() {
        int batch = 64;
        int time = 50;
        int hidden = 512;
        Architecture large = Architecture.lstm(512, hidden).withHead(Head.lastStep(1));
        Parameters parameters = Initializer.uniform(large, 1);
        // The minimum of several rounds: vector kernels allocate until they are compiled.
        double taken = Double.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Optimizer adam = Adam.of(1e-6).create();
            // These are all allocations: a compiled step allocates nothing.
            try (TrainingNetwork network = new TrainingNetwork(large, parameters, batch, time)) {
                adam.begin(network.parameters().values().length);
            }
            taken = Math.min(taken, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        taken += 4.0 * parameters.values().length;
        double needed = 4.0 * (4.0 * parameters.values().length + batch * time * (4 + 1 + 1) * (double) hidden);
        assertThat(taken / needed).as("%.1f MB taken, %.1f needed", taken / 1e6, needed / 1e6).isBetween(1.0, 1.2);
    }
}
