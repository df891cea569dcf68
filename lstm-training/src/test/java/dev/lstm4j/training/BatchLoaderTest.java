package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.Mask;
import dev.lstm4j.training.data.ArrayDataset;
import dev.lstm4j.training.data.Datasets;
import dev.lstm4j.training.internal.AnswerWeights;
import dev.lstm4j.training.losses.MeanSquaredError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Examples are copied once into the arrays of the batch; all later code reads those arrays.
class BatchLoaderTest {
    private static final float[][][] X = {{{1, 2}}, {{3, 4}, {5, 6}, {7, 8}}, {{9, 10}, {11, 12}}, {{13, 14}, {15, 16},
            {17, 18}}};
    private static final float[][][] Y = {{{1}}, {{2}, {3}, {4}}, {{5}, {6}}, {{7}, {8}, {9}}};

    private final NonFiniteCause.Shape shape = new NonFiniteCause.Shape(3, 2, 3, 1);

    @Test
    void examplesAreSortedByDecreasingLength() {
        ArrayDataset data = Datasets.of(X, Y);
        BatchLoader loader = new BatchLoader(shape, 4);
        Batch batch = loader.load(data, new int[]{9, 0, 2, 1, 3}, 1, 4);
        assertThat(new int[]{loader.example(0), loader.example(1), loader.example(2), loader.example(3)})
                .as("by decreasing length, equal lengths in the given order").containsExactly(1, 3, 2, 0);
        assertThat(batch.inputs()).startsWith(3, 4, 5, 6, 7, 8, 13, 14, 15, 16, 17, 18, 9, 10, 11, 12);
        assertThat(batch.targets()).startsWith(2, 3, 4, 7, 8, 9, 5, 6);
        Mask mask = java.util.Objects.requireNonNull(batch.mask());
        assertThat(new int[]{mask.length(0), mask.length(1), mask.length(2), mask.length(3)})
                .containsExactly(3, 3, 2, 1);
        Batch next = loader.load(data, new int[]{0, 2}, 0, 2);
        assertThat(next.inputs()).isSameAs(batch.inputs()).startsWith(9, 10, 11, 12);
        assertThat(next.targets()).isSameAs(batch.targets());
    }

    @Test
    void weightsAreCopiedOnlyIfTheMaskChangesThem() {
        Batch batch = new BatchLoader(shape, 4).load(Datasets.of(X, Y).withWeights(2, 3, 4, 5), new int[]{0, 1, 2}, 0,
                3);
        assertThat(batch.weights()).startsWith(3, 3, 3, 4, 4, 0, 2, 0, 0);
        assertThat(new AnswerWeights(4, 3).of(batch)).isSameAs(batch.weights());
        float[] others = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        Batch unmasked = batch.withWeights(others);
        assertThat(new AnswerWeights(4, 3).of(unmasked)).startsWith(1, 1, 1, 1, 1, 0, 1, 0, 0).isNotSameAs(others);
        assertThat(new AnswerWeights(4, 3).of(batch.withWeights(null))).startsWith(1, 1, 1, 1, 1, 0, 1, 0, 0);
        assertThat(others).containsOnly(1);
    }

    /// Holds the first thread inside a step until a second one has been refused.
    @Test
    void aNetworkTakesOneThreadAtATime() throws InterruptedException {
        Architecture architecture = Architecture.lstm(2, 3).withHead(Head.everyStep(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Loss slow = new Loss() {
            private final Loss loss = MeanSquaredError.of();

            @Override
            public int targetSize(int outputSize) {
                return loss.targetSize(outputSize);
            }

            @Override
            public double forwardBackward(float[] predictions, float[] targets, float @Nullable [] weights, int rows,
                    int outputSize, float[] dPredictions) {
                inside.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return loss.forwardBackward(predictions, targets, weights, rows, outputSize, dPredictions);
            }

            @Override
            public double totalWeight(float[] targets, float @Nullable [] weights, int rows, int outputSize) {
                return loss.totalWeight(targets, weights, rows, outputSize);
            }
        };
        try (TrainingNetwork network = new TrainingNetwork(architecture, Initializer.uniform(architecture, 1), 1, 3)) {
            Batch batch = Batch.of(new float[6], new float[3], 1);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread first = Thread.ofPlatform().start(() -> {
                try {
                    network.computeGradients(batch, slow);
                } catch (RuntimeException e) {
                    failure.set(e);
                }
            });
            inside.await();
            assertThatThrownBy(() -> network.evaluate(batch, MeanSquaredError.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("network: expected one thread at a time");
            leave.countDown();
            first.join();
            assertThat(failure.get()).isNull();
            assertThat(network.evaluate(batch, MeanSquaredError.of())).isFinite();
        }
    }
}
