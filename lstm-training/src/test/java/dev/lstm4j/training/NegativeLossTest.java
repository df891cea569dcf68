package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.training.data.Windows;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.schedules.ReduceOnPlateau;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Subtracting a constant from a loss, so that all values are negative, does not change training and stopping.
/// Negative log-likelihoods of densities can be such losses.
class NegativeLossTest {
    private static final int EPOCHS = 40;

    /// The mean squared error minus a constant; the gradients are the same.
    private record Shifted(double by) implements Loss {
        @Override
        public int targetSize(int outputSize) {
            return outputSize;
        }

        @Override
        public double forwardBackward(float[] predictions, float[] targets, float @Nullable [] weights, int rows,
                int outputSize, float[] dPredictions) {
            return MeanSquaredError.of().forwardBackward(predictions, targets, weights, rows, outputSize, dPredictions)
                    - by;
        }

        @Override
        public double totalWeight(float[] targets, float @Nullable [] weights, int rows, int outputSize) {
            return MeanSquaredError.of().totalWeight(targets, weights, rows, outputSize);
        }
    }

    private static TrainingResult train(double by) {
        double[] wave = new double[120];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = Math.sin(0.3 * i);
        }
        Architecture architecture = Architecture.lstm(1, 5).withHead(Head.lastStep(1));
        Windows windows = Windows.over(wave).withLookback(8);
        TrainingOptions options = TrainingOptions.ofEpochs(EPOCHS).withBatchSize(16).withSeed(5)
                .withSchedule(ReduceOnPlateau.of(0.5, 1).withThreshold(0));
        return Trainer.of(options, new Shifted(by), Adam.of(0.05)).withListener(new EarlyStopping(5, 1e-3)).train(
                architecture, Initializer.pytorch().draw(architecture, 3),
                windows.dataset(0, 80), windows.dataset(80, 120));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1000})
    void stopsAndReducesAtTheSameEpochs(double by) {
        TrainingResult positive = train(0);
        TrainingResult negative = train(by);
        assertThat(negative.history()).allSatisfy(epoch -> assertThat(epoch.validationLoss()).isNegative());
        assertThat(positive.history().size()).as("stopped early").isLessThan(EPOCHS);
        assertThat(positive.history().getLast().learningRate()).as("reduced").isLessThan(0.05);
        assertThat(negative.history()).extracting(EpochReport::learningRate)
                .isEqualTo(positive.history().stream().map(EpochReport::learningRate).toList());
        assertThat(negative.bestEpoch()).isEqualTo(positive.bestEpoch());
        assertThat(negative.parameters().values()).isEqualTo(positive.parameters().values());
    }
}
