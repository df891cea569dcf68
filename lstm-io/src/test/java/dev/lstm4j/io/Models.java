package dev.lstm4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Feature;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.Scaling;
import dev.lstm4j.SeriesProfile;
import dev.lstm4j.quantization.WeightType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Models for tests of saving and loading, and a bitwise comparison.
public final class Models {
    private Models() {}

    /// Parameters of random bits, with all kinds of NaN, subnormals, infinities and negative zero.
    static Parameters anyBits(Architecture architecture, long seed) {
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        SplittableRandom random = new SplittableRandom(seed);
        float[] special = {Float.NaN, Float.intBitsToFloat(0x7f800001), Float.intBitsToFloat(0xffc12345), -0.0f,
                Float.MIN_VALUE, -Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE};
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = random.nextInt(4) == 0
                    ? special[random.nextInt(special.length)]
                    : Float.intBitsToFloat(random.nextInt());
        }
        return parameters;
    }

    /// A small model with every part that a model can have.
    public static Model withTask() {
        Architecture architecture = Architecture.lstm(3, 2).withDropout(0.1f).withHead(Head.lastStep(2));
        ForecastTask task = new ForecastTask("date",
                List.of(Feature.number("wind \"ß\" 風"), new Feature("weather", Feature.Kind.CATEGORY, "rain\n"),
                        new Feature("date", Feature.Kind.DAY_OF_YEAR_COS, "")),
                new Scaling(List.of(1.0 / 3, -1e-300, Double.MIN_VALUE), List.of(Math.PI, Double.MAX_VALUE, -0.1)),
                List.of("wind"), new Scaling(List.of(-0.0), List.of(0.1 + 0.2)),
                new ForecastTask.Window(14, 2));
        SeriesProfile profile = new SeriesProfile(new SeriesProfile.Step(0, 1, 31),
                List.of(new SeriesProfile.Target(Math.PI, 1, 1,
                        List.of(0.1 + 0.2, -0.0, Double.MIN_VALUE, 1e300, -1.0))),
                new SeriesProfile.Bounds(-0.1, Double.POSITIVE_INFINITY));
        return new Model(architecture, anyBits(architecture, 7), task, profile,
                Map.of("seed", "42", "note", "température ≥ 30 °C \u0000\t🙂"));
    }

    /// A small network with drawn weights of 16 or 8 bits.
    static Model quantized(WeightType type) {
        Architecture architecture = Architecture.lstm(3, 2).withHead(Head.lastStep(2));
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = (float) random.nextDouble(-1, 1);
        }
        return new Model(architecture, parameters).withWeights(type);
    }

    public static void requireSame(Model found, Model expected) {
        assertThat(found.architecture()).isEqualTo(expected.architecture());
        assertThat(found.task()).isEqualTo(expected.task());
        assertThat(found.profile()).isEqualTo(expected.profile());
        assertThat(found.provenance()).isEqualTo(expected.provenance());
        assertThat(bits(found.parameters().values())).isEqualTo(bits(expected.parameters().values()));
    }

    public static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
