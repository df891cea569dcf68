package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Parameters;
import dev.lstm4j.training.losses.MeanSquaredError;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Training on a sequence in pieces, with the states carried from piece to piece.
class StatefulTest {
    private static final int BATCH = 3;
    private static final int PIECE = 4;
    private static final int PIECES = 3;
    private static final int INPUT = 2;

    private final Architecture architecture = Architecture.lstm(INPUT, 17).withLayers(2).withHead(Head.everyStep(1));
    private final MeanSquaredError loss = MeanSquaredError.of();

    private static float[] draw(int length) {
        Random random = new Random(4);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /// Copies some steps of each row.
    private static float[] piece(float[] whole, int from, int steps, int width) {
        float[] part = new float[BATCH * steps * width];
        for (int row = 0; row < BATCH; row++) {
            System.arraycopy(whole, (row * PIECES * PIECE + from) * width, part, row * steps * width, steps * width);
        }
        return part;
    }

    private TrainingNetwork network(int time) {
        return new TrainingNetwork(architecture, Initializer.uniform(architecture, 7), BATCH, time);
    }

    @Test
    void piecesHaveTheLossOfTheWholeSequence() {
        float[] x = draw(BATCH * PIECES * PIECE * INPUT);
        float[] y = draw(BATCH * PIECES * PIECE);
        double whole;
        float[] wholeGradients;
        try (TrainingNetwork network = network(PIECES * PIECE)) {
            whole = network.computeGradients(Batch.of(x, y, BATCH), loss);
            wholeGradients = network.gradients().values().clone();
        }
        try (TrainingNetwork network = network(PIECE)) {
            network.setStateful(true);
            for (int pass = 0; pass < 2; pass++) {
                double sum = 0;
                double difference = 0;
                float[] gradients = new float[wholeGradients.length];
                for (int piece = 0; piece < PIECES; piece++) {
                    sum += network.computeGradients(
                            Batch.of(piece(x, piece * PIECE, PIECE, INPUT), piece(y, piece * PIECE, PIECE, 1), BATCH),
                            loss);
                    for (int i = 0; i < gradients.length; i++) {
                        gradients[i] += network.gradients().values()[i] / PIECES;
                    }
                }
                assertThat(sum / PIECES).isCloseTo(whole, within(1e-6));
                for (int i = 0; i < gradients.length; i++) {
                    difference = Math.max(difference, Math.abs(gradients[i] - wholeGradients[i]));
                }
                // The truncated gradient is close to the full gradient, but not equal.
                assertThat(difference).isBetween(1e-5, 0.05);
                network.resetStates();
            }
        }
    }

    @Test
    void theHeadsGradientIsNotTruncated() {
        float[] x = draw(BATCH * PIECES * PIECE * INPUT);
        float[] y = draw(BATCH * PIECES * PIECE);
        Parameters whole;
        try (TrainingNetwork network = network(PIECES * PIECE)) {
            network.computeGradients(Batch.of(x, y, BATCH), loss);
            whole = network.gradients();
        }
        try (TrainingNetwork network = network(PIECE)) {
            network.setStateful(true);
            int offset = whole.layout().get("fc.weight").offset();
            float[] sums = new float[17];
            for (int piece = 0; piece < PIECES; piece++) {
                network.computeGradients(
                        Batch.of(piece(x, piece * PIECE, PIECE, INPUT), piece(y, piece * PIECE, PIECE, 1), BATCH),
                        loss);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += network.gradients().values()[offset + i] / PIECES;
                }
            }
            for (int i = 0; i < sums.length; i++) {
                assertThat(sums[i]).isCloseTo(whole.values()[offset + i], within(1e-6f));
            }
        }
    }

    @Test
    void anotherBatchSizeIsRefusedUntilTheStatesAreReset() {
        try (TrainingNetwork network = network(PIECE)) {
            network.setStateful(true);
            float[] x = draw(BATCH * PIECE * INPUT);
            float[] y = draw(BATCH * PIECE);
            double first = network.computeGradients(Batch.of(x, y, BATCH), loss);
            assertThatThrownBy(() -> network.computeGradients(Batch.of(x, y, BATCH - 1), loss)).hasMessage(
                    "batch: expected 3 rows, since their states are carried, found 2; "
                            + "call resetStates() to begin anew");
            assertThat(network.computeGradients(Batch.of(x, y, BATCH), loss)).isNotEqualTo(first);
            network.resetStates();
            network.computeGradients(Batch.of(x, y, BATCH - 1), loss);
            network.setStateful(false);
            assertThat(network.computeGradients(Batch.of(x, y, BATCH), loss)).isEqualTo(first);
            assertThat(network.computeGradients(Batch.of(x, y, BATCH), loss)).isEqualTo(first);
        }
    }

    @Test
    void aBidirectionalNetworkIsRefused() {
        Architecture both = architecture.withBidirectional(true);
        try (TrainingNetwork network = new TrainingNetwork(both, Initializer.uniform(both, 1), 1, 2)) {
            assertThatThrownBy(() -> network.setStateful(true)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("expected a network of one direction");
        }
    }
}
