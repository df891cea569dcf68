package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.Parameters;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.data.SeriesWindows;
import dev.lstm4j.training.data.Windows;
import dev.lstm4j.training.losses.CrossEntropyLoss;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private final Architecture architecture = Architecture.lstm(1, 6).withLayers(2).withHead(Head.lastStep(2));
    private final Parameters start = Initializer.uniform(architecture, 3);

    private static SeriesWindows waves(int from, int to) {
        float[] wave = new float[200];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) Math.sin(0.3 * i);
        }
        return Windows.over(wave, 1).withLookback(8).withHorizon(2).dataset(from, to);
    }

    private TrainingResult train(TrainingOptions options, int threads, Architecture network) {
        return Trainer.of(options, MeanSquaredError.of(), Adam.of(0.02)).withEngine(Engine.auto().withThreads(threads))
                .train(network, Initializer.uniform(network, 3), waves(0, 140), waves(140, 200));
    }

    @Test
    void theExpectedKernelsAreSelected() {
        assertThat(KernelSelection.kernels().name())
                .isEqualTo(System.getProperty("lstm4j.test.expectedKernels", "vector"));
    }

    @Test
    void theLossFallsAndTheBestWeightsAreKept() {
        Parameters before = start.copy();
        TrainingOptions options = TrainingOptions.ofEpochs(30).withBatchSize(16).withClipNorm(1).withSeed(5);
        Trainer trainer = Trainer.of(options, MeanSquaredError.of(), Adam.of(0.02));
        TrainingResult result = trainer.train(architecture, start, waves(0, 140), waves(140, 200));
        assertThat(start.values()).isEqualTo(before.values());
        assertThat(result.history()).hasSize(30);
        assertThat(result.history().getLast().trainingLoss())
                .isLessThan(result.history().getFirst().trainingLoss() / 10);
        double lowest = result.history().stream().mapToDouble(EpochReport::validationLoss).min().orElseThrow();
        assertThat(result.history().get(result.bestEpoch() - 1).validationLoss()).isEqualTo(lowest);
        assertThat(loss(architecture, result.parameters(), waves(140, 200))).isEqualTo(lowest);
    }

    private static double loss(Architecture network, Parameters parameters, Dataset data) {
        int[] all = java.util.stream.IntStream.range(0, data.size()).toArray();
        double sum = 0;
        try (TrainingNetwork evaluation = new TrainingNetwork(network, parameters, 16, data.time())) {
            for (int from = 0; from < all.length; from += 16) {
                int rows = Math.min(16, all.length - from);
                sum += evaluation.evaluate(Loaded.batch(evaluation, data, all, from, rows), MeanSquaredError.of())
                        * rows;
            }
        }
        return sum / all.length;
    }

    @Test
    void withoutValidationTheLastEpochIsTheBest() {
        TrainingResult result = Trainer
                .of(TrainingOptions.ofEpochs(3).withBatchSize(16).withSeed(5), MeanSquaredError.of(), Adam.of(0.01))
                .train(architecture, start,
                        waves(0, 140), null);
        assertThat(result.bestEpoch()).isEqualTo(3);
        assertThat(result.history().getLast().validationLoss()).isNaN();
    }

    @Test
    void theSameSeedGivesTheSameBitsForAnyNumberOfThreads() {
        Architecture dropping = architecture.withDropout(0.3f).withBidirectional(true);
        TrainingResult one = train(TrainingOptions.ofEpochs(4).withBatchSize(16).withClipNorm(1).withSeed(5), 1,
                dropping);
        for (int threads : new int[]{1, 2, 3, 8}) {
            TrainingResult again = train(TrainingOptions.ofEpochs(4).withBatchSize(16).withClipNorm(1).withSeed(5),
                    threads,
                    dropping);
            assertThat(again.parameters().values()).isEqualTo(one.parameters().values());
            assertThat(again.history().getLast().trainingLoss()).isEqualTo(one.history().getLast().trainingLoss());
        }
        TrainingResult other = train(TrainingOptions.ofEpochs(4).withBatchSize(16).withClipNorm(1).withSeed(6), 1,
                dropping);
        assertThat(other.parameters().values()).isNotEqualTo(one.parameters().values());
    }

    @Test
    void everyEpochReadsEveryExampleOnceInANewOrder() {
        List<List<Integer>> epochs = new ArrayList<>();
        SeriesWindows windows = waves(0, 60);
        Dataset watched = new Dataset() {
            @Override
            public int size() {
                return windows.size();
            }

            @Override
            public int time() {
                return windows.time();
            }

            @Override
            public int inputSize() {
                return windows.inputSize();
            }

            @Override
            public int targetSize() {
                return windows.targetSize();
            }

            @Override
            public void copyInput(int index, float[] x, int offset, int stride) {
                epochs.getLast().add(index);
                windows.copyInput(index, x, offset, stride);
            }

            @Override
            public void copyTarget(int index, float[] y, int offset) {
                windows.copyTarget(index, y, offset);
            }
        };
        epochs.add(new ArrayList<>());
        Trainer.of(TrainingOptions.ofEpochs(3).withBatchSize(7).withSeed(5), MeanSquaredError.of(), Adam.of(0.01))
                .withListener((_, _) -> epochs.add(new ArrayList<>())).train(architecture, start,
                        watched,
                        null);
        for (List<Integer> epoch : epochs.subList(0, 3)) {
            assertThat(epoch).hasSize(windows.size());
            assertThat(new TreeSet<>(epoch)).hasSize(windows.size());
            assertThat(epoch).isNotEqualTo(epoch.stream().sorted().toList());
        }
        assertThat(epochs.get(0)).isNotEqualTo(epochs.get(1));
    }

    @Test
    void dropoutActsInTrainingOnly() {
        Architecture dropping = architecture.withDropout(0.5f);
        double evaluated = loss(dropping, start, waves(140, 200));
        assertThat(evaluated).isEqualTo(loss(architecture, start, waves(140, 200)));
        SeriesWindows data = waves(0, 60);
        float[] x = new float[10 * 8];
        float[] y = new float[10 * 2];
        for (int row = 0; row < 10; row++) {
            data.copyInput(row, x, row * 8, 1);
            data.copyTarget(row, y, row * 2);
        }
        try (TrainingNetwork network = new TrainingNetwork(dropping, start, 10, 8)) {
            double first = network.computeGradients(Batch.of(x, y, 10), MeanSquaredError.of());
            double second = network.computeGradients(Batch.of(x, y, 10), MeanSquaredError.of());
            assertThat(first).isNotEqualTo(second);
        }
    }

    @Test
    void theGradientIncludesTheDropoutMask() {
        // The same seed draws the same dropout mask, so finite differences for weights of the lower layer are possible.
        Architecture dropping = Architecture.lstm(1, 5).withLayers(2).withDropout(0.4f).withHead(Head.lastStep(2));
        Parameters parameters = Initializer.uniform(dropping, 9);
        float[] x = {0.3f, -1f, 0.7f, 0.2f, 1.5f, -0.4f};
        float[] y = {0.5f, -0.5f, 1f, 0f};
        Loss loss = MeanSquaredError.of();
        float[] gradients;
        try (TrainingNetwork network = new TrainingNetwork(dropping, parameters, 2, 3)) {
            network.computeGradients(Batch.of(x, y, 2), loss);
            gradients = network.gradients().values().clone();
        }
        for (int i = 0; i < 20; i++) {
            double above = masked(dropping, parameters, i, 1e-2f, x, y);
            double below = masked(dropping, parameters, i, -1e-2f, x, y);
            assertThat(Math.abs(gradients[i] - (above - below) / 2e-2)).isLessThan(2e-4);
        }
    }

    private static double masked(Architecture dropping, Parameters parameters, int index, float change, float[] x,
            float[] y) {
        Parameters changed = parameters.copy();
        changed.values()[index] += change;
        try (TrainingNetwork network = new TrainingNetwork(dropping, changed, 2, 3)) {
            return network.computeGradients(Batch.of(x, y, 2), MeanSquaredError.of());
        }
    }

    @Test
    void anotherSeedGivesAnotherDropoutMask() {
        Architecture dropping = architecture.withDropout(0.5f);
        float[] x = new float[8];
        double[] losses = new double[2];
        for (int seed = 0; seed < 2; seed++) {
            try (TrainingNetwork network = new TrainingNetwork(dropping, start, 1, 8, Engine.auto(), seed)) {
                losses[seed] = network.computeGradients(Batch.of(x, new float[2], 1), MeanSquaredError.of());
            }
        }
        assertThat(losses[0]).isNotEqualTo(losses[1]);
    }

    @Test
    void clippingChangesTheTraining() {
        TrainingResult free = train(TrainingOptions.ofEpochs(2).withBatchSize(16).withSeed(5), 1, architecture);
        TrainingResult loose = train(TrainingOptions.ofEpochs(2).withBatchSize(16).withClipNorm(1e9).withSeed(5), 1,
                architecture);
        TrainingResult tight = train(TrainingOptions.ofEpochs(2).withBatchSize(16).withClipNorm(1e-7).withSeed(5), 1,
                architecture);
        assertThat(loose.parameters().values()).isEqualTo(free.parameters().values());
        assertThat(tight.parameters().values()).isNotEqualTo(free.parameters().values());
    }

    @Test
    void theTrainingLossIsTheMeanOverTheExamples() {
        SeriesWindows data = waves(0, 32); // 23 examples: batches of 16 and 7
        TrainingResult result = Trainer
                .of(TrainingOptions.ofEpochs(1).withBatchSize(16).withSeed(5), MeanSquaredError.of(), Adam.of(0))
                .train(architecture, start,
                        data, null);
        assertThat(result.history().getFirst().trainingLoss()).isCloseTo(loss(architecture, start, data),
                org.assertj.core.data.Percentage.withPercentage(1e-4));
    }

    @Test
    void theEpochLossWithIgnoredClassesDoesNotDependOnTheBatchSize() {
        float[] series = new float[40];
        float[] classes = new float[40];
        for (int i = 0; i < series.length; i++) {
            series[i] = (float) Math.sin(i);
            classes[i] = i % 7 < 4 ? CrossEntropyLoss.IGNORE_INDEX : i % 2;
        }
        SeriesWindows data = Windows.over(series, 1).withTargets(classes, 1).withLookback(8).dataset(0, 40);
        double[] losses = new double[2];
        for (int i = 0; i < 2; i++) {
            EpochReport epoch = Trainer
                    .of(TrainingOptions.ofEpochs(1).withBatchSize(i == 0 ? 5 : 32).withSeed(5), CrossEntropyLoss.of(),
                            Adam.of(0))
                    .train(architecture, start, data, data).history()
                    .getFirst();
            assertThat(epoch.trainingLoss()).isCloseTo(epoch.validationLoss(), within(1e-9));
            losses[i] = epoch.trainingLoss();
        }
        assertThat(losses[0]).isCloseTo(losses[1], within(1e-9));
    }

    @Test
    void theBestWeightsAreKeptIfALaterEpochFails() {
        TrainingResult result = Trainer
                .of(TrainingOptions.ofEpochs(9).withBatchSize(16).withSeed(5), MeanSquaredError.of(), Adam.of(0.01))
                .withListener((report, training) -> {
                    if (report.epoch() == 3) {
                        training.setLearningRate(1e30);
                    }
                }).train(architecture, start, waves(0, 140), waves(140, 200));
        assertThat(result.failure()).contains("expected a finite");
        assertThat(result.bestEpoch()).isBetween(1, 4);
        assertThat(result.parameters().values()).doesNotContain(Float.NaN).isNotEqualTo(start.values());
    }

    @Test
    void aValidationSetWithNaNIsRefused() {
        float[] bad = new float[60];
        SeriesWindows windows = Windows.over(bad, 1).withLookback(8).withHorizon(2).dataset(45, 60);
        bad[50] = Float.NaN; // after the check of the data
        assertThatThrownBy(() -> Trainer
                .of(TrainingOptions.ofEpochs(3).withBatchSize(60).withSeed(5), MeanSquaredError.of(), Adam.of(0.01))
                .train(architecture, start,
                        waves(0, 140), windows))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("input of validation example 6 at step 7, feature 0 is NaN");
    }

    @Test
    void aNonFiniteLossStopsTheTrainingAtItsBatch() {
        float[] bad = new float[60];
        SeriesWindows windows = Windows.over(bad, 1).withLookback(8).withHorizon(2).dataset(0, 60);
        bad[50] = Float.NaN; // after the check of the data
        assertThatThrownBy(() -> Trainer
                .of(TrainingOptions.ofEpochs(3).withBatchSize(60).withSeed(5), MeanSquaredError.of(), Adam.of(0.01))
                .train(architecture, start,
                        windows, null))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("epoch 1, batch 1");
    }

    @Test
    void mismatchedArgumentsAreRefused() {
        Trainer trainer = Trainer.of(TrainingOptions.ofEpochs(1).withBatchSize(4).withSeed(5), MeanSquaredError.of(),
                Adam.of(0.01));
        assertThatThrownBy(() -> trainer.train(architecture, start, new Dataset() {
            @Override
            public int size() {
                return 0;
            }

            @Override
            public int time() {
                return 8;
            }

            @Override
            public int inputSize() {
                return 1;
            }

            @Override
            public int targetSize() {
                return 2;
            }

            @Override
            public void copyInput(int index, float[] x, int offset, int stride) {}

            @Override
            public void copyTarget(int index, float[] y, int offset) {}
        }, null)).hasMessage("training: expected at least one example, found none");
        assertThatThrownBy(() -> trainer.train(architecture.withHead(Head.lastStep(3)),
                Initializer.uniform(architecture.withHead(Head.lastStep(3)), 1), waves(0, 60), null))
                .hasMessage("training: expected examples of 8 steps, 1 features and 3 targets, found 8, 1 and 2");
        assertThatThrownBy(() -> TrainingOptions.ofEpochs(0).withBatchSize(1))
                .hasMessage("epochs: expected at least 1, found 0");
        assertThatThrownBy(() -> Adam.of(Double.NaN))
                .hasMessage("learningRate: expected a finite number of at least 0, found NaN");
    }

    @Test
    void aTrainerStartsEachTrainingFromTheBeginning() {
        Trainer trainer = Trainer.of(TrainingOptions.ofEpochs(3).withSeed(5), MeanSquaredError.of(), Adam.of(0.02));
        TrainingResult first = trainer.train(architecture, waves(0, 140), waves(140, 200));
        TrainingResult second = trainer.train(architecture, waves(0, 140), waves(140, 200));
        assertThat(second.parameters().values()).isEqualTo(first.parameters().values());
        assertThat(second.history().getLast().validationLoss()).isEqualTo(first.history().getLast().validationLoss());
        assertThat(trainer.train(architecture, Initializer.pytorch().draw(architecture, 5), waves(0, 140),
                waves(140, 200)).parameters().values()).as("the seed's initial parameters")
                .isEqualTo(first.parameters().values());
        assertThat(first.model().architecture()).isEqualTo(architecture);
        assertThat(trainer.train(architecture, waves(0, 140)).bestEpoch()).isEqualTo(3);
    }

    @Test
    void aUsedOptimizerIsRefusedByName() {
        Optimizer used = Adam.of(0.02).create();
        OptimizerFactory same = new OptimizerFactory() {
            @Override
            public Optimizer create() {
                return used;
            }

            @Override
            public double learningRate() {
                return 0.02;
            }

            @Override
            public String name() {
                return "Adam";
            }
        };
        Trainer trainer = Trainer.of(TrainingOptions.ofEpochs(2).withBatchSize(16), MeanSquaredError.of(), same);
        trainer.train(architecture, waves(0, 140));
        assertThatThrownBy(() -> trainer.train(architecture, waves(0, 140)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("optimizer: expected an unused one, found Adam after 18 steps; make a new one for each "
                        + "training");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        TrainingOptions options = TrainingOptions.ofEpochs(1);
        MeanSquaredError loss = MeanSquaredError.of();
        Trainer trainer = Trainer.of(options, loss, Adam.of(0.02));
        assertNamed("options", () -> Trainer.of(null, loss, Adam.of(0.02)));
        assertNamed("loss", () -> Trainer.of(options, null, Adam.of(0.02)));
        assertNamed("optimizer", () -> Trainer.of(options, loss, null));
        assertNamed("engine", () -> trainer.withEngine(null));
        assertNamed("listener", () -> trainer.withListener(null));
        assertNamed("reducer", () -> trainer.withReducer(null));
        assertNamed("schedule", () -> options.withSchedule(null));
        assertNamed("architecture", () -> trainer.train((Architecture) null, waves(0, 140)));
        assertNamed("training", () -> trainer.train(architecture, null));
        assertNamed("start", () -> trainer.train(architecture, null, waves(0, 140), null));
        assertNamed("checkpoint", () -> trainer.resume(null, waves(0, 140), null));
        try (TrainingNetwork network = new TrainingNetwork(architecture, start, 1, 8)) {
            assertNamed("batch", () -> network.computeGradients(null, loss));
            assertNamed("optimizer", () -> network.update(null));
        }
    }

    private static void assertNamed(String name, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessageStartingWith(name + ": expected")
                .hasMessageEndingWith("found null");
    }

    @Test
    void dropoutWithoutEffectIsLogged() {
        java.util.logging.Logger logger = java.util.logging.Logger.getLogger("dev.lstm4j.training");
        List<String> logged = new ArrayList<>();
        java.util.logging.Handler handler = new java.util.logging.Handler() {
            @Override
            public void publish(java.util.logging.LogRecord record) {
                logged.add(new java.util.logging.SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            Architecture one = Architecture.lstm(1, 4).withHead(Head.lastStep(2)).withDropout(0.5f);
            new TrainingNetwork(one.withLayers(2), Initializer.uniform(one.withLayers(2), 1), 1, 8).close();
            assertThat(logged).isEmpty();
            Trainer.of(TrainingOptions.ofEpochs(2), MeanSquaredError.of(), Adam.of(0.02)).train(one, waves(0, 60));
            assertThat(logged).containsExactly("dropout 0.5 has no effect in a network of one layer: it acts between "
                    + "layers; use withRecurrentDropout, or more layers");
        } finally {
            logger.removeHandler(handler);
        }
    }
}
