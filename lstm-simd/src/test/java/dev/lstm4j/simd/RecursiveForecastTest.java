package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Recursive forecasts equal those of a loop that feeds the outputs back.
class RecursiveForecastTest {
    private static final int PAST = 6;
    private static final int STEPS = 9;

    private static Network network(Architecture architecture) {
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        Random random = new Random(3);
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = (float) (0.5 * random.nextGaussian());
        }
        return Network.of(new Model(architecture, parameters));
    }

    private static float[] draw(int length) {
        Random random = new Random(8);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /// The value of a known feature.
    private static float known(int step, int feature) {
        return (float) Math.cos(step + 10 * feature);
    }

    @Test
    void equalsAHandWrittenLoop() {
        for (int others = 0; others <= 2; others++) {
            Architecture architecture = Architecture.lstm(2 + others, 7).withLayers(2).withHead(Head.lastStep(2));
            Network network = network(architecture);
            int width = 2 + others;
            float[] past = draw(PAST * width);
            float[] expected = new float[STEPS * 2];
            float[] answer = new float[2];
            try (StreamingSession session = network.stream()) {
                for (int step = 0; step < PAST; step++) {
                    session.step(Arrays.copyOfRange(past, step * width, (step + 1) * width), answer);
                }
                for (int step = 0; step < STEPS; step++) {
                    System.arraycopy(answer, 0, expected, step * 2, 2);
                    float[] x = Arrays.copyOf(answer, width);
                    for (int feature = 2; feature < width; feature++) {
                        x[feature] = known(step, feature);
                    }
                    session.step(x, answer);
                }
            }
            try (RecursiveForecast forecast = others == 0
                    ? new RecursiveForecast(network)
                    : new RecursiveForecast(network, (step, x) -> {
                        for (int feature = 2; feature < width; feature++) {
                            x[feature] = known(step, feature);
                        }
                    })) {
                for (int again = 0; again < 2; again++) {
                    float[] y = new float[STEPS * 2];
                    forecast.warmUp(past, PAST);
                    forecast.forecast(STEPS, y);
                    assertThat(y).as("%d known features, run %d", others, again).isEqualTo(expected);
                }
                forecast.warmUp(past, PAST);
                float[] parts = new float[0];
                for (int part : new int[]{1, 0, 5, 3}) {
                    float[] y = new float[part * 2];
                    forecast.forecast(part, y);
                    int from = parts.length;
                    parts = Arrays.copyOf(parts, from + y.length);
                    System.arraycopy(y, 0, parts, from, y.length);
                }
                assertThat(parts).as("in parts").isEqualTo(expected);
            }
        }
    }

    @Test
    void requestsKnownFeaturesOnlyForStepsThatNeedThem() {
        List<Integer> asked = new ArrayList<>();
        Network network = network(Architecture.lstm(3, 4).withHead(Head.everyStep(1)));
        try (RecursiveForecast forecast = new RecursiveForecast(network, (step, _) -> asked.add(step))) {
            forecast.warmUp(draw(6), 2);
            forecast.forecast(1, new float[1]);
            assertThat(asked).isEmpty();
            forecast.forecast(3, new float[3]);
            assertThat(asked).as("not the last step").containsExactly(0, 1, 2);
            forecast.warmUp(draw(6), 2);
            forecast.forecast(2, new float[2]);
            assertThat(asked).containsExactly(0, 1, 2, 0);
        }
    }

    @Test
    void unsuitableNetworksAndArgumentsAreRejected() {
        Network fewer = network(Architecture.lstm(3, 4).withHead(Head.lastStep(2)));
        assertThatThrownBy(() -> new RecursiveForecast(fewer)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "network: expected 3 outputs, as many as features, found 2; pass the others as KnownFeatures");
        Network more = network(Architecture.lstm(3, 4).withHead(Head.lastStep(7)));
        assertThatThrownBy(() -> new RecursiveForecast(more, (_, _) -> {
        })).hasMessage("network: expected at most 3 outputs, the number of its features, found 7; train it to "
                + "forecast the next step of its features");
        Network both = network(Architecture.lstm(2, 4).withBidirectional(true).withHead(Head.lastStep(2)));
        assertThatThrownBy(() -> new RecursiveForecast(both)).isInstanceOf(IllegalStateException.class);
        try (RecursiveForecast forecast = new RecursiveForecast(
                network(Architecture.lstm(2, 4).withHead(Head.lastStep(2))))) {
            assertThatThrownBy(() -> forecast.forecast(1, new float[2]))
                    .hasMessage("forecast: expected a past, found none; call warmUp first");
            assertThatThrownBy(() -> forecast.warmUp(new float[2], 0))
                    .hasMessage("steps: expected at least 1, found 0");
            assertThatThrownBy(() -> forecast.warmUp(new float[3], 2)).hasMessageContaining("x: ");
            forecast.warmUp(new float[2], 1);
            assertThatThrownBy(() -> forecast.forecast(2, new float[3])).hasMessageContaining("y: ");
            assertThatThrownBy(() -> forecast.forecast(-1, new float[0]))
                    .hasMessage("steps: expected at least 0, found -1");
        }
    }
}
