package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Parameters;
import dev.lstm4j.simd.Engine;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `torch.nn.utils.clip_grad_norm_` and `clip_grad_value_`.
public class ClippingTest {
    private final Architecture architecture = Architecture.lstm(1, 1);

    private TrainingNetwork network() {
        return new TrainingNetwork(architecture, Parameters.zeros(architecture.parameterLayout()), 1, 1);
    }

    /// The gradients of the golden file: a vector (0 1 2 3 4) and a matrix (-1 0 1 2 3 4).
    @ParameterizedTest
    @ValueSource(strings = {"0.5", "5.0", "1000000000.0"})
    void scalesGradientsDownToTheMaximumNorm(String maxNorm) {
        GoldenJson golden = GoldenJson.read("schedules_and_clipping.json").object("clip_grad_norm").object(maxNorm);
        double[] expected = golden.flatNumbers("clipped");
        assertThat(expected).hasSize(11);
        try (TrainingNetwork network = network()) {
            float[] gradients = network.gradients().values();
            for (int i = 0; i < 11; i++) {
                gradients[i] = i < 5 ? i : i - 6;
            }
            assertThat(network.clipGradientNorm(Double.parseDouble(maxNorm)))
                    .isCloseTo(golden.number("norm"), Offset.offset(1e-6));
            for (int i = 0; i < 11; i++) {
                assertThat((double) gradients[i]).isCloseTo(expected[i], Offset.offset(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "2.0", "10.0"})
    void limitsEachGradient(String maxValue) {
        double[] expected = GoldenJson.read("schedules.json").object("clip_grad_value").numbers(maxValue);
        float[] before = {0, 1, 2, 3, 4, -1, 0, 1, -2, -3.5f, 0.25f};
        try (TrainingNetwork network = network()) {
            System.arraycopy(before, 0, network.gradients().values(), 0, before.length);
            network.clipGradientValue(Double.parseDouble(maxValue));
            for (int i = 0; i < before.length; i++) {
                assertThat((double) network.gradients().values()[i]).isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void limitsEachGradientWithSeveralThreads() {
        Architecture large = Architecture.lstm(7, 40).withHead(Head.lastStep(3));
        try (TrainingNetwork network = new TrainingNetwork(large, Parameters.zeros(large.parameterLayout()), 1, 1,
                Engine.auto().withThreads(3), 0)) {
            Arrays.fill(network.gradients().values(), -9);
            network.clipGradientValue(0.25);
            assertThat(network.gradients().values()).containsOnly(-0.25f);
        }
    }

    @Test
    void invalidLimitsAreRefusedAndNaNIsKept() {
        try (TrainingNetwork network = network()) {
            assertThatThrownBy(() -> network.clipGradientNorm(-1))
                    .hasMessage("maxNorm: expected a number above 0, found -1.0");
            assertThatThrownBy(() -> network.clipGradientValue(0))
                    .hasMessage("maxValue: expected a number above 0, found 0.0");
            network.gradients().values()[0] = Float.NaN;
            network.gradients().values()[1] = Float.NEGATIVE_INFINITY;
            network.clipGradientValue(1);
            assertThat(network.gradients().values()[0]).isNaN();
            assertThat(network.gradients().values()[1]).isEqualTo(-1);
            assertThat(network.clipGradientNorm(1)).isNaN();
            assertThat(network.gradients().values()[5]).isNaN();
        }
        assertThatThrownBy(() -> TrainingOptions.ofEpochs(1).withBatchSize(1).withClipValue(-1))
                .hasMessage("clipValue: expected a number of at least 0, found -1.0");
    }
}
