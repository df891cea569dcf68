package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.data.SeriesWindows;
import dev.lstm4j.training.data.Windows;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.optimizers.SGD;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Updates whose loss or gradient is not finite.
class NonFiniteTest {
    private static final int LOOKBACK = 4;
    private static final int BAD = 30;

    private final Architecture architecture = Architecture.lstm(2, 5).withHead(Head.lastStep(1));
    private final Parameters start = Initializer.uniform(architecture, 3);

    /// Examples in which the target of row `BAD` is replaced with a value that may not be finite.
    private static SeriesWindows examples(float bad) {
        float[] inputs = new float[80];
        float[] targets = new float[40];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) Math.sin(0.3 * i);
        }
        for (int i = 0; i < targets.length; i++) {
            targets[i] = inputs[2 * i];
        }
        SeriesWindows examples = Windows.over(inputs, 2).withTargets(targets, 1).withLookback(LOOKBACK).dataset(0, 40);
        targets[BAD] = bad; // after the check of the data
        return examples;
    }

    private Trainer trainer(TrainingOptions options, TrainingListener listener) {
        return Trainer.of(options, MeanSquaredError.of(), Adam.of(0.01)).withListener(listener);
    }

    private static TrainingOptions options(int epochs, int batch) {
        return TrainingOptions.ofEpochs(epochs).withBatchSize(batch).withClipNorm(1).withSeed(5);
    }

    /// The position of the bad example in an epoch.
    private static int place(SeriesWindows examples, int epoch) {
        return order(examples, epoch).indexOf(BAD - LOOKBACK);
    }

    private static List<Integer> order(SeriesWindows examples, int epoch) {
        int[] order = new int[examples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Randomness randomness = Randomness.of(5, "shuffle");
        for (int i = 0; i < epoch; i++) {
            randomness.shuffle(order);
        }
        List<Integer> list = new ArrayList<>();
        for (int index : order) {
            list.add(index);
        }
        return list;
    }

    @Test
    void theMessageNamesTheBatchAndTheEarlierNorms() {
        SeriesWindows examples = examples(Float.NaN);
        int batch = place(examples, 1) + 1;
        assertThat(batch).as("several good updates come first").isGreaterThan(5);
        assertThatThrownBy(() -> trainer(options(3, 1), TrainingListener.none()).train(architecture, start, examples,
                null)).isInstanceOf(ArithmeticException.class).hasMessageMatching(
                        "training: expected a finite loss and gradient, found loss NaN and gradient norm NaN in epoch 1,"
                                + " batch " + batch
                                + ": target 0 of example 26 is NaN; earlier gradient norms:( \\d\\S+){5}; "
                                + "remove or replace NaN and infinite numbers in the data, or mask their steps");
    }

    @Test
    void aBadFirstUpdateHasNoEarlierNorms() {
        assertThatThrownBy(() -> trainer(options(3, 40), TrainingListener.none()).train(architecture, start,
                examples(Float.POSITIVE_INFINITY), null)).hasMessageContaining("epoch 1, batch 1: ")
                .hasMessageContaining("there was no earlier update");
    }

    @Test
    void aBadWeightIsReportedInsteadOfItsGradients() {
        Parameters bad = start.copy();
        bad.values()[start.layout().get("lstm.weight_hh_l0").offset() + 5 * 7 + 3] = Float.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> trainer(options(1, 8), TrainingListener.none()).train(architecture, bad,
                examples(0), null)).hasMessageContaining("weight lstm.weight_hh_l0[7, 3] is -Infinity");
    }

    @Test
    void aBadWeightIsNotAttributedToTheValidationSet() {
        assertThatThrownBy(() -> trainer(options(1, 40), TrainingListener.none()).train(architecture, start,
                examples(0), examples(Float.NaN)))
                .hasMessageContaining("expected a finite validation loss, found NaN in epoch 1: target 0 of validation "
                        + "example 26 is NaN; remove or replace NaN");
        Trainer trainer = Trainer.of(options(1, 40), MeanSquaredError.of(), SGD.of(1e300));
        assertThatThrownBy(() -> trainer.train(architecture, start, examples(0), examples(0)))
                .hasMessageContaining("expected a finite validation loss").hasMessageContaining("weight lstm.weight_");
    }

    @Test
    void theFirstBadGradientAndTheLastNormsAreReported() {
        FiniteGuard guard = new FiniteGuard(NonFinite.STOP);
        try (TrainingNetwork network = new TrainingNetwork(architecture, start.copy(), 1, LOOKBACK)) {
            for (int i = 1; i <= 7; i++) {
                assertThat(guard.accepts(0.5, i, 2, i, () -> NonFiniteCause.ofData("never"))).isTrue();
            }
            network.gradients().view("lstm.bias_hh_l0").put(19, Float.POSITIVE_INFINITY);
            network.gradients().view("fc.weight").put(3, Float.NaN);
            assertThatThrownBy(
                    () -> guard.accepts(0.25, Double.NaN, 2, 8, () -> NonFiniteCause.ofNetworks(List.of(network))))
                    .hasMessageContaining(
                            "loss 0.25 and gradient norm NaN in epoch 2, batch 8: gradient of lstm.bias_hh_l0[19] is Infinity; "
                                    + "earlier gradient norms: 3.000 4.000 5.000 6.000 7.000; ");
        }
    }

    @Test
    void onlyTheBadUpdateIsSkipped() {
        SeriesWindows examples = examples(Float.NaN);
        TrainingResult result = trainer(options(3, 1).withNonFinite(NonFinite.SKIP), TrainingListener.none())
                .train(architecture, start, examples, null);
        assertThat(result.failure()).isNull();
        assertThat(result.history()).extracting(EpochReport::skipped).containsExactly(1, 1, 1);
        assertThat(result.skipped()).isEqualTo(3);

        Parameters expected = start.copy();
        Optimizer adam = Adam.of(0.01).create();
        try (TrainingNetwork network = new TrainingNetwork(architecture, expected, 1, LOOKBACK)) {
            for (int epoch = 1; epoch <= 3; epoch++) {
                double sum = 0;
                for (int index : order(examples, epoch)) {
                    if (index == BAD - LOOKBACK) {
                        continue;
                    }
                    network.clearGradients();
                    sum += network.addGradients(Loaded.batch(network, examples, new int[]{index}, 0, 1),
                            MeanSquaredError.of(), 1);
                    network.clipGradientNorm(1);
                    network.update(adam);
                }
                EpochReport report = result.history().get(epoch - 1);
                assertThat(report.trainingLoss()).isEqualTo(sum / (examples.size() - 1));
                assertThat(report.gradientNorm()).isFinite().isPositive();
            }
        }
        assertThat(result.parameters().values()).isEqualTo(expected.values());
    }

    @Test
    void anEpochWithoutAnUpdateEndsTheTraining() {
        TrainingOptions options = options(3, 40).withNonFinite(NonFinite.SKIP);
        assertThatThrownBy(() -> trainer(options, TrainingListener.none()).train(architecture, start,
                examples(Float.NaN), null)).isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("training: expected an update with a finite loss and gradient in epoch 1, "
                        + "found all 1 skipped; the first with loss NaN and gradient norm NaN in epoch 1, batch 1: ");
    }

    @Test
    void aBadInputIsReportedWithExampleStepAndFeature() {
        float[] inputs = new float[80];
        SeriesWindows examples = Windows.over(inputs, 2).withTargets(new float[40], 1).withLookback(LOOKBACK)
                .withStride(LOOKBACK).dataset(0, 40);
        inputs[2 * 21 + 1] = Float.POSITIVE_INFINITY; // row 21, after the check
        // Windows do not overlap: example 4 reads rows 16 to 19, example 5 rows 20 to 23.
        assertThatThrownBy(() -> trainer(options(1, 3).withAccumulate(4), TrainingListener.none()).train(architecture,
                start, examples, null)).hasMessageContaining("input of example 5 at step 1, feature 1 is Infinity; ")
                .hasMessageEndingWith("remove or replace NaN and infinite numbers in the data, or mask their steps");
    }

    @Test
    void unreadValuesAreNotReported() {
        Mask mask = Mask.of(2, 3, new boolean[]{true, false, true, false, true, true});
        float[] inputs = new float[6];
        inputs[1] = Float.NaN; // masked
        float[] targets = new float[6];
        targets[3] = Float.NaN; // masked
        targets[2] = Float.NaN; // of weight 0
        float[] weights = {1, 1, 0, 1, 1, 1};
        NonFiniteCause.Shape shape = new NonFiniteCause.Shape(3, 1, 3, 1);
        Batch batch = new Batch(inputs, mask, targets, weights, 2);
        assertThat(NonFiniteCause.inData(batch, shape, row -> "example " + row, 0)).isNull();
        targets[4] = Float.NEGATIVE_INFINITY;
        assertThat(NonFiniteCause.inData(batch, shape, row -> "example " + row, 0))
                .isEqualTo("target 0 of example 1 at step 1 is -Infinity");
        inputs[5] = Float.NaN;
        assertThat(NonFiniteCause.inData(batch, shape, row -> "example " + row, 10))
                .isEqualTo("input of example 1 at step 12, feature 0 is NaN");
    }
}
