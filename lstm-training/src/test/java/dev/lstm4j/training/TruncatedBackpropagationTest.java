package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.OptimizerState;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.init.Initialization;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.optimizers.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Compares truncated backpropagation with k₁ and k₂ with backpropagation through whole sequences.
class TruncatedBackpropagationTest {
    private static final int BATCH = 3;
    private static final int INPUT = 2;
    private static final int STEPS = 11;

    private final Architecture architecture = Architecture.lstm(INPUT, 9).withLayers(2).withTrainableStates(true)
            .withHead(Head.everyStep(1));
    private final MeanSquaredError loss = MeanSquaredError.of();
    private final float[] x = EngineRun.noise(new Random(1), BATCH * STEPS * INPUT);
    private final float[] y = EngineRun.noise(new Random(2), BATCH * STEPS);

    /// Records the gradients and does not change the parameters.
    private static final class Recorder implements Optimizer {
        private final List<float[]> gradients = new ArrayList<>();

        @Override
        public void begin(int length) {}

        @Override
        public void update(Kernels kernels, float[] parameters, float[] of, int from, int to) {
            gradients.add(of.clone());
        }

        @Override
        public double learningRate() {
            return 0;
        }

        @Override
        public void setLearningRate(double learningRate) {}

        private OptimizerFactory factory() {
            return new OptimizerFactory() {
                @Override
                public Optimizer create() {
                    return Recorder.this;
                }

                @Override
                public double learningRate() {
                    return 0;
                }
            };
        }

        @Override
        public long steps() {
            return gradients.size();
        }

        @Override
        public OptimizerState state() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restore(OptimizerState state) {
            throw new UnsupportedOperationException();
        }
    }

    private TrainingNetwork network(int time) {
        return new TrainingNetwork(architecture, start(), BATCH, time);
    }

    private Parameters start() {
        return Initializer.pytorch().with(Initializer.Kind.STATES, Initialization.UNIFORM).draw(architecture, 7);
    }

    /// The gradient of the loss of some steps, through all earlier steps.
    private float[] whole(int from, int end) {
        float[] weights = new float[BATCH * STEPS];
        for (int row = 0; row < BATCH; row++) {
            Arrays.fill(weights, row * STEPS + from, row * STEPS + end, 1f);
        }
        try (TrainingNetwork network = network(STEPS)) {
            network.computeGradients(new Batch(x, null, y, weights, BATCH), loss);
            return network.gradients().values().clone();
        }
    }

    private List<float[]> windows(int k1, int k2, double[] mean) {
        Recorder recorder = new Recorder();
        List<EpochReport> history = TruncatedBackpropagation
                .of(TrainingOptions.ofEpochs(2), loss, recorder.factory(), k1, k2)
                .train(architecture, start(), Batch.of(x, y, BATCH), STEPS).history();
        mean[0] = history.getFirst().trainingLoss();
        assertThat(history.getLast().trainingLoss()).as("each epoch starts from the initial states").isEqualTo(mean[0]);
        int updates = recorder.gradients.size() / 2;
        assertThat(recorder.gradients.get(updates)).isEqualTo(recorder.gradients.getFirst());
        return recorder.gradients.subList(0, updates);
    }

    private static double distance(float[] found, float[] expected) {
        double distance = 0;
        for (int i = 0; i < expected.length; i++) {
            distance = Math.max(distance, Math.abs(found[i] - expected[i]));
        }
        return distance;
    }

    @Test
    void windowsFromTheFirstStepHaveTheFullGradient() {
        for (int k1 : new int[]{1, 3, 4, 11}) {
            List<float[]> gradients = windows(k1, STEPS + 2, new double[1]);
            assertThat(gradients).hasSize(Math.ceilDiv(STEPS, k1));
            for (int i = 0; i < gradients.size(); i++) {
                float[] expected = whole(i * k1, Math.min(STEPS, (i + 1) * k1));
                assertThat(distance(gradients.get(i), expected)).isLessThan(1e-6);
            }
        }
    }

    @Test
    void theLossDoesNotDependOnTheWindows() {
        double expected;
        try (TrainingNetwork network = network(STEPS)) {
            expected = network.computeGradients(Batch.of(x, y, BATCH), loss);
        }
        for (int[] k : new int[][]{{1, 1}, {1, 5}, {3, 3}, {3, 4}, {3, 7}, {4, 6}, {5, 11}, {11, 20}}) {
            double[] mean = new double[1];
            windows(k[0], k[1], mean);
            assertThat(mean[0]).as("k1 %d, k2 %d", k[0], k[1]).isCloseTo(expected, within(1e-6));
        }
    }

