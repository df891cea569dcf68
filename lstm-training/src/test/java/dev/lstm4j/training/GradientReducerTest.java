package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Parameters;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Two replicas that each train on a part of the examples and exchange their gradients give the same result as one
/// training on all examples.
class GradientReducerTest {
    private static final int TIME = 5;
    private static final float[] INPUTS = Kinds.noise(11 * TIME, 1);
    private static final float[] TARGETS = Kinds.noise(11, 2);

    private final Architecture architecture = Architecture.lstm(1, 6).withHead(Head.lastStep(1));
    private final Parameters start = Initializer.uniform(architecture, 3);

    /// A part of the examples; the weight of example i is 1 + i % 3.
    private record Part(int from, int size, float bad) implements Dataset {
        @Override
        public int time() {
            return TIME;
        }

        @Override
        public int inputSize() {
            return 1;
        }

        @Override
        public int targetSize() {
            return 1;
        }

        @Override
        public boolean hasWeights() {
            return true;
        }

        @Override
        public void copyWeights(int index, float[] weights, int offset) {
            weights[offset] = 1 + (from + index) % 3;
        }

        @Override
        public void copyInput(int index, float[] x, int offset, int stride) {
            System.arraycopy(INPUTS, (from + index) * TIME, x, offset, TIME);
        }

        @Override
        public void copyTarget(int index, float[] y, int offset) {
            y[offset] = TARGETS[from + index] + (from + index == 9 ? bad : 0);
        }
    }

    /// Averages the gradients of replicas that run on threads of one process, as a cluster would over its network.
    private static final class Averaging {
        private final GradientSum[] sums;
        private final CyclicBarrier all;
        private final AtomicInteger joined = new AtomicInteger();
        private final double[][] averages = new double[1][];
        private double loss;
        private double weight;

        Averaging(int replicas) {
            this.sums = new GradientSum[replicas];
            this.all = new CyclicBarrier(replicas, this::average);
        }

        GradientReducer replica() {
            int number = joined.getAndIncrement();
            return sum -> {
                sums[number] = sum;
                await();
                float[] gradients = sum.gradients().getFirst().values();
                for (int i = 0; i < gradients.length; i++) {
                    gradients[i] = (float) averages[0][i];
                }
                sum.set(loss, weight);
                await();
            };
        }

        private void await() {
            try {
                all.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }

        /// Runs whenever all replicas have reached the barrier; at the second barrier of an update there is nothing
        /// to do.
        private void average() {
            if (Arrays.stream(sums).anyMatch(sum -> sum == null)) {
                return;
            }
            weight = Arrays.stream(sums).mapToDouble(GradientSum::weight).sum();
            loss = Arrays.stream(sums).mapToDouble(GradientSum::lossSum).sum() / weight;
            double[] average = new double[sums[0].gradients().getFirst().values().length];
            for (GradientSum sum : sums) {
                float[] gradients = sum.gradients().getFirst().values();
                for (int i = 0; i < average.length; i++) {
                    average[i] += gradients[i] * sum.weight() / weight;
                }
            }
            averages[0] = average;
            Arrays.fill(sums, null);
        }
    }

    private List<TrainingResult> replicas(TrainingOptions options, List<Part> parts) throws Exception {
        Averaging averaging = new Averaging(2);
        List<TrainingResult> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<TrainingResult>> running = new ArrayList<>();
            for (Part part : parts) {
                Trainer trainer = Trainer.of(options, MeanSquaredError.of(), Adam.of(0.02))
                        .withReducer(averaging.replica());
                running.add(threads.submit(() -> trainer.train(architecture, start, part, null)));
            }
            for (Future<TrainingResult> each : running) {
                results.add(each.get());
            }
        }
        return results;
    }

    @Test
    void twoReplicasEqualOneLargerBatch() throws Exception {
        // Clipping checks that the norm is that of all gradients; the replicas have 4 and 7 of the 11 examples.
        TrainingOptions options = TrainingOptions.ofEpochs(6).withBatchSize(11).withClipNorm(0.1).withSeed(5);
        TrainingResult whole = Trainer.of(options, MeanSquaredError.of(), Adam.of(0.02)).train(architecture, start,
                new Part(0, 11, 0), null);
        List<TrainingResult> results = replicas(options, List.of(new Part(0, 4, 0), new Part(4, 7, 0)));
        assertThat(results.getFirst().parameters().values()).isEqualTo(results.getLast().parameters().values());
        for (int epoch = 0; epoch < 6; epoch++) {
            EpochReport expected = whole.history().get(epoch);
            for (TrainingResult each : results) {
                EpochReport found = each.history().get(epoch);
                assertThat(found.trainingLoss()).isCloseTo(expected.trainingLoss(), Percentage.withPercentage(1e-3));
                assertThat(found.gradientNorm()).isCloseTo(expected.gradientNorm(), Percentage.withPercentage(1e-3))
                        .isGreaterThan(0.1);
            }
        }
        for (int i = 0; i < start.values().length; i++) { // 6 steps of Adam of at most 0.02 each
            assertThat(results.getFirst().parameters().values()[i]).isCloseTo(whole.parameters().values()[i],
                    Offset.offset(1e-5f));
        }
        assertThat(whole.parameters().values()).isNotEqualTo(start.values());
    }

    @Test
    void allReplicasSkipAnUpdateIfOneIsNotFinite() throws Exception {
        TrainingOptions options = TrainingOptions.ofEpochs(3).withBatchSize(2).withNonFinite(NonFinite.SKIP);
        List<TrainingResult> results = replicas(options, List.of(new Part(0, 4, 0), new Part(7, 4, Float.NaN)));
        assertThat(results).allSatisfy(result -> {
            assertThat(result.history()).extracting(EpochReport::skipped).containsExactly(1, 1, 1);
            assertThat(result.parameters().values()).isNotEqualTo(start.values()).doesNotContain(Float.NaN);
        });
        assertThat(results.getFirst().parameters().values()).isEqualTo(results.getLast().parameters().values());
    }

    @Test
    void withoutReducerNothingChanges() {
        GradientSum sum = new GradientSum(List.of(start.copy()));
        sum.set(0.5, 4);
        GradientReducer.none().reduce(sum);
        assertThat(sum.loss()).isEqualTo(0.5);
        assertThat(sum.weight()).isEqualTo(4);
        assertThat(sum.lossSum()).isEqualTo(2);
        assertThat(sum.gradients().getFirst().values()).isEqualTo(start.values());
    }
}
