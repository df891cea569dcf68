package dev.lstm4j.training;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.losses.MeanSquaredError;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The three trainers with small data, for tests of their common behaviour.
enum Kinds {
    /// Mini-batches of sequences of 3 to 6 steps with weights; two layers, both kinds of dropout.
    PLAIN {
        @Override
        TrainingResult train(Setting setting, @Nullable Checkpoint from) {
            Architecture architecture = Architecture.lstm(2, 5).withLayers(2).withDropout(setting.drop)
                    .withRecurrentDropout(setting.drop).withHead(Head.everyStep(1));
            Trainer trainer = Trainer.of(setting.options, MeanSquaredError.of(), setting.optimizer)
                    .withEngine(Engine.auto().withThreads(setting.threads)).withListener(setting.listener);
            Dataset training = new Ragged(EXAMPLES, 1, true, setting.bad);
            Dataset validation = new Ragged(5, 2, true, 0);
            return from == null
                    ? trainer.train(architecture, training, validation)
                    : trainer.resume(from, training, validation);
        }
    },
    /// Windows of 3 over sequences of 8 steps.
    TRUNCATED {
        @Override
        TrainingResult train(Setting setting, @Nullable Checkpoint from) {
            Architecture architecture = Architecture.lstm(2, 5).withLayers(2).withDropout(setting.drop)
                    .withRecurrentDropout(setting.drop).withHead(Head.everyStep(1));
            TruncatedBackpropagation trainer = TruncatedBackpropagation
                    .of(setting.options, MeanSquaredError.of(), setting.optimizer, 3, 5)
                    .withEngine(Engine.auto().withThreads(setting.threads)).withListener(setting.listener);
            float[] targets = noise(EXAMPLES * 8, 2);
            targets[7 * 8 + 4] += setting.bad;
            Batch sequences = Batch.of(noise(EXAMPLES * 8 * 2, 1), targets, EXAMPLES);
            return from == null
                    ? trainer.train(architecture, sequences, 8)
                    : trainer.resume(from, sequences, 8);
        }
    },
    /// Predicts 6 numbers from sequences of 3 to 6 steps.
    ENCODER_DECODER {
        @Override
        TrainingResult train(Setting setting, @Nullable Checkpoint from) {
            EncoderDecoderArchitecture architecture = new EncoderDecoderArchitecture(
                    Architecture.lstm(2, 5).withRecurrentDropout(setting.drop),
                    Architecture.lstm(1, 5).withHead(Head.everyStep(1)), Feedback.VALUES);
            Trainer trainer = Trainer.of(setting.options, MeanSquaredError.of(), setting.optimizer)
                    .withEngine(Engine.auto().withThreads(setting.threads)).withListener(setting.listener);
            double forcing = setting.drop > 0 ? 0.5 : 1;
            Dataset training = new Ragged(EXAMPLES, 1, false, setting.bad);
            Dataset validation = new Ragged(5, 2, false, 0);
            return from == null
                    ? trainer.train(architecture, forcing, training, validation)
                    : trainer.resume(from, architecture, forcing, training, validation);
        }
    };

    /// The number of examples or sequences.
    static final int EXAMPLES = 19;

    /// Runs a training.
    ///
    /// @param from the checkpoint to resume from, or null
    abstract TrainingResult train(Setting setting, @Nullable Checkpoint from);

    /// The settings of a training.
    ///
    /// @param drop the probability of every kind of dropout; with 0 the decoder always uses teacher forcing
    /// @param bad a value that is added to the target of example 7 at step 4
    record Setting(TrainingOptions options, OptimizerFactory optimizer, float drop, int threads,
            TrainingListener listener, float bad) {}

    static float[] noise(int length, int seed) {
        return EngineRun.noise(new Random(seed), length);
    }

    /// Sequences of 3 to 6 steps of 2 features, with 6 target numbers and 6 weights each.
    private record Ragged(int size, int seed, boolean ragged, float bad) implements Dataset {
        private static final int TIME = 6;

        @Override
        public int time() {
            return TIME;
        }

        @Override
        public boolean hasLengths() {
            return true;
        }

        @Override
        public int length(int index) {
            return 3 + index % 4;
        }

        @Override
        public boolean hasWeights() {
            return true;
        }

        @Override
        public void copyWeights(int index, float[] weights, int offset) {
            Arrays.fill(weights, offset, offset + TIME, 0.5f + index % 3);
        }

        @Override
        public int inputSize() {
            return 2;
        }

        @Override
        public int targetSize() {
            return TIME;
        }

        @Override
        public void copyInput(int index, float[] x, int offset, int stride) {
            float[] drawn = noise(2 * TIME, 31 * seed + index);
            Arrays.fill(drawn, 2 * length(index), 2 * TIME, Float.NaN);
            for (int t = 0; t < TIME; t++) {
                System.arraycopy(drawn, 2 * t, x, offset + t * stride, 2);
            }
        }

        @Override
        public void copyTarget(int index, float[] y, int offset) {
            System.arraycopy(noise(TIME, 77 * seed + index), 0, y, offset, TIME);
            if (index == 7) {
                y[offset + 4] += bad;
            }
        }
    }
}
