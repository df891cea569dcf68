package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.training.data.Datasets;
import dev.lstm4j.training.data.Example;
import dev.lstm4j.training.data.StreamDataset;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.schedules.LearningRateSchedule;
import dev.lstm4j.training.schedules.ReduceOnPlateau;
import dev.lstm4j.training.schedules.Schedules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/// A training that is interrupted anywhere and resumed by a new trainer gives bitwise the same result as an
/// uninterrupted one.
class CheckpointProperties {
    private static final int EPOCHS = 5;

    /// Aborts a training from a listener.
    private static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Checkpoint checkpoint;

        Interruption(Checkpoint checkpoint) {
            super("interrupted", null, false, false);
            this.checkpoint = checkpoint;
        }
    }

    /// Interrupts after a number of events; each update and each end of an epoch is an event.
    private static final class Interrupter implements TrainingListener {
        private int left;

        Interrupter(int events) {
            this.left = events;
        }

        @Override
        public void epochEnded(EpochReport report, Training training) {
            count(training);
        }

        @Override
        public void batchEnded(BatchReport report, Training training) {
            count(training);
        }

        private void count(Training training) {
            if (left-- == 0) {
                throw new Interruption(training.checkpoint());
            }
        }
    }

    private static TrainingOptions options(Random random, int seed) {
        // The threshold is so high that the rate is reduced after most epochs.
        ReduceOnPlateau plateau = ReduceOnPlateau.of(0.5, 0).withThreshold(0.3);
        LearningRateSchedule schedule = switch (random.nextInt(4)) {
            case 0 -> plateau;
            case 1 -> plateau.perUpdate();
            case 2 -> Schedules.oneCycle(30);
            default -> Schedules.sequence(List.of(Schedules.linear(0.5, 1, 1), plateau), 1);
        };
        return TrainingOptions.ofEpochs(EPOCHS).withBatchSize(4).withSeed(seed).withSchedule(schedule)
                .withAccumulate(1 + random.nextInt(2)).withAverageDecay(random.nextBoolean() ? 0.8 : 0)
                .withClipNorm(random.nextBoolean() ? 0.5 : 0).withClipValue(random.nextBoolean() ? 0.1 : 0)
                .withNonFinite(NonFinite.SKIP);
    }

    private static Kinds.Setting setting(TrainingOptions options, int threads, TrainingListener listener, float bad) {
        return new Kinds.Setting(options, Adam.of(0.05).withAmsgrad(true), 0.3f, threads, listener, bad);
    }

    private static List<List<Object>> figures(List<EpochReport> history) {
        return history.stream().map(epoch -> List.<Object>of(epoch.epoch(), epoch.trainingLoss(),
                epoch.validationLoss(), epoch.best(), epoch.gradientNorm(), epoch.learningRate(), epoch.skipped()))
                .toList();
    }

    private static void assertSame(TrainingResult found, TrainingResult expected) {
        assertThat(figures(found.history())).isEqualTo(figures(expected.history()));
        assertThat(found.bestEpoch()).isEqualTo(expected.bestEpoch());
        assertThat(found.stopped()).isEqualTo(expected.stopped());
        assertThat(found.failure()).isEqualTo(expected.failure());
        assertThat(found.models()).hasSameSizeAs(expected.models());
        for (int i = 0; i < found.models().size(); i++) {
            Model model = found.models().get(i);
            assertThat(model.architecture()).isEqualTo(expected.models().get(i).architecture());
            assertThat(model.parameters().values()).isEqualTo(expected.models().get(i).parameters().values());
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void anInterruptedTrainingGivesTheSameBits(@ForAll Kinds kind, @ForAll @IntRange(max = 1000) int seed,
            @ForAll boolean skips) {
        Random random = new Random(seed);
        TrainingOptions options = options(random, seed);
        TrainingListener stopping = new EarlyStopping(2);
        float bad = skips ? Float.NaN : 0;
        TrainingResult whole = kind.train(setting(options, 1, stopping, bad), null);
        assertThat(whole.skipped()).isEqualTo(skips ? whole.history().size() : 0);
        Checkpoint from = null;
        TrainingResult result = null;
        for (int interruptions = 0; result == null; interruptions++) {
            // The checkpoint is taken before or after the stopping listener requests a stop.
            Interrupter interrupter = new Interrupter(interruptions < 2 ? random.nextInt(14) : Integer.MAX_VALUE);
            TrainingListener both = random.nextBoolean()
                    ? TrainingListener.all(stopping, interrupter)
                    : TrainingListener.all(interrupter, stopping);
            try {
                result = kind.train(setting(options, 1 + random.nextInt(3), both, bad), from);
            } catch (Interruption e) {
                from = e.checkpoint;
            }
        }
        assertSame(result, whole);
    }

    /// The checkpoint is taken before the listener that would have stopped the training is called.
    @net.jqwik.api.Example
    void aStopPendingAtTheCheckpointStillHappens() {
        TrainingOptions options = TrainingOptions.ofEpochs(9).withBatchSize(4);
        TrainingListener stopping = new EarlyStopping(1, 1e3);
        TrainingResult whole = Kinds.PLAIN.train(setting(options, 1, stopping, 0), null);
        assertThat(whole.history()).as("no loss improves by that much").hasSize(2);
        Interrupter atTheSecondEpoch = new Interrupter(2 * (Math.ceilDiv(Kinds.EXAMPLES, 4) + 1) - 1);
        Checkpoint taken = null;
        try {
            Kinds.PLAIN.train(setting(options, 1, TrainingListener.all(atTheSecondEpoch, stopping), 0), null);
        } catch (Interruption e) {
            taken = e.checkpoint;
        }
        assertThat(taken).isNotNull();
        assertSame(Kinds.PLAIN.train(setting(options, 1, stopping, 0), taken), whole);
    }

    private static TrainingResult trainOnStream(TrainingListener listener, @Nullable Checkpoint from) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < Kinds.EXAMPLES; i++) {
            float[] drawn = Kinds.noise(4, i);
            examples.add(Example.of(new float[][]{{drawn[0]}, {drawn[1]}, {drawn[2]}}, drawn[3]));
        }
        Architecture architecture = Architecture.lstm(1, 5).withHead(Head.lastStep(1));
        Trainer trainer = Trainer.of(TrainingOptions.ofEpochs(4).withBatchSize(4), MeanSquaredError.of(), Adam.of(0.05))
                .withListener(listener);
        try (StreamDataset stream = Datasets.stream(examples::stream, examples.size(), 3).withShuffleBuffer(6)) {
            return from == null ? trainer.train(architecture, stream) : trainer.resume(from, stream, null);
        }
    }

    /// Some examples of the stream are in the shuffle buffer when the training is interrupted.
    @net.jqwik.api.Example
    void aStreamContinuesAtItsPosition() {
        TrainingResult whole = trainOnStream(TrainingListener.none(), null);
        for (int event : new int[]{0, 3, 5, 8, 11, 17}) {
            try {
                trainOnStream(new Interrupter(event), null);
            } catch (Interruption e) {
                assertSame(trainOnStream(TrainingListener.none(), e.checkpoint), whole);
            }
        }
    }

    private static Checkpoint checkpoint(Kinds kind, TrainingOptions options, int event) {
        try {
            kind.train(setting(options, 1, new Interrupter(event), 0), null);
        } catch (Interruption e) {
            return e.checkpoint;
        }
        throw new AssertionError("no such event: " + event);
    }

    @net.jqwik.api.Example
    void aCheckpointIsIndependentOfTheTraining() {
        TrainingOptions options = TrainingOptions.ofEpochs(EPOCHS).withBatchSize(4).withAverageDecay(0.5);
        List<Checkpoint> taken = new ArrayList<>();
        TrainingListener listener = (report, training) -> {
            if (report.epoch() == 2) {
                taken.add(training.checkpoint());
            }
        };
        TrainingResult whole = Kinds.PLAIN.train(setting(options, 1, listener, 0), null);
        Checkpoint kept = taken.getFirst(); // the training has continued since
        assertThat(kept.position()).isEqualTo(new Checkpoint.Position(2, 0, Checkpoint.Sums.ZERO));
        assertThat(kept.progress().history()).isEqualTo(whole.history().subList(0, 2));
        spoil(kept);
        assertSame(Kinds.PLAIN.train(setting(options, 1, TrainingListener.none(), 0), kept), whole);
        assertThat(kept.model().parameters().values()).isNotEqualTo(kept.bestModel().parameters().values());
    }

    private static void spoil(Checkpoint kept) {
        Checkpoint.NetworkState network = kept.networks().getFirst();
        network.parameters().values()[0] = 9;
        network.best().values()[0] = 9;
        network.optimizer().arrays().values().forEach(array -> array[0] = 9);
        Checkpoint.@Nullable Average average = network.average();
        if (average != null) {
            average.values().values()[0] = 9;
        }
    }

    @net.jqwik.api.Example
    void aResumedTrainingMayHaveMoreEpochs() {
        TrainingOptions options = TrainingOptions.ofEpochs(2).withBatchSize(4);
        List<Checkpoint> taken = new ArrayList<>();
        TrainingListener listener = (_, training) -> taken.add(training.checkpoint());
        Kinds.PLAIN.train(setting(options, 1, listener, 0), null);
        TrainingResult four = Kinds.PLAIN.train(setting(options.withEpochs(4), 1, TrainingListener.none(), 0), null);
        TrainingResult longer = Kinds.PLAIN.train(setting(options.withEpochs(4), 1, TrainingListener.none(), 0),
                taken.getLast());
        assertThat(longer.parameters().values()).isEqualTo(four.parameters().values());
        TrainingResult none = Kinds.PLAIN.train(setting(options, 1, TrainingListener.none(), 0), taken.getLast());
        assertThat(none.history()).hasSize(2);
    }

    @net.jqwik.api.Example
    void aCheckpointOfAnotherTrainingIsRefused() {
        TrainingOptions options = TrainingOptions.ofEpochs(2).withBatchSize(4);
        Checkpoint plain = checkpoint(Kinds.PLAIN, options, 3);
        Checkpoint pair = checkpoint(Kinds.ENCODER_DECODER, options, 3);
        Checkpoint truncated = checkpoint(Kinds.TRUNCATED, options, 3);
        refused(Kinds.PLAIN, options.withSeed(1), plain, "checkpoint: expected the seed, batch size and number of");
        refused(Kinds.PLAIN, options.withAverageDecay(0.9), plain, "checkpoint: expected an average of the weights");
        refused(Kinds.PLAIN, options, pair, "checkpoint: expected 1 network, found 2");
        refused(Kinds.ENCODER_DECODER, options, plain,
                "checkpoint: expected 2 networks, an encoder and a decoder, found 1");
        refused(Kinds.TRUNCATED, options, plain, "checkpoint: expected ");
        refused(Kinds.PLAIN, options, truncated, "checkpoint: expected ");
    }

    private static void refused(Kinds kind, TrainingOptions options, Checkpoint from, String message) {
        assertThatThrownBy(() -> kind.train(setting(options, 1, TrainingListener.none(), 0), from))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }
}
