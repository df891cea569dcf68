package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Parameters;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `torch.nn.utils.clip_grad_norm_` on the gradients that testdata/golden/schedules_and_clipping.json tells of: a vector
/// (0 1 2 3 4) and a matrix (-1 0 1 2 3 4).
class ClippingTest {
    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "5, 5", "1e9, 7.8102497"})
    void scalesDownToTheNormAllowed(double maxNorm, double after) {
        Architecture architecture = Architecture.lstm(1, 1);
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, 1, 1)) {
            float[] gradients = network.gradients().values();
            for (int i = 0; i < 11; i++) {
                gradients[i] = i < 5 ? i : i - 6;
            }
            assertThat(network.clipGradientNorm(maxNorm)).isCloseTo(7.8102496759, Offset.offset(1e-9));
            assertThat(network.gradientNorm()).isCloseTo(after, Offset.offset(1e-5));
            assertThat(gradients[4] / gradients[1]).isCloseTo(4f, Offset.offset(1e-6f));
        }
    }

    @org.junit.jupiter.api.Test
    void aNormThatIsNoneIsRefusedOrGoesOn() {
        Architecture architecture = Architecture.lstm(1, 1);
        try (TrainingNetwork network = new TrainingNetwork(architecture,
                Parameters.zeros(architecture.parameterLayout()), 1, 1)) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> network.clipGradientNorm(-1))
                    .hasMessage("maxNorm: expected a number above 0, found -1.0");
            network.gradients().values()[0] = Float.NaN;
            assertThat(network.clipGradientNorm(1)).isNaN();
            assertThat(network.gradients().values()[5]).isNaN();
        }
    }
}
