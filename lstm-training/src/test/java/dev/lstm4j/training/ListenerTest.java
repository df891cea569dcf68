package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.data.SeriesWindows;
import dev.lstm4j.training.data.Windows;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reports and requests of listeners, and the listeners of the library.
class ListenerTest {
    private final Architecture architecture = Architecture.lstm(1, 6).withLayers(2).withDropout(0.2f)
            .withHead(Head.lastStep(2));
    private final Parameters start = Initializer.uniform(architecture, 3);

    @TempDir
    Path folder;

    private static SeriesWindows waves(int from, int to) {
        float[] wave = new float[200];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) Math.sin(0.3 * i);
        }
        return Windows.over(wave, 1).withLookback(8).withHorizon(2).dataset(from, to);
    }

    private TrainingResult train(int epochs, double rate, TrainingListener listener) {
        return train(TrainingOptions.ofEpochs(epochs).withBatchSize(16).withClipNorm(0.1).withSeed(5), rate, listener,
                waves(140, 200));
    }

    private TrainingResult train(TrainingOptions options, double rate, TrainingListener listener,
            SeriesWindows validation) {
        return Trainer.of(options, MeanSquaredError.of(), Adam.of(rate)).withListener(listener).train(architecture,
                start, waves(0, 140), validation);
    }

    /// A listener of updates.
    private interface OfBatches extends TrainingListener {
        @Override
        void batchEnded(BatchReport report, Training training);

        @Override
        default void epochEnded(EpochReport report, Training training) {}
    }

    private static OfBatches batches(OfBatches listener) {
        return listener;
    }

    @Test
    void updatesAndEpochsAreReported() {
        List<BatchReport> updates = new ArrayList<>();
        List<Long> updateNumbers = new ArrayList<>();
        TrainingResult result = train(2, 0.01, TrainingListener.all(batches((report, training) -> {
            updates.add(report);
            updateNumbers.add(training.updates());
        }), (report, training) -> {
            assertThat(training.history()).last().isSameAs(report);
            assertThat(training.bestEpoch()).isEqualTo(report.best() ? report.epoch() : 1);
        }));
        assertThat(updateNumbers).containsExactlyElementsOf(LongStream.rangeClosed(1, 18).boxed().toList());
        assertThat(updates).extracting(BatchReport::batch).startsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 1);
        assertThat(updates).extracting(BatchReport::examples).startsWith(16, 16, 16, 16, 16, 16, 16, 16, 3, 16);
        assertThat(updates).allSatisfy(update -> {
            assertThat(update.batches()).isEqualTo(9);
            assertThat(update.learningRate()).isEqualTo(0.01);
            assertThat(update.skipped()).isFalse();
            assertThat(update.examplesPerSecond()).isPositive().isFinite();
        });
        double loss = 0; // a plain sum: the sum of a DoubleStream is compensated
        for (BatchReport update : updates.subList(0, 9)) {
            loss += update.loss() * update.examples();
        }
        double norm = updates.subList(0, 9).stream().mapToDouble(BatchReport::gradientNorm).max().orElseThrow();
        EpochReport first = result.history().getFirst();
        assertThat(first.trainingLoss()).isEqualTo(loss / 131);
        assertThat(first.gradientNorm()).as("before clipping").isEqualTo(norm).isGreaterThan(0.1);
        assertThat(first.examplesPerSecond()).isGreaterThan(131 / first.seconds());
        assertThat(result.stopped()).isNull();
    }

    @Test
    void stoppingAfterAnEpochEqualsTrainingForFewerEpochs() {
        TrainingResult three = train(3, 0.01, TrainingListener.none());
        List<Integer> told = new ArrayList<>();
        TrainingResult stopped = train(9, 0.01, TrainingListener.all((report, training) -> {
            if (report.epoch() == 3) {
                training.stop("enough");
                training.stop("too much");
            }
        }, (report, _) -> told.add(report.epoch())));
        assertThat(stopped.stopped()).isEqualTo("enough");
        assertThat(stopped.failure()).isNull();
        assertThat(told).containsExactly(1, 2, 3);
        assertThat(stopped.parameters().values()).isEqualTo(three.parameters().values());
    }

    @Test
    void stoppingAfterAnUpdateKeepsTheUpdatesOfTheEpoch() {
        List<float[]> weights = new ArrayList<>();
        TrainingResult stopped = train(TrainingOptions.ofEpochs(9).withBatchSize(16).withSeed(5), 0.01,
                batches((report, training) -> {
                    weights.add(training.parameters().values().clone());
                    if (training.updates() == 11) {
                        training.stop("time is up in batch " + report.batch());
                    }
                }), null);
        assertThat(stopped.stopped()).isEqualTo("time is up in batch 2");
        assertThat(stopped.history()).hasSize(2);
        assertThat(weights).hasSize(11);
        assertThat(stopped.parameters().values()).isEqualTo(weights.getLast());
    }

    @Test
    void exceptionsOfListenersAreNotTreatedAsBadUpdates() {
        assertThatThrownBy(() -> train(5, 0.01, (report, _) -> {
            if (report.epoch() == 2) {
                throw new ArithmeticException("mine");
            }
        })).hasMessage("mine");
    }

    /// A [Checkpoint] contains enough to continue the training by hand with the same bits.
    @Test
    void aCheckpointIsEnoughToContinueByHand() {
        List<Checkpoint> taken = new ArrayList<>();
        TrainingResult whole = train(TrainingOptions.ofEpochs(3).withBatchSize(16).withSeed(5), 0.01,
                (_, training) -> taken.add(training.checkpoint()), null);
        Checkpoint kept = taken.get(1);
        long shuffled = Objects.requireNonNull(kept.randomness().get("shuffle"));
        SeriesWindows data = waves(0, 140);
        int[] order = IntStream.range(0, data.size()).toArray();
        Randomness shuffle = Randomness.of(5, "shuffle");
        shuffle.shuffle(order);
        shuffle.shuffle(order);
        assertThat(shuffle.state()).isEqualTo(shuffled);
        new Randomness(shuffled).shuffle(order);
        Optimizer adam = Adam.of(0.01).create();
        adam.restore(kept.networks().getFirst().optimizer());
        Parameters parameters = kept.networks().getFirst().parameters();
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, 16, 8, Engine.auto(), 5)) {
            Randomness dropout = Objects.requireNonNull(network.randomness().get("dropout"));
            int drawn = 2 * data.size() * 8 * 6; // epochs, examples, steps, units of the lower layer
            for (int i = 0; i < drawn; i++) {
                dropout.nextLong();
            }
            assertThat(dropout.state()).isEqualTo(kept.randomness().get("dropout"));
            for (int from = 0; from < order.length; from += 16) {
                network.clearGradients();
                network.addGradients(Loaded.batch(network, data, order, from, Math.min(16, order.length - from)),
                        MeanSquaredError.of(), 1);
                network.update(adam);
            }
        }
        assertThat(parameters.values()).isEqualTo(whole.parameters().values());
    }

    @Test
    void earlyStoppingWaitsForABetterLoss() {
        // With a learning rate of 0, no epoch improves on the first.
        TrainingResult result = train(50, 0, new EarlyStopping(4));
        assertThat(result.bestEpoch()).isEqualTo(1);
        assertThat(result.history()).hasSize(5);
        assertThat(result.stopped()).isEqualTo("no better validation loss for 4 epochs");
        assertThat(result.parameters().values()).isEqualTo(start.values());
    }

    @Test
    void earlyStoppingRequiresTheMinimumImprovement() {
        EarlyStopping strict = new EarlyStopping(2, 1e3);
        TrainingResult first = train(50, 0.01, strict);
        assertThat(first.history()).as("the first epoch always improves").hasSize(3);
        assertThat(first.bestEpoch()).as("the best weights do not depend on the minimum improvement").isEqualTo(3);
        assertThat(train(50, 0.01, strict).history()).as("a listener can be reused").hasSize(3);
        assertThat(train(6, 0.01, new EarlyStopping(2, 1e-6)).history()).hasSize(6);
    }

    @Test
    void withoutValidationThereIsNoEarlyStopping() {
        assertThat(train(TrainingOptions.ofEpochs(4).withBatchSize(16).withSeed(5), 0, new EarlyStopping(1), null)
                .history()).hasSize(4);
        assertThatThrownBy(() -> new EarlyStopping(0)).hasMessage("patience: expected at least 1, found 0");
        assertThatThrownBy(() -> new EarlyStopping(1, -1))
                .hasMessage("minDelta: expected a finite number of at least 0, found -1.0");
    }

    @Test
    void eachRowIsWrittenAtTheEndOfItsEpoch() throws IOException {
        Path file = Files.writeString(Files.createDirectories(folder.resolve("old")).resolve("history.csv"), "old\n");
        List<Integer> lines = new ArrayList<>();
        TrainingResult result = train(3, 0.01, TrainingListener.all(new CsvLog(file),
                (_, _) -> lines.add(read(file).size())));
        assertThat(lines).containsExactly(2, 3, 4);
        assertThat(read(file).getFirst())
                .isEqualTo("epoch,training_loss,validation_loss,best,gradient_norm,learning_rate,seconds");
        EpochReport second = result.history().get(1);
        assertThat(read(file).get(2)).isEqualTo("2," + (float) second.trainingLoss() + ","
                + (float) second.validationLoss() + "," + second.best() + "," + (float) second.gradientNorm() + ",0.01,"
                + (float) second.seconds());
        assertThat(Files.readString(file)).endsWith("\n").doesNotContain("\r");
    }

    @Test
    void aLogCreatesItsFolderAndLeavesMissingValuesEmpty() {
        Path file = folder.resolve("a/b/history.csv");
        train(TrainingOptions.ofEpochs(1).withBatchSize(16).withSeed(5), 0.01, new CsvLog(file), null);
        assertThat(read(file).get(1)).matches("1,[\\d.E-]+,,true,[\\d.E-]+,0\\.01,[\\d.E-]+");
    }

    @Test
    void aLogThatCannotBeWrittenIsNamed() {
        assertThatThrownBy(() -> train(1, 0.01, new CsvLog(folder))).isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder + ": epoch 1 cannot be written");
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
