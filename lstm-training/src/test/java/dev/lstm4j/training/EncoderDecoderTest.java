package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.Mask;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Cells;
import dev.lstm4j.cell.Gru;
import dev.lstm4j.cell.Lstm;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.Network;
import dev.lstm4j.simd.StreamingSession;
import dev.lstm4j.training.losses.CrossEntropyLoss;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.optimizers.SGD;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The encoder-decoder, compared with the reference network in double, and trained on small problems.
class EncoderDecoderTest {
    private static final int BATCH = 3;
    private static final int IN = 4;
    private static final int OUT = 5;
    private static final int FEATURES = 2;
    private static final int ANSWERS = 3;
    private static final double SMALL = 1e-5;

    private static Architecture encoder(Cell cell) {
        return Architecture.of(cell, FEATURES, 6).withLayers(2);
    }

    private static Architecture decoder(Cell cell) {
        return Architecture.of(cell, ANSWERS, 6).withLayers(2).withHead(Head.everyStep(ANSWERS));
    }

    private static float[] draw(int seed, int length) {
        return EngineRun.noise(new Random(seed), length);
    }

    private static EncoderDecoder of(Cell cell, int threads) {
        return new EncoderDecoder(new EncoderDecoderArchitecture(encoder(cell), decoder(cell), Feedback.VALUES),
                Initializer.uniform(encoder(cell), 1), Initializer.uniform(decoder(cell), 2),
                new EncoderDecoder.Limits(BATCH + 1, IN, OUT), Engine.auto().withThreads(threads), 7);
    }

    /// The mean squared error in double, for given parameters and inputs of the decoder.
    private static double loss(Cell cell, double[] encoderWeights, double[] decoderWeights, float[] x, Mask mask,
            float[] inputs, float[] y) {
        double sum = 0;
        for (int row = 0; row < BATCH; row++) {
            boolean[] valid = new boolean[IN];
            Arrays.fill(valid, 0, mask.length(row), true);
            ReferenceNetwork.State[] zeros = new ReferenceNetwork.State[2];
            Arrays.fill(zeros, new ReferenceNetwork.State(new double[6], new double[6 * cell.states().size()]));
            ReferenceNetwork.State[] ends = new ReferenceNetwork(encoder(cell), encoderWeights)
                    .run(steps(x, row, IN, FEATURES), valid, zeros, null, null).ends();
            boolean[] all = new boolean[OUT];
            Arrays.fill(all, true);
            double[][] answers = new ReferenceNetwork(decoder(cell), decoderWeights)
                    .run(steps(inputs, row, OUT, ANSWERS), all, ends, null, null).answers();
            for (int t = 0; t < OUT; t++) {
                for (int k = 0; k < ANSWERS; k++) {
                    double difference = answers[t][k] - y[(row * OUT + t) * ANSWERS + k];
                    sum += difference * difference;
                }
            }
        }
        return sum / (BATCH * OUT * ANSWERS);
    }

    private static double[][] steps(float[] values, int row, int time, int width) {
        double[][] steps = new double[time][width];
        for (int t = 0; t < time; t++) {
            for (int k = 0; k < width; k++) {
                steps[t][k] = values[(row * time + t) * width + k];
            }
        }
        return steps;
    }

    /// The values of each row shifted by one step, with zeros at the first step.
    private static float[] shifted(float[] values) {
        float[] inputs = new float[values.length];
        for (int row = 0; row < BATCH; row++) {
            System.arraycopy(values, row * OUT * ANSWERS, inputs, (row * OUT + 1) * ANSWERS, (OUT - 1) * ANSWERS);
        }
        return inputs;
    }

