package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Weights of answers in a whole training step.
class AnswerWeightsTest {
    private static final int INPUT = 2;
    private static final int OUTPUT = 3;
    private static final int TIME = 4;

    private final Loss loss = MeanSquaredError.of();
    private final float[] x = draw(3 * TIME * INPUT);
    private final float[] y = draw(3 * TIME * OUTPUT);

    private static float[] draw(int length) {
        Random random = new Random(length);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static TrainingNetwork network(Head head) {
        Architecture architecture = Architecture.lstm(INPUT, 7).withHead(head);
        return new TrainingNetwork(architecture, Initializer.uniform(architecture, 3), 3, TIME);
    }

    private static void assertClose(float[] found, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("gradient %d", i).isCloseTo(expected[i], within(1e-6f));
        }
    }

    /// Three examples with different weights of their steps; some weights are 0.
    private final class Weighted implements Dataset {
        private final float[] weights = {1, 0, 2, 0.5f, 0, 0, 0, 0, 3, 0, 1, 1};

        @Override
        public int size() {
            return 3;
        }

        @Override
        public int time() {
            return TIME;
        }

        @Override
        public int inputSize() {
            return INPUT;
        }

        @Override
        public int targetSize() {
            return TIME * OUTPUT;
        }

        @Override
        public boolean hasWeights() {
            return true;
        }

        @Override
        public void copyWeights(int index, float[] to, int offset) {
            System.arraycopy(weights, index * TIME, to, offset, TIME);
        }

        @Override
        public void copyInput(int index, float[] to, int offset, int stride) {
            System.arraycopy(x, index * TIME * INPUT, to, offset, TIME * INPUT);
        }

        @Override
        public void copyTarget(int index, float[] to, int offset) {
            System.arraycopy(y, index * TIME * OUTPUT, to, offset, TIME * OUTPUT);
        }
    }

    @Test
    void weightsOfADatasetAreApplied() {
        Weighted data = new Weighted();
        int[] order = {2, 0, 1};
        try (TrainingNetwork network = network(Head.everyStep(OUTPUT))) {
            double value = network.computeGradients(new Batch(x, null, y, data.weights, 3), loss);
            float[] gradients = network.gradients().values().clone();
            network.clearGradients();
            assertThat(network.addGradients(Loaded.batch(network, data, order, 0, 3), loss, 1)).isCloseTo(value,
                    within(1e-6));
            assertClose(network.gradients().values(), gradients);
            assertThat(network.totalWeight(Loaded.batch(network, data, order, 0, 3), loss)).isEqualTo(8.5);
            assertThat(network.evaluate(Loaded.batch(network, data, order, 0, 3), loss)).isCloseTo(value, within(1e-6));
            assertThat(network.totalWeight(Loaded.batch(network, data, order, 2, 1), loss)).isZero();
        }
    }

    @Test
    void aSequenceOfWeightZeroHasNoEffect() {
        try (TrainingNetwork network = network(Head.lastStep(OUTPUT))) {
            float[] masked = Arrays.copyOf(y, 3 * OUTPUT);
            Arrays.fill(masked, OUTPUT, 2 * OUTPUT, Float.NaN);
            double value = network.computeGradients(new Batch(x, null, masked, new float[]{1, 0, 1}, 3), loss);
            float[] gradients = network.gradients().values().clone();
            // Only the first and the third sequence.
            int size = TIME * INPUT;
            float[] others = Arrays.copyOf(x, 2 * size);
            System.arraycopy(x, 2 * size, others, size, size);
            float[] theirs = Arrays.copyOf(y, 2 * OUTPUT);
            System.arraycopy(y, 2 * OUTPUT, theirs, OUTPUT, OUTPUT);
            assertThat(value).isCloseTo(network.computeGradients(Batch.of(others, theirs, 2), loss), within(1e-12));
            assertClose(gradients, network.gradients().values());
        }
    }

    @Test
    void eachStepHasItsOwnWeight() {
        // Only the last step of each sequence has a weight: the same as a head on the last step.
        float[] weights = new float[3 * TIME];
        float[] last = new float[3 * OUTPUT];
        for (int row = 0; row < 3; row++) {
            weights[row * TIME + TIME - 1] = 2;
            System.arraycopy(y, (row * TIME + TIME - 1) * OUTPUT, last, row * OUTPUT, OUTPUT);
        }
        try (TrainingNetwork every = network(Head.everyStep(OUTPUT));
                TrainingNetwork one = network(Head.lastStep(OUTPUT))) {
            double value = every.step(new Batch(x, null, y, weights, 3), loss, Adam.of(0).create());
            assertThat(value).isCloseTo(one.computeGradients(Batch.of(x, last, 3), loss), within(1e-12));
            assertClose(every.gradients().values(), one.gradients().values());
        }
    }

    @Test
    void missingWeightsAreOnes() {
        float[] ones = new float[3 * TIME];
        Arrays.fill(ones, 1);
        try (TrainingNetwork network = network(Head.everyStep(OUTPUT))) {
            double value = network.computeGradients(Batch.of(x, y, 3), loss);
            float[] gradients = network.gradients().values().clone();
            assertThat(network.computeGradients(new Batch(x, null, y, ones, 3), loss)).isEqualTo(value);
            assertThat(network.gradients().values()).isEqualTo(gradients);
            network.computeGradients(new Batch(x, null, y, new float[3 * TIME], 3), loss);
            assertThat(network.gradients().values()).containsOnly(0f);
        }
    }

    @Test
    void weightsThatDoNotFitAreRefused() {
        try (TrainingNetwork network = network(Head.everyStep(OUTPUT))) {
            assertThatThrownBy(() -> network.computeGradients(new Batch(x, null, y, new float[3], 3), loss))
                    .hasMessage("weights: expected 12 floats for [3 rows as in inputs, 4 outputs, 1], found 3");
            float[] negative = new float[3 * TIME];
            negative[5] = -1;
            assertThatThrownBy(() -> network.computeGradients(new Batch(x, null, y, negative, 3), loss))
                    .hasMessage("weights[5]: expected a finite number of at least 0, found -1.0");
            assertThatThrownBy(() -> network.computeGradients(Batch.of(x, new float[5], 3), loss))
                    .hasMessage("targets: expected 36 floats for [3 rows as in inputs, 4 outputs, 3], found 5");
        }
    }
}
