package dev.lstm4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Model;
import dev.lstm4j.examples.VariableLengthClassification.Batch;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.metrics.Classification;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VariableLengthClassificationTest {
    private final Batch heldOut = Batch.draw(new Randomness(8), 1000);

    @Test
    @Tag("slow-scalar")
    void trainedModelClassifiesSequencesOfAllLengths() {
        // The expected value is 0.25, the standard deviation √(0.25·0.75 / 1000) = 0.014.
        assertThat(VariableLengthClassification.majority(heldOut)).isLessThan(0.31);
        Classification before = VariableLengthClassification.score(VariableLengthClassification.train(1, 0), heldOut);
        assertThat(before.accuracy()).isLessThan(0.5);
        Model model = VariableLengthClassification.train(1, 500);
        Classification after = VariableLengthClassification.score(model, heldOut);
        assertThat(after.accuracy()).isGreaterThan(0.95);
        assertThat(after.macroF1()).isGreaterThan(0.95);
    }

    @Test
    void classIsTheOrderOfTheTwoSymbols() {
        TreeSet<Integer> lengths = new TreeSet<>();
        for (int b = 0; b < heldOut.classes().length; b++) {
            int length = heldOut.mask().length(b);
            lengths.add(length);
            StringBuilder order = new StringBuilder();
            for (int t = 0; t < VariableLengthClassification.LONGEST; t++) {
                for (int symbol = 0; symbol < VariableLengthClassification.SYMBOLS; symbol++) {
                    float here = heldOut.x()[(b * VariableLengthClassification.LONGEST + t)
                            * VariableLengthClassification.SYMBOLS + symbol];
                    assertThat(Float.isNaN(here)).isEqualTo(t >= length);
                    order.append(here == 1 && symbol >= 4 ? "XY".charAt(symbol - 4) : "");
                }
            }
            assertThat(order).hasToString(new String[]{"XX", "XY", "YX", "YY"}[(int) heldOut.classes()[b]]);
        }
        assertThat(lengths).hasSize(56);
        assertThat(lengths.first()).isEqualTo(5);
        assertThat(lengths.last()).isEqualTo(60);
    }
}
