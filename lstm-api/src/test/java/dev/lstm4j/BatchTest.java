package dev.lstm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchTest {
    private final Batch batch = Batch.of(new float[4 * 3 * 2], new float[4], 4);

    @Test
    void arraysOfTheRightShapeAreAccepted() {
        assertThatCode(() -> batch.requireShape(3, 2, 1, 1)).doesNotThrowAnyException();
        assertThatCode(() -> batch.withRows(2).withWeights(new float[4]).requireShape(3, 2, 1, 1))
                .as("the last batch of an epoch in the same buffers").doesNotThrowAnyException();
    }

    @Test
    void arraysOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> batch.withRows(5).requireShape(3, 2, 1, 1)).hasMessage(
                "inputs: expected 30 floats for [B=5, T=3, I=2], or more whole rows, found 24");
        assertThatThrownBy(() -> batch.requireShape(5, 1, 1, 1)).hasMessage(
                "inputs: expected 20 floats for [B=4, T=5, I=1], or more whole rows, found 24");
        assertThatThrownBy(() -> batch.requireShape(3, 2, 3, 1)).hasMessage(
                "targets: expected 12 floats for [4 rows as in inputs, 3 outputs, 1], found 4");
        assertThatThrownBy(() -> Batch.of(new float[24], new float[12], 4).requireShape(3, 2, 1, 1))
                .as("longer than needed").hasMessage(
                        "targets: expected 4 floats for [4 rows as in inputs, 1 output, 1], found 12");
        assertThatThrownBy(() -> batch.withWeights(new float[3]).requireShape(3, 2, 1, 1)).hasMessage(
                "weights: expected 4 floats for [4 rows as in inputs, 1 output, 1], found 3");
        assertThatThrownBy(() -> batch.withMask(Mask.ofLengths(4, 1, 2, 3, 4)).requireShape(3, 2, 1, 1))
                .hasMessage("mask: expected 3 steps, found 4");
        assertThatThrownBy(() -> batch.withMask(Mask.ofLengths(3, 1, 2)))
                .hasMessage("mask: expected 4 sequences, one for each row, found 2");
        assertThatThrownBy(() -> batch.withRows(0)).hasMessage("rows: expected at least 1, found 0");
    }

    @Test
    void nonFiniteInputsAreFoundOnlyAtValidSteps() {
        batch.inputs()[6 + 4] = Float.NaN;
        assertThat(batch.firstNonFiniteInput(3, 2)).isEqualTo(10);
        assertThat(batch.withMask(Mask.ofLengths(3, 3, 2, 3, 3)).firstNonFiniteInput(3, 2)).isEqualTo(-1);
    }

    @Test
    void toStringShowsSizes() {
        assertThat(batch).hasToString("Batch[rows=4, inputs=24 floats, targets=4 floats]");
    }
}
