package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.training.data.Windows;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Gradients accumulated over several small batches give the same update as one large batch.
class AccumulationTest {
    private static final int TIME = 6;

    private final Architecture architecture = Architecture.lstm(2, 9).withLayers(2).withBidirectional(true)
            .withHead(Head.lastStep(3));

    private static float[] draw(int length) {
        Random random = new Random(length);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @Test
    void partsOfDifferentSizesGiveTheGradientOfTheWholeBatch() {
        int rows = 11;
        float[] x = draw(rows * TIME * 2);
        float[] y = draw(rows * 3);
        try (TrainingNetwork whole = new TrainingNetwork(architecture, Initializer.uniform(architecture, 3), rows,
                TIME);
                TrainingNetwork parts = new TrainingNetwork(architecture, Initializer.uniform(architecture, 3), 4,
                        TIME)) {
            double loss = whole.computeGradients(Batch.of(x, y, rows), MeanSquaredError.of());
            double sum = 0;
            parts.gradients().values()[3] = 9; // of an earlier update
            parts.clearGradients();
            for (int from = 0; from < rows; from += 4) {
                int part = Math.min(4, rows - from);
                sum += part * parts.addGradients(
                        Batch.of(Arrays.copyOfRange(x, from * TIME * 2, (from + part) * TIME * 2),
                                Arrays.copyOfRange(y, from * 3, (from + part) * 3), part),
                        MeanSquaredError.of(), (double) part / rows);
            }
            assertThat(sum / rows).isCloseTo(loss, Percentage.withPercentage(1e-5));
            float largest = 0;
            for (float gradient : whole.gradients().values()) {
                largest = Math.max(largest, Math.abs(gradient));
            }
            // The same sums in another order: the tolerance of the tests against PyTorch.
            for (int i = 0; i < whole.gradients().values().length; i++) {
                assertThat(parts.gradients().values()[i]).as("gradient %d", i)
                        .isCloseTo(whole.gradients().values()[i], Offset.offset(1e-5f * largest));
            }
            assertThatThrownBy(() -> parts.addGradients(Batch.of(x, y, 1), MeanSquaredError.of(), 0))
                    .hasMessage("share: expected a number above 0, found 0.0");
        }
    }

    private TrainingResult train(int batch, int accumulate, List<Integer> updates) {
        float[] wave = new float[80];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) Math.sin(0.3 * i);
        }
        Architecture network = Architecture.lstm(1, 9).withLayers(2).withHead(Head.lastStep(3));
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Training training) {}

            @Override
            public void batchEnded(BatchReport report, Training training) {
                updates.add(report.batches());
            }
        };
        return Trainer
                .of(TrainingOptions.ofEpochs(5).withBatchSize(batch).withClipNorm(0.5).withSeed(5)
                        .withAccumulate(accumulate), MeanSquaredError.of(), SGD.of(0.1).withMomentum(0.9))
                .withListener(listener)
                .train(network, Initializer.uniform(network, 3),
                        Windows.over(wave, 1).withLookback(8).withHorizon(3).dataset(0, 80),
                        null);
    }

    @Test
    void theTrainerGivesTheResultOfTheLargerBatch() {
        List<Integer> updates = new ArrayList<>();
        TrainingResult large = train(24, 1, updates); // 70 examples: 24, 24, 22
        TrainingResult small = train(8, 3, updates); // 8 8 8, 8 8 8, 8 8 6
        assertThat(updates).hasSize(2 * 5 * 3).containsOnly(3);
        for (int epoch = 0; epoch < 5; epoch++) {
            assertThat(small.history().get(epoch).trainingLoss())
                    .isCloseTo(large.history().get(epoch).trainingLoss(), Percentage.withPercentage(0.01));
            assertThat(small.history().get(epoch).gradientNorm())
                    .isCloseTo(large.history().get(epoch).gradientNorm(), Percentage.withPercentage(0.01));
        }
        for (int i = 0; i < large.parameters().values().length; i++) {
            assertThat(small.parameters().values()[i]).isCloseTo(large.parameters().values()[i], Offset.offset(1e-5f));
        }
        assertThatThrownBy(() -> TrainingOptions.ofEpochs(1).withBatchSize(1).withAccumulate(0))
                .hasMessage("accumulate: expected at least 1, found 0");
    }

    @Test
    void clippingByValueChangesTheTraining() {
        float[] wave = draw(60);
        Architecture network = Architecture.lstm(1, 5).withHead(Head.lastStep(1));
        TrainingOptions free = TrainingOptions.ofEpochs(2).withBatchSize(16).withSeed(5);
        float[][] ends = new float[3][];
        double[] norms = new double[3];
        TrainingOptions[] options = {free, free.withClipValue(1e9), free.withClipValue(1e-3)};
        for (int i = 0; i < 3; i++) {
            TrainingResult result = Trainer.of(options[i], MeanSquaredError.of(), SGD.of(0.1)).train(network,
                    Initializer.uniform(network, 3), Windows.over(wave, 1).withLookback(8).dataset(0, 60),
                    null);
            ends[i] = result.parameters().values();
            norms[i] = result.history().getFirst().gradientNorm();
        }
        assertThat(ends[1]).isEqualTo(ends[0]);
        assertThat(norms[2]).as("the norm before clipping").isGreaterThan(0.01);
        float[] start = Initializer.uniform(network, 3).values();
        for (int i = 0; i < start.length; i++) { // 8 updates of at most 0.1 · 0.001
            assertThat(ends[2][i]).isCloseTo(start[i], Offset.offset(8.01e-4f));
        }
    }
}
