package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.data.SeriesWindows;
import dev.lstm4j.training.data.Windows;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
    private final Architecture architecture = Architecture.lstm(1, 6).withHead(Head.lastStep(2));
    private final Parameters start = Initializer.uniform(architecture, 3);

    private List<Parameters> weights(int count) {
        Random random = new Random(1);
        List<Parameters> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Parameters parameters = Parameters.zeros(architecture.parameterLayout());
            for (int i = 0; i < parameters.values().length; i++) {
                parameters.values()[i] = (float) random.nextGaussian();
            }
            all.add(parameters);
        }
        return all;
    }

    @Test
    void theAverageIsTheWeightedMeanOverTheUpdates() {
        double decay = 0.8;
        List<Parameters> all = weights(12);
        WeightAverage average = new WeightAverage(decay, start);
        assertThat(average.values().values()).isEqualTo(start.values());
        for (int n = 1; n <= all.size(); n++) {
            average.add(all.get(n - 1));
            for (int i = 0; i < start.values().length; i++) {
                double sum = 0;
                double share = 0;
                for (int k = 1; k <= n; k++) {
                    sum += Math.pow(decay, n - k) * all.get(k - 1).values()[i];
                    share += Math.pow(decay, n - k);
                }
                assertThat((double) average.values().values()[i]).isCloseTo(sum / share, Offset.offset(2e-6));
            }
        }
        assertThat(average.updates()).isEqualTo(12);
    }

    @Test
    void aRestoredAverageContinuesWithTheSameBits() {
        List<Parameters> all = weights(9);
        WeightAverage whole = new WeightAverage(0.9, start);
        all.forEach(whole::add);
        WeightAverage before = new WeightAverage(0.9, start);
        all.subList(0, 4).forEach(before::add);
        WeightAverage after = new WeightAverage(0.9, start);
        after.restore(before.values(), before.updates());
        all.subList(4, 9).forEach(after::add);
        assertThat(after.values().values()).isEqualTo(whole.values().values());
    }

    private static SeriesWindows waves(int from, int to) {
        float[] wave = new float[200];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) Math.sin(0.3 * i);
        }
        return Windows.over(wave, 1).withLookback(8).withHorizon(2).dataset(from, to);
    }

    private TrainingResult train(int epochs, double decay, List<double[]> losses) {
        TrainingOptions options = TrainingOptions.ofEpochs(epochs).withBatchSize(16).withClipNorm(1).withSeed(5)
                .withAverageDecay(decay);
        TrainingListener listener = (report, _) -> losses
                .add(new double[]{report.trainingLoss(), report.validationLoss()});
        return Trainer.of(options, MeanSquaredError.of(), Adam.of(0.02)).withListener(listener).train(architecture,
                start, waves(0, 140), waves(140, 200));
    }

    private double evaluate(Parameters parameters) {
        SeriesWindows data = waves(140, 200);
        int[] all = java.util.stream.IntStream.range(0, data.size()).toArray();
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, data.size(), data.time())) {
            return network.evaluate(Loaded.batch(network, data, all, 0, all.length), MeanSquaredError.of());
        }
    }

    @Test
    void theTrainerValidatesTheAverageAndTrainsTheWeights() {
        List<double[]> plain = new ArrayList<>();
        List<double[]> averaged = new ArrayList<>();
        train(6, 0, plain);
        TrainingResult result = train(6, 0.95, averaged);
        for (int epoch = 0; epoch < 6; epoch++) {
            assertThat(averaged.get(epoch)[0]).as("trains on the weights").isEqualTo(plain.get(epoch)[0]);
            assertThat(averaged.get(epoch)[1]).as("validates the average").isNotEqualTo(plain.get(epoch)[1]);
        }
        double lowest = result.history().get(result.bestEpoch() - 1).validationLoss();
        assertThat(evaluate(result.parameters())).as("keeps the average").isCloseTo(lowest, Offset.offset(1e-6));

        // The average computed by hand over the weights after each update of a training without averaging.
        WeightAverage average = new WeightAverage(0.95, start);
        try (TrainingNetwork network = new TrainingNetwork(architecture, start.copy(), 16, 8)) {
            int[] order = java.util.stream.IntStream.range(0, waves(0, 140).size()).toArray();
            Randomness randomness = Randomness.of(5, "shuffle");
            Optimizer adam = Adam.of(0.02).create();
            for (int epoch = 0; epoch < result.bestEpoch(); epoch++) {
                randomness.shuffle(order);
                for (int from = 0; from < order.length; from += 16) {
                    network.clearGradients();
                    network.addGradients(
                            Loaded.batch(network, waves(0, 140), order, from, Math.min(16, order.length - from)),
                            MeanSquaredError.of(), 1);
                    network.clipGradientNorm(1);
                    network.update(adam);
                    average.add(network.parameters());
                }
            }
            assertThat(result.parameters().values()).isEqualTo(average.values().values());
            float[] weights = network.parameters().values().clone();
            average.exchange(network);
            assertThat(network.parameters().values()).isEqualTo(result.parameters().values());
            average.exchange(network);
            assertThat(network.parameters().values()).isEqualTo(weights);
        }
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new WeightAverage(1, start))
                .hasMessage("decay: expected a number in [0, 1), found 1.0");
        Parameters other = Parameters.zeros(Architecture.lstm(1, 1).parameterLayout());
        assertThatThrownBy(() -> new WeightAverage(0.9, start).add(other)).hasMessageContaining("weights: expected ");
        assertThatThrownBy(() -> new WeightAverage(0.9, start).restore(other, 1))
                .hasMessageContaining("average: expected ");
        assertThatThrownBy(() -> TrainingOptions.ofEpochs(1).withBatchSize(1).withAverageDecay(1))
                .hasMessage("averageDecay: expected a number in [0, 1), found 1.0");
    }
}
