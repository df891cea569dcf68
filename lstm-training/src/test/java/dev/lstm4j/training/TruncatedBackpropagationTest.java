package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Kernels;
import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Windows of k₁ and k₂ steps against whole sequences.
class TruncatedBackpropagationTest {
    private static final int BATCH = 3;
    private static final int INPUT = 2;
    private static final int STEPS = 11;

    private final Architecture architecture = Architecture.lstm(INPUT, 9).withLayers(2).withTrainableStates(true)
            .withHead(Head.everyStep(1));
    private final MeanSquaredError loss = new MeanSquaredError();
    private final float[] x = EngineRun.noise(new Random(1), BATCH * STEPS * INPUT);
    private final float[] y = EngineRun.noise(new Random(2), BATCH * STEPS);

    /// Writes the gradients down and changes nothing.
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
        return new TrainingNetwork(architecture, Initializer.pytorch().with(Initializer.Kind.STATES, Filling.UNIFORM)
                .draw(architecture, 7), BATCH, time);
    }

    /// The gradient of the loss of some steps through all before them.
    private float[] whole(int from, int end) {
        float[] counts = new float[BATCH * STEPS];
        for (int row = 0; row < BATCH; row++) {
            Arrays.fill(counts, row * STEPS + from, row * STEPS + end, 1f);
        }
        try (TrainingNetwork network = network(STEPS)) {
            network.computeGradients(x, y, counts, null, BATCH, loss);
            return network.gradients().values().clone();
        }
    }

    private List<float[]> windows(int k1, int k2, double[] mean) {
        Recorder recorder = new Recorder();
        try (TrainingNetwork network = network(k2)) {
            TruncatedBackpropagation truncated = new TruncatedBackpropagation(network, k1);
            mean[0] = truncated.train(x, y, BATCH, STEPS, loss, recorder, 0);
            int updates = recorder.gradients.size();
            assertThat(truncated.train(x, y, BATCH, STEPS, loss, recorder, 0)).isEqualTo(mean[0]); // from the beginning
            return recorder.gradients.subList(0, updates);
        }
    }

    private static double distance(float[] found, float[] expected) {
        double distance = 0;
        for (int i = 0; i < expected.length; i++) {
            distance = Math.max(distance, Math.abs(found[i] - expected[i]));
        }
        return distance;
    }

    @Test
    void whereWindowsReachTheBeginningTheGradientsAreTheWhole() {
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
    void theLossIsThatOfTheWholeForAnyWindows() {
        double expected;
        try (TrainingNetwork network = network(STEPS)) {
            expected = network.computeGradients(x, y, BATCH, loss);
        }
        for (int[] k : new int[][]{{1, 1}, {1, 5}, {3, 3}, {3, 4}, {3, 7}, {4, 6}, {5, 11}, {11, 20}}) {
            double[] mean = new double[1];
            windows(k[0], k[1], mean);
            assertThat(mean[0]).as("k1 %d, k2 %d", k[0], k[1]).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void theFartherBackTheNearerToTheWhole() {
        float[] expected = whole(9, 11);
        double last = Double.POSITIVE_INFINITY;
        for (int k2 : new int[]{3, 5, 7, 9}) {
            double distance = distance(windows(3, k2, new double[1]).get(3), expected);
            assertThat(distance).as("k2 = %d", k2).isLessThan(last).isGreaterThan(1e-7);
            last = distance;
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        try (TrainingNetwork network = network(4)) {
            assertThatThrownBy(() -> new TruncatedBackpropagation(network, 5))
                    .hasMessage("k1: expected 1 to k2, the network's 4 steps, found 5");
            assertThatThrownBy(() -> new TruncatedBackpropagation(network, 2).train(x, y, BATCH, 12, loss,
                    new Recorder(), 0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("x");
        }
        Architecture last = architecture.withHead(Head.lastStep(1));
        try (TrainingNetwork network = new TrainingNetwork(last, Initializer.uniform(last, 1), 1, 4)) {
            assertThatThrownBy(() -> new TruncatedBackpropagation(network, 2)).hasMessageContaining("every step");
        }
    }
}
