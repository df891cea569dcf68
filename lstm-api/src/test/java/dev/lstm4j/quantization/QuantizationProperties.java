package dev.lstm4j.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

/// Rounded weights: how far they are from the weights, and that rounding them again changes nothing.
class QuantizationProperties {

    private static float[] draw(int length, float magnitude, long seed) {
        Random random = new Random(seed);
        float[] row = new float[length];
        for (int i = 0; i < length; i++) {
            row[i] = (float) random.nextGaussian() * magnitude;
        }
        return row;
    }

    @Property
    void bfloat16RoundsToTheNearest(@ForAll @FloatRange(min = -1e30f, max = 1e30f) float value) {
        float rounded = Quantization.toFloat(Quantization.toBf16(value));
        assertThat(Float.floatToRawIntBits(rounded) & 0xFFFF).isZero();
        float step = Math.max(Math.scalb(1f, Math.getExponent(value) - 7), Float.MIN_NORMAL);
        assertThat(Math.abs((double) value - rounded)).isLessThanOrEqualTo(step / 2.0);
    }

    @Example
    void bfloat16TiesGoToEven() {
        assertThat(Quantization.toFloat(Quantization.toBf16(1 + 0x1p-8f))).isEqualTo(1f);
        assertThat(Quantization.toFloat(Quantization.toBf16(1 + 0x3p-8f))).isEqualTo(1 + 0x1p-6f);
        assertThat(Quantization.toFloat(Quantization.toBf16(Math.nextUp(1 + 0x1p-8f)))).isEqualTo(1 + 0x1p-7f);
    }

    @Property
    void int8RoundsToTheNearestMultipleOfAnExactScale(@ForAll @IntRange(min = 1, max = 40) int length,
            @ForAll @IntRange(min = -80, max = 60) int exponent, @ForAll long seed) {
        float[] row = draw(length, Math.scalb(1f, exponent), seed);
        float scale = Quantization.scale(row, 0, length);
        float[] rounded = row.clone();
        Quantization.round(WeightType.INT8, rounded, 0, length);
        float largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(row[i]));
            byte integer = Quantization.toInt8(row[i], scale);
            assertThat(integer).isBetween((byte) -127, (byte) 127);
            // The product is exact.
            assertThat(new BigDecimal(rounded[i]))
                    .isEqualByComparingTo(new BigDecimal(scale).multiply(BigDecimal.valueOf(integer)));
            assertThat(Math.abs((double) row[i] - rounded[i])).isLessThanOrEqualTo(scale * (0.5 + 0x1p-16));
        }
        assertThat((double) scale).isBetween(largest / 127.0 * (1 - 0x1p-24), largest / 127.0 * (1 + 0x1p-15));
        assertThat(Quantization.scale(rounded, 0, length)).isEqualTo(scale);
    }

    @Property
    void roundingAgainChangesNothing(@ForAll WeightType type, @ForAll @IntRange(min = 1, max = 40) int length,
            @ForAll @IntRange(min = -120, max = 100) int exponent, @ForAll long seed) {
        float[] once = draw(length, Math.scalb(1f, exponent), seed);
        Quantization.round(type, once, 0, length);
        float[] twice = once.clone();
        Quantization.round(type, twice, 0, length);
        assertThat(twice).isEqualTo(once);
    }

    @Example
    void onlyMatricesAreRounded() {
        Architecture architecture = Architecture.lstm(3, 4).withEmbedding(5).withHead(Head.lastStep(2));
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        System.arraycopy(draw(parameters.values().length, 1, 3), 0, parameters.values(), 0,
                parameters.values().length);
        Parameters rounded = new Model(architecture, parameters).withWeights(WeightType.INT8).parameters();
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            assertThat(rounded.view(entry.name()).equals(parameters.view(entry.name()))).as(entry.name())
                    .isEqualTo(entry.kind().contains("bias"));
        }
    }

    @Example
    void weightsThatCannotBeRoundedAreRefused() {
        Architecture architecture = Architecture.lstm(2, 1);
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        parameters.values()[3] = Float.NaN;
        Model model = new Model(architecture, parameters);
        assertThatThrownBy(() -> model.withWeights(WeightType.INT8)).hasMessage(
                "weight_ih_l0[1, 1]: expected a finite weight in the range of INT8, found NaN");
        parameters.values()[3] = Float.MAX_VALUE;
        assertThatThrownBy(() -> model.withWeights(WeightType.BF16)).hasMessage(
                "weight_ih_l0[1, 1]: expected a finite weight in the range of BF16, found 3.4028235E38");
        parameters.values()[3] = 0.1f;
        parameters.values()[2] = 0.123f;
        assertThatThrownBy(() -> new Model(architecture, parameters, WeightType.INT8, null, null, java.util.Map.of()))
                .hasMessageContaining("representable as INT8").hasMessageContaining("model.withWeights");
    }
}