    /// The first cell of each name; the others of that name differ in options, which other tests cover.
    static Collection<Cell> cells() {
        return Cells.choices().values().stream()
                .collect(Collectors.toMap(Cell::name, cell -> cell, (first, _) -> first, LinkedHashMap::new)).values();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void gradientsOfBothHalvesMatchFiniteDifferences(Cell cell) {
        float[] x = draw(1, BATCH * IN * FEATURES);
        float[] y = draw(2, BATCH * OUT * ANSWERS);
        Mask mask = Mask.ofLengths(IN, new int[]{4, 2, 3});
        for (double forcing : new double[]{1, 0}) {
            try (EncoderDecoder network = of(cell, 1)) {
                double found = network.computeGradients(new Batch(x, mask, y, null, BATCH), forcing,
                        MeanSquaredError.of());
                float[] own = new float[y.length];
                network.predict(x, mask, BATCH, OUT, own);
                float[] inputs = shifted(forcing == 1 ? y : own);
                double[] encoder = ReferenceNetwork.toDouble(network.encoderParameters().values());
                double[] decoder = ReferenceNetwork.toDouble(network.decoderParameters().values());
                double expected = loss(cell, encoder, decoder, x, mask, inputs, y);
                assertThat(Math.abs(found - expected)).as("loss, forcing %s", forcing).isLessThan(1e-6);
                for (boolean first : new boolean[]{true, false}) {
                    double[] weights = first ? encoder : decoder;
                    Parameters gradients = first ? network.encoderGradients() : network.decoderGradients();
                    double largest = 0;
                    for (float gradient : gradients.values()) {
                        largest = Math.max(largest, Math.abs(gradient));
                    }
                    assertThat(largest).isGreaterThan(1e-4);
                    for (int i = 0; i < weights.length; i++) {
                        double kept = weights[i];
                        weights[i] = kept + SMALL;
                        double above = loss(cell, encoder, decoder, x, mask, inputs, y);
                        weights[i] = kept - SMALL;
                        double below = loss(cell, encoder, decoder, x, mask, inputs, y);
                        weights[i] = kept;
                        // 1e-5 of the largest magnitude (docs/numerics.md), plus the error of the finite difference.
                        assertThat(Math.abs(gradients.values()[i] - (above - below) / (2 * SMALL)))
                                .as("%s, forcing %s, float %d", first ? "encoder" : "decoder", forcing, i)
                                .isLessThan(1e-5 * largest + 1e-9);
                    }
                }
            }
        }
    }

    /// An encoder with an embedding and trainable initial states: every parameter has a gradient, and a gradient step
    /// lowers the loss. With recurrent dropout, each step draws a new mask.
    @Test
    void everyParameterOfAnEncoderOfTokensHasAGradient() {
        Architecture reading = Architecture.lstm(FEATURES, 6).withEmbedding(4).withTrainableStates(true);
        Architecture answering = Architecture.lstm(ANSWERS, 6).withHead(Head.everyStep(ANSWERS));
        Parameters start = Initializer.uniform(reading, 1);
        float[] tokens = {0, 1, 2, 3, 3, 2, 1, 0, 1, 3, 0, 2};
        float[] y = draw(2, BATCH * OUT * ANSWERS);
        for (float drop : new float[]{0, 0.3f}) {
            try (EncoderDecoder network = new EncoderDecoder(
                    new EncoderDecoderArchitecture(reading.withRecurrentDropout(drop), answering, Feedback.VALUES),
                    start.copy(), Initializer.uniform(answering, 2), new EncoderDecoder.Limits(BATCH, IN, OUT))) {
                double loss = network.computeGradients(Batch.of(tokens, y, BATCH), 1, MeanSquaredError.of());
                float[] gradients = network.encoderGradients().values().clone();
                double again = network.computeGradients(Batch.of(tokens, y, BATCH), 1, MeanSquaredError.of());
                assertThat(again == loss).as("dropout draws a new mask").isEqualTo(drop == 0);
                double squares = network.gradientNorm() * network.gradientNorm();
                if (drop > 0) {
                    continue;
                }
                assertThat(gradients).as("every parameter has a gradient").doesNotContain(0f);
                // A small gradient step lowers the loss by the learning rate times the squared norm.
                double rate = 1e-3;
                network.step(Batch.of(tokens, y, BATCH), 1, MeanSquaredError.of(), 0, SGD.of(rate).create(),
                        SGD.of(rate).create());
                double lower = network.computeGradients(Batch.of(tokens, y, BATCH), 1, MeanSquaredError.of());
                assertThat((loss - lower) / (rate * squares)).isBetween(0.98, 1.02);
            }
        }
    }

    @Test
    void threadsDoNotChangeTheBits() {
        float[] x = draw(1, BATCH * IN * FEATURES);
        float[] y = draw(2, BATCH * OUT * ANSWERS);
        float[] expected = {};
        for (int threads : new int[]{1, 3}) {
            try (EncoderDecoder network = of(Lstm.create(), threads)) {
                Optimizer first = Adam.of(0.01).create();
                Optimizer second = Adam.of(0.01).create();
                for (int i = 0; i < 5; i++) {
                    network.step(Batch.of(x, y, BATCH), 0.5, MeanSquaredError.of(), 0.1, first, second);
                    assertThat(network.gradientNorm()).isLessThanOrEqualTo(0.1000001);
                }
                float[] values = network.decoderParameters().values();
                expected = threads == 1 ? values : expected;
                assertThat(values).isEqualTo(expected);
            }
        }
    }

    @Test
    void teacherForcingChoosesTheInputsOfTheDecoder() {
        float[] x = draw(1, BATCH * IN * FEATURES);
        float[] y = draw(2, BATCH * OUT * ANSWERS);
        try (EncoderDecoder network = of(Lstm.create(), 1)) {
            Loss loss = MeanSquaredError.of();
            double taught = network.computeGradients(Batch.of(x, y, BATCH), 1, loss);
            double free = network.computeGradients(Batch.of(x, y, BATCH), 0, loss);
            double some = network.computeGradients(Batch.of(x, y, BATCH), 0.5, loss);
            double others = network.computeGradients(Batch.of(x, y, BATCH), 0.5, loss);
            assertThat(new double[]{taught, free, some, others}).doesNotHaveDuplicates();
            assertThat(network.computeGradients(Batch.of(x, y, BATCH), 1, loss)).isEqualTo(taught);
            assertThat(network.computeGradients(Batch.of(x, y, BATCH), 0, loss)).isEqualTo(free);
        }
    }

    @Test
    void aPredictionEqualsBothModelsRunStepByStep() {
        float[] x = draw(1, BATCH * IN * FEATURES);
        int steps = OUT + 4;
        float[] y = new float[BATCH * steps * ANSWERS];
        try (EncoderDecoder network = of(Lstm.create(), 1)) {
            network.predict(x, null, BATCH, steps, y);
            Architecture reading = encoder(Lstm.create());
            Architecture answering = decoder(Lstm.create());
            States states = States.zeros(reading, 1);
            float[] answer = new float[ANSWERS];
            for (int row = 0; row < BATCH; row++) {
                try (StreamingSession session = Network.of(new Model(reading, network.encoderParameters())).stream()) {
                    for (int t = 0; t < IN; t++) {
                        int at = (row * IN + t) * FEATURES;
                        session.step(Arrays.copyOfRange(x, at, at + FEATURES), new float[6]);
                    }
                    session.getStates(states);
                }
                try (StreamingSession session = Network.of(new Model(answering, network.decoderParameters()))
                        .stream()) {
                    session.setStates(states);
                    Arrays.fill(answer, 0f);
                    for (int t = 0; t < steps; t++) {
                        session.step(answer.clone(), answer);
                        int at = (row * steps + t) * ANSWERS;
                        assertThat(answer).isEqualTo(Arrays.copyOfRange(y, at, at + ANSWERS));
                    }
                }
            }
        }
    }

    /// Reverses sequences of five symbols out of eight: a small version of the example of Sutskever et al.
    @Test
    @Tag("slow-scalar")
    void learnsToReverseSequences() {
        int symbols = 8;
        int length = 5;
        int batch = 64;
        Architecture encoder = Architecture.lstm(symbols, 48);
        Architecture decoder = Architecture.lstm(symbols, 48).withHead(Head.everyStep(symbols));
        Random random = new Random(1);
        Optimizer first = Adam.of(0.01).create();
        Optimizer second = Adam.of(0.01).create();
        try (EncoderDecoder network = new EncoderDecoder(
                new EncoderDecoderArchitecture(encoder, decoder, Feedback.CLASSES), Initializer.uniform(encoder, 1),
                Initializer.uniform(decoder, 2), new EncoderDecoder.Limits(batch, length, length))) {
            float[] x = new float[batch * length * symbols];
            float[] y = new float[batch * length];
            for (int i = 0; i < 1000; i++) {
                drawReversed(random, x, y, symbols, length);
                network.step(Batch.of(x, y, batch), 0.8, CrossEntropyLoss.of(), 1, first, second);
            }
            drawReversed(random, x, y, symbols, length);
            float[] answers = new float[batch * length * symbols];
            network.predict(x, null, batch, length, answers);
            int right = 0;
            float[] predicted = new float[symbols];
            for (int i = 0; i < y.length; i++) {
                Feedback.CLASSES.fromAnswer(answers, i, predicted, 0, symbols);
                right += predicted[(int) y[i]] == 1f ? 1 : 0;
            }
            // Guessing gives 40 of 320.
            assertThat(right).as("correct of %d symbols of the test set", y.length).isGreaterThan(304);
        }
    }

    private static void drawReversed(Random random, float[] x, float[] y, int symbols, int length) {
        Arrays.fill(x, 0f);
        for (int row = 0; row < y.length / length; row++) {
            for (int t = 0; t < length; t++) {
                int symbol = random.nextInt(symbols);
                x[(row * length + t) * symbols + symbol] = 1f;
                y[row * length + length - 1 - t] = symbol;
            }
        }
    }

    @Test
    void anIgnoredClassGivesZeroInputs() {
        float[] x = {9, 9, 9, 9, 9};
        Feedback.CLASSES.fromTarget(new float[]{1, CrossEntropyLoss.IGNORE_INDEX}, 1, x, 1, 3);
        assertThat(x).containsExactly(9, 0, 0, 0, 9);
        Feedback.CLASSES.fromTarget(new float[]{1, CrossEntropyLoss.IGNORE_INDEX}, 0, x, 1, 3);
        assertThat(x).containsExactly(9, 0, 1, 0, 9);
    }

    @Test
    void halvesThatDoNotFitAreRefused() {
        Architecture reading = encoder(Lstm.create());
        Architecture answering = decoder(Lstm.create());
        refused(reading.withBidirectional(true), answering, "encoder: expected one direction and no head, found two");
        refused(reading.withHead(Head.lastStep(1)), answering,
                "encoder: expected one direction and no head, found head");
        refused(reading, answering.withHead(Head.lastStep(ANSWERS)),
                "decoder: expected one direction and a head on every");
        refused(reading, answering.withHead(Head.everyStep(2)),
                "decoder: expected 2 inputs, as many as outputs, found 3");
        refused(reading, answering.withTrainableStates(true), "decoder: expected no trainable states, since it begins");
        refused(reading, answering.withEmbedding(ANSWERS),
                "decoder: expected no embedding, since it reads its own answers");
        refused(reading, answering.withLayers(1),
                "decoder: expected the same states as the encoder, lstm of 2 layers of 6 hidden "
                        + "and 6 cell states, found lstm of 1 layer of 6 hidden and 6 cell states");
        refused(encoder(Gru.create()), answering,
                "decoder: expected the same states as the encoder, gru of 2 layers of 6 hidden "
                        + "states, found lstm");
        assertThatThrownBy(() -> new EncoderDecoder(new EncoderDecoderArchitecture(reading, answering, Feedback.VALUES),
                Initializer.uniform(reading, 1), Initializer.uniform(reading, 1), new EncoderDecoder.Limits(1, 1, 1)))
                .hasMessageStartingWith("decoderParameters: expected the layout of the architecture, found [Entry");
        try (EncoderDecoder network = of(Lstm.create(), 1)) {
            float[] x = new float[BATCH * IN * FEATURES];
            float[] y = new float[BATCH * OUT * ANSWERS];
            assertThatThrownBy(() -> network.computeGradients(Batch.of(x, y, BATCH), 1.5, MeanSquaredError.of()))
                    .hasMessage("forcing: expected a ratio from 0 to 1, found 1.5");
            assertThatThrownBy(() -> network.computeGradients(Batch.of(x, y, BATCH), 1, CrossEntropyLoss.of()))
                    .hasMessage("loss: expected 3 targets per step for feedback VALUES, found 1");
            assertThatThrownBy(() -> network.predict(x, null, BATCH + 2, OUT, y))
                    .hasMessage("batch: expected 1 to 4 rows, found 5");
            Optimizer adam = Adam.of(0.1).create();
            assertThatThrownBy(() -> network.update(adam, adam))
                    .hasMessage("optimizers: expected one each for encoder and decoder, found the same one twice");
        }
    }

    private static void refused(Architecture encoder, Architecture decoder, String message) {
        assertThatThrownBy(() -> new EncoderDecoder(new EncoderDecoderArchitecture(encoder, decoder, Feedback.VALUES),
                Initializer.uniform(encoder, 1), Initializer.uniform(decoder, 1), new EncoderDecoder.Limits(1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
