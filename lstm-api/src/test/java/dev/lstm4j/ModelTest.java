package dev.lstm4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Equality, hash codes and strings of models and their parts, and the summary.
class ModelTest {
    private static final Architecture NETWORK = Architecture.lstm(3, 2).withHead(Head.lastStep(4));

    @Test
    void modelsAreEqualIfAllPartsAre() {
        Model model = model(NETWORK, 1);
        assertThat(model).isEqualTo(model(NETWORK, 1)).hasSameHashCodeAs(model(NETWORK, 1));
        assertThat(model).isNotEqualTo(model(NETWORK, 2)).isNotEqualTo(model(NETWORK.withDropout(0.5f), 1));
        assertThat(model).isNotEqualTo(new Model(NETWORK, model.parameters(), null, Map.of("seed", "1")));
        assertThat(model.toString()).isEqualTo("Model[lstm, 3 inputs, 2 units, 4 outputs, 68 parameters]");
    }

    @Test
    void parametersAreEqualIfLayoutAndBitsAre() {
        Parameters parameters = model(NETWORK, 1).parameters();
        assertThat(parameters).isEqualTo(parameters.copy()).hasSameHashCodeAs(parameters.copy());
        assertThat(parameters.layout()).isEqualTo(NETWORK.parameterLayout())
                .hasSameHashCodeAs(NETWORK.parameterLayout())
                .isNotEqualTo(NETWORK.withBias(false).parameterLayout());
        assertThat(parameters.toString()).isEqualTo("Parameters[68 values in 6 tensors]");
        float[][] different = {{0.0f, -0.0f}, {1, Math.nextUp(1f)}, {Float.NaN, Float.intBitsToFloat(0x7f800001)}};
        for (float[] pair : different) {
            Parameters first = parameters.copy();
            Parameters second = parameters.copy();
            first.values()[67] = pair[0];
            second.values()[67] = pair[1];
            assertThat(first).as("%s and %s", pair[0], pair[1]).isNotEqualTo(second).isEqualTo(first.copy());
        }
    }

    @Test
    void layoutsOfTheSameSizeAreNotEqualIfNamesDiffer() {
        ParameterLayout first = Architecture.lstm(1, 1).parameterLayout();
        ParameterLayout second = Architecture.lstm(3, 1).withBias(false).parameterLayout();
        assertThat(first.size()).isEqualTo(second.size());
        assertThat(first).isNotEqualTo(second);
        assertThat(Parameters.zeros(first)).isNotEqualTo(Parameters.zeros(second));
    }

    @Test
    void masksAreEqualIfTheSameStepsAreValid() {
        Mask lengths = Mask.ofLengths(3, 2, 3);
        Mask steps = Mask.of(2, 3, new boolean[]{true, true, false, true, true, true});
        assertThat(lengths).isEqualTo(steps).hasSameHashCodeAs(steps);
        assertThat(lengths).isNotEqualTo(Mask.ofLengths(3, 3, 2)).isNotEqualTo(Mask.ofLengths(4, 2, 3))
                .isNotEqualTo(Mask.of(2, 3, new boolean[]{true, false, true, true, true, true}));
        assertThat(lengths.toString()).isEqualTo("Mask[2 sequences of 3 steps, 5 steps valid]");
    }

    @Test
    void summaryShowsLayersShapesAndParameters() {
        ForecastTask task = new ForecastTask("date",
                List.of(Feature.number("temp_max"), Feature.number("wind"), Feature.number("rain")),
                new Scaling(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)), List.of("temp_max"),
                new Scaling(List.of(0.0), List.of(1.0)), new ForecastTask.Window(14, 7));
        Architecture forecast = Architecture.lstm(3, 32).withHead(Head.lastStep(7));
        assertThat(new Model(forecast, Parameters.zeros(forecast.parameterLayout()), task, Map.of()).summary())
                .isEqualTo("""
                        Model: lstm, 3 inputs, 32 units, 7 outputs
                        ────────────────────────────────────────────────────────────────────────────────
                        Layer                                   Output shape                  Parameters
                        ────────────────────────────────────────────────────────────────────────────────
                        lstm_l0                                 [B, T, 32]                         4,736
                        fc (linear), steps: last                [B, 7]                               231
                        ────────────────────────────────────────────────────────────────────────────────
                        Total: 4,967 parameters, 19.9 kB
                        Forecast: 14 rows of 3 features → 7 rows of temp_max
                        """);
    }

    @Test
    void summaryShowsEverythingThatANetworkCanHave() {
        Architecture tagger = Architecture.lstm(16, 64).withLayers(2).withBidirectional(true).withProjection(10)
                .withDropout(0.2f).withTrainableStates(true).withEmbedding(500)
                .withHead(Head.everyStep(9).withOutput(Head.Output.SOFTMAX));
        Model model = model(tagger, 1);
        assertThat(model.summary()).isEqualTo("""
                Model: lstm, 500 tokens, 2 layers of 64 units, bidirectional, 9 outputs
                ────────────────────────────────────────────────────────────────────────────────
                Layer                                   Output shape                  Parameters
                ────────────────────────────────────────────────────────────────────────────────
                embedding                               [B, T, 16]                         8,000
                lstm_l0, both directions                [B, T, 20]                        15,764
                dropout 0.2                             [B, T, 20]                             0
                lstm_l1, both directions                [B, T, 20]                        17,812
                fc (linear), steps: every               [B, T, 9]                            189
                softmax                                 [B, T, 9]                              0
                ────────────────────────────────────────────────────────────────────────────────
                Total: 41,765 parameters, 167.1 kB
                """);
        assertThat(model.summary().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void layersWithTwoDigitsAreCountedOnce() {
        Architecture deep = Architecture.lstm(1, 1).withLayers(12);
        String summary = model(deep, 1).summary();
        assertThat(summary).contains("lstm_l1 ", "lstm_l11 ", "Total: 192 parameters, 768 bytes");
        int sum = summary.lines().filter(line -> line.startsWith("lstm_l"))
                .mapToInt(line -> Integer.parseInt(line.substring(64).strip())).sum();
        assertThat(sum).isEqualTo(deep.parameterLayout().size());
    }

    @Test
    void longNamesOfTargetsAreTruncated() {
        String name = "x".repeat(100);
        Architecture forecast = Architecture.lstm(1, 1).withHead(Head.lastStep(1));
        Scaling scaling = new Scaling(List.of(0.0), List.of(1.0));
        ForecastTask task = new ForecastTask("", List.of(Feature.number(name)), scaling, List.of(name), scaling,
                new ForecastTask.Window(1, 1));
        assertThat(new Model(forecast, Parameters.zeros(forecast.parameterLayout()), task, Map.of()).summary())
                .endsWith("x…\n").contains("Forecast: 1 row of 1 feature → 1 row of x")
                .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80));
    }

    private static Model model(Architecture architecture, float first) {
        Parameters parameters = Parameters.zeros(architecture.parameterLayout());
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = first + i;
        }
        return new Model(architecture, parameters);
    }
}
