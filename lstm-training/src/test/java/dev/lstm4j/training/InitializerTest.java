package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Initialization;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.Initializer.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitializerTest {
    /// CRC-32 of the little-endian bits from an independent program in Python with its own SplitMix64.
    private static final long UNIFORM_BITS = 0xb6a03056L;
    private static final long KERAS_BITS = 0x8440d63aL;

    private final Architecture architecture = Architecture.lstm(5, 24).withLayers(2).withBidirectional(true)
            .withHead(Head.lastStep(3));

    private static float[] values(Parameters parameters, String name) {
        ParameterLayout.Entry entry = parameters.layout().get(name);
        return Arrays.copyOfRange(parameters.values(), entry.offset(), entry.offset() + entry.length());
    }

    private static long checksum(Parameters parameters) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * parameters.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters.values());
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }

    /// Checks that all numbers are within the bound, some close to it, with the variance of a uniform distribution.
    private static void assertUniform(float[] values, double bound) {
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
            largest = Math.max(largest, Math.abs(value));
        }
        int n = values.length;
        double variance = bound * bound / 3;
        assertThat(largest).isBetween(bound * (1 - 10.0 / n), bound * (1 + 1e-6));
        // Five standard deviations of the mean and of the mean square of a uniform distribution.
        assertThat(sum / n).isCloseTo(0, within(5 * Math.sqrt(variance / n)));
        assertThat(squares / n).isCloseTo(variance, within(5 * bound * bound * Math.sqrt(4.0 / 45 / n)));
    }

    @Test
    void aSeedGivesTheSameBitsOnAllPlatforms() {
        assertThat(checksum(Initializer.uniform(architecture, 7))).isEqualTo(UNIFORM_BITS);
        assertThat(checksum(Initializer.keras().draw(architecture, 7))).isEqualTo(KERAS_BITS);
        assertThat(checksum(Initializer.keras().draw(architecture, 8))).isNotEqualTo(KERAS_BITS);
    }

    @Test
    void uniformHasTheBoundsOfPyTorch() {
        Parameters parameters = Initializer.uniform(architecture, 7);
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            boolean head = entry.name().startsWith("fc.");
            if (!entry.name().equals("fc.bias")) { // too short: three numbers
                assertUniform(values(parameters, entry.name()), 1 / Math.sqrt(head ? 48 : 24));
            }
        }
    }

    @Test
    void glorotCountsAllGatesOfALayerAsItsOutputs() {
        Parameters parameters = Initializer.glorotOrthogonal().draw(architecture, 7);
        assertUniform(values(parameters, "lstm.weight_ih_l0"), Math.sqrt(6.0 / (5 + 4 * 24)));
        assertUniform(values(parameters, "lstm.weight_ih_l1_reverse"), Math.sqrt(6.0 / (2 * 24 + 4 * 24)));
        assertUniform(values(parameters, "fc.weight"), Math.sqrt(6.0 / (2 * 24 + 3)));
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            if (entry.name().contains("bias")) {
                assertThat(values(parameters, entry.name())).as(entry.name()).containsOnly(0f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 24, 133})
    void eachGateIsOrthogonal(int hidden) {
        Parameters parameters = Initializer.glorotOrthogonal()
                .draw(Architecture.lstm(1, hidden).withBidirectional(true), 3);
        for (String name : new String[]{"weight_hh_l0", "weight_hh_l0_reverse"}) {
            float[] all = values(parameters, name);
            for (int gate = 0; gate < 4; gate++) {
                float[] block = Arrays.copyOfRange(all, gate * hidden * hidden, (gate + 1) * hidden * hidden);
                assertOrthonormalRows(block, hidden, hidden);
            }
            assertThat(Arrays.copyOf(all, hidden * hidden)).as("gates differ")
                    .satisfies(first -> assertThat(hidden == 1 || !Arrays.equals(first,
                            Arrays.copyOfRange(all, hidden * hidden, 2 * hidden * hidden))).isTrue());
        }
    }

    private static void assertOrthonormalRows(float[] block, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int k = 0; k < columns; k++) {
                    dot += (double) block[i * columns + k] * block[j * columns + k];
                }
                assertThat(dot).as("row %d by row %d", i, j).isCloseTo(i == j ? 1 : 0, within(1e-5));
            }
        }
    }

    @Test
    void rectangularBlocksAreOrthonormal() {
        // Input weights of a gate: 4 rows of 9 columns for a wide input, 9 rows of 4 columns for a narrow input.
        Initializer orthogonal = Initializer.pytorch().with(Kind.INPUT_WEIGHTS, Initialization.ORTHOGONAL);
        float[] wide = values(orthogonal.draw(Architecture.lstm(9, 4), 1), "weight_ih_l0");
        assertOrthonormalRows(Arrays.copyOfRange(wide, 36, 72), 4, 9);
        float[] narrow = values(orthogonal.draw(Architecture.lstm(4, 9), 1), "weight_ih_l0");
        float[] transposed = new float[36];
        for (int i = 0; i < 36; i++) {
            transposed[i % 4 * 9 + i / 4] = narrow[36 + i];
        }
        assertOrthonormalRows(transposed, 4, 9);
    }

    @Test
    void signsOfOrthogonalMatricesAreUniform() {
        int positive = 0;
        for (int seed = 0; seed < 500; seed++) {
            float[] blocks = values(Initializer.glorotOrthogonal().draw(Architecture.lstm(1, 1), seed), "weight_hh_l0");
            for (float block : blocks) {
                assertThat(Math.abs(block)).isEqualTo(1);
                positive += block > 0 ? 1 : 0;
            }
        }
        assertThat(positive).isBetween(1000 - 112, 1000 + 112); // five standard deviations of 2000 coin tosses
    }

    @Test
    void forgetBiasesSumToTheGivenValue() {
        Parameters drawn = Initializer.uniform(architecture, 7);
        Parameters parameters = Initializer.pytorch().withForgetBias(1.5).draw(architecture, 7);
        int changed = 0;
        for (int i = 0; i < drawn.values().length; i++) {
            changed += drawn.values()[i] == parameters.values()[i] ? 0 : 1;
        }
        assertThat(changed).as("one bias of each forget gate").isEqualTo(4 * 24);
        for (String suffix : new String[]{"_l0", "_l0_reverse", "_l1", "_l1_reverse"}) {
            float[] input = values(parameters, "lstm.bias_ih" + suffix);
            float[] recurrent = values(parameters, "lstm.bias_hh" + suffix);
            assertThat(recurrent).isEqualTo(values(drawn, "lstm.bias_hh" + suffix));
            for (int unit = 24; unit < 48; unit++) { // the second of the four gates
                assertThat(input[unit] + recurrent[unit]).isCloseTo(1.5f, within(3e-7f));
            }
        }
        assertThat(values(Initializer.keras().draw(Architecture.lstm(1, 2), 1), "bias_ih_l0"))
                .containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void gaussianNumbersHaveTheNormalDistribution() {
        Randomness randomness = new Randomness(1);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        int beyond = 0;
        for (int i = 0; i < n; i++) {
            double x = randomness.nextGaussian();
            sum += x;
            squares += x * x;
            beyond += Math.abs(x) > 1.959964 ? 1 : 0;
        }
        assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
        assertThat(squares / n).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
        assertThat((double) beyond / n).isCloseTo(0.05, within(5 * Math.sqrt(0.05 * 0.95 / n)));
    }

    @Test
    void invalidInitializersAreRefused() {
        assertThatThrownBy(() -> Initializer.pytorch().with(Kind.BIASES, Initialization.GLOROT))
                .hasMessage("BIASES: expected UNIFORM or ZERO, found GLOROT");
        assertThatThrownBy(() -> Initializer.pytorch().withForgetBias(Double.NaN))
                .hasMessage("forgetBias: expected a finite number, found NaN");
        assertThatThrownBy(() -> Initializer.keras().draw(Architecture.lstm(1, 1).withBias(false), 1))
                .hasMessage("forgetBias: expected a network with biases, found one without");
    }

    @Test
    void initializersAreValues() {
        assertThat(Initializer.keras()).isEqualTo(Initializer.glorotOrthogonal().withForgetBias(1))
                .hasSameHashCodeAs(Initializer.glorotOrthogonal().withForgetBias(1))
                .isNotEqualTo(Initializer.glorotOrthogonal()).isNotEqualTo(Initializer.keras().withForgetBias(2))
                .isNotEqualTo(Initializer.keras().with(Initializer.Kind.HEAD, Initialization.UNIFORM));
        assertThat(Initializer.pytorch()).isEqualTo(Initializer.pytorch());
        assertThat(Initializer.keras()).asString().startsWith("Initializer{INPUT_WEIGHTS=GLOROT")
                .endsWith("with forget bias 1.0");
    }
}
