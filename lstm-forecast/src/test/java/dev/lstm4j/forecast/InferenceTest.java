package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Model;
import dev.lstm4j.simd.Engine;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Which kernels compute forecasts.
class InferenceTest {
    /// 207 parameters and a lookback of 5: 2070 operations a window.
    private static final Model MODEL = Forecaster.of(Tables.tinyRecipe().withEpochs(1)).fit(Tables.waves(120)).model();
    private static final int MANY = 100_000;

    private static Inference inference() {
        return new Inference(MODEL, Objects.requireNonNull(MODEL.task()), null, 1);
    }

    @Test
    void theFirstSmallForecastsAreScalar() {
        Inference inference = inference();
        assertThat(inference.isScalarSooner(1)).isTrue();
        assertThat(inference.isScalarSooner(1000)).isTrue();
        assertThat(inference.isScalarSooner(MANY)).isFalse();
        assertThat(inference.isScalarSooner(1)).as("the vector kernels are warm by now").isFalse();
    }

    @Test
    void manySmallForecastsAreNotScalarForGood() {
        Inference inference = inference();
        int scalar = 0;
        while (inference.isScalarSooner(100)) {
            scalar++;
        }
        assertThat(scalar).isBetween(900, 1000);
    }

    @Test
    void aChosenEngineIsKept() {
        Inference chosen = new Inference(MODEL, Objects.requireNonNull(MODEL.task()), Engine.auto(), 1);
        assertThat(chosen.isScalarSooner(1)).isFalse();
        System.setProperty("lstm4j.kernels", "vector");
        try {
            assertThat(inference().isScalarSooner(1)).isFalse();
        } finally {
            System.clearProperty("lstm4j.kernels");
        }
    }
}