    /// Compares with a network of the window's length that starts from the states at the beginning of the window.
    @Test
    void theGradientEndsAtTheBeginningOfTheWindow() {
        int from = 9;
        float[] whole = whole(from, STEPS);
        for (int k2 : new int[]{3, 5, 7, 9}) {
            int begin = from + 3 - k2;
            int length = STEPS - begin;
            float[] found = windows(3, k2, new double[1]).get(3);
            float[] weights = new float[BATCH * length];
            for (int row = 0; row < BATCH; row++) {
                Arrays.fill(weights, row * length + from - begin, (row + 1) * length, 1f);
            }
            Architecture fixed = architecture.withTrainableStates(false);
            int states = 2 * BATCH * architecture.hiddenSize();
            States carried = States.zeros(architecture, BATCH);
            Parameters start = Initializer.pytorch().with(Initializer.Kind.STATES, Initialization.UNIFORM).draw(
                    architecture,
                    7);
            try (InferenceSession session = Network.of(new Model(architecture, start), Engine.auto())
                    .session(BATCH, begin)) {
                session.forward(part(x, 0, begin, INPUT), BATCH, begin, null, new float[BATCH * begin], carried);
            }
            Parameters same = Parameters.zeros(fixed.parameterLayout());
            for (ParameterLayout.Entry entry : same.layout().entries()) {
                same.view(entry.name()).put(start.view(entry.name()));
            }
            float[] targets = part(y, begin, length, 1);
            EngineRun.Result expected = new EngineRun(fixed, same, BATCH, length, null, part(x, begin, length, INPUT),
                    carried.hidden(), carried.cell(), true, answers -> {
                        float[] dAnswers = new float[answers.length];
                        loss.forwardBackward(answers, targets, weights, answers.length, 1, dAnswers);
                        return dAnswers;
                    }, new float[states], new float[states], 1).run(KernelSelection.kernels(), 1);
            for (ParameterLayout.Entry entry : same.layout().entries()) {
                int at = architecture.parameterLayout().get(entry.name()).offset();
                assertThat(distance(Arrays.copyOfRange(found, at, at + entry.length()), Arrays
                        .copyOfRange(expected.gradients(), entry.offset(), entry.offset() + entry.length())))
                        .as("%s, k2 = %d", entry.name(), k2).isLessThan(1e-6);
            }
            assertThat(distance(found, whole)).as("truncated at k2 = %d", k2).isGreaterThan(1e-6);
        }
    }

    private static float[] part(float[] whole, int from, int steps, int width) {
        float[] part = new float[BATCH * steps * width];
        for (int row = 0; row < BATCH; row++) {
            System.arraycopy(whole, (row * STEPS + from) * width, part, row * steps * width, steps * width);
        }
        return part;
    }

    /// In the first window, only the first group of sequences has weights; the states of the second group are
    /// carried nevertheless.
    @Test
    void aGroupOfWeightZeroIsStillRun() {
        float[] weights = new float[BATCH * STEPS];
        Arrays.fill(weights, 1);
        Arrays.fill(weights, 2 * STEPS, 2 * STEPS + 4, 0);
        Batch sequences = Batch.of(x, y, BATCH).withWeights(weights);
        float[][] ends = new float[2][];
        for (int i = 0; i < 2; i++) {
            TrainingOptions options = TrainingOptions.ofEpochs(2).withBatchSize(i == 0 ? BATCH : 2).withAccumulate(2);
            ends[i] = TruncatedBackpropagation.of(options, loss, SGD.of(0.5), 4, 4)
                    .train(architecture, start(), sequences, STEPS).parameters().values();
        }
        assertThat(distance(ends[0], start().values())).isGreaterThan(1e-2);
        assertThat(distance(ends[1], ends[0])).as("two groups equal one batch").isLessThan(1e-5);
    }

    @Test
    void invalidArgumentsAreRefused() {
        TrainingOptions options = TrainingOptions.ofEpochs(1);
        OptimizerFactory adam = Adam.of(0.01);
        assertThatThrownBy(() -> TruncatedBackpropagation.of(options, loss, adam, 5, 4))
                .hasMessage("k1: expected 1 to 4 steps (k2), found 5");
        assertThatThrownBy(() -> TruncatedBackpropagation.of(options, loss, adam, 1, 0))
                .hasMessage("k2: expected at least 1, found 0");
        TruncatedBackpropagation truncated = TruncatedBackpropagation.of(options, loss, adam, 2, 4);
        Batch sequences = Batch.of(x, y, BATCH);
        assertThatThrownBy(() -> truncated.train(architecture, sequences, 12))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("inputs: expected ");
        Architecture last = architecture.withHead(Head.lastStep(1));
        assertThatThrownBy(() -> truncated.train(last, sequences, STEPS)).hasMessageContaining("every step");
        assertThatThrownBy(() -> truncated.train(architecture, sequences.withMask(Mask.ofLengths(STEPS, 1, 2, 3)),
                STEPS)).hasMessageContaining("give weight 0 to steps after the end");
        Architecture both = architecture.withBidirectional(true);
        assertThatThrownBy(() -> truncated.train(both, sequences, STEPS)).isInstanceOf(IllegalStateException.class);
    }
}
