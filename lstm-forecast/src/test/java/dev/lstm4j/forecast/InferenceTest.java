package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.simd.Engine;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Tests which kernels compute forecasts.
class InferenceTest {
    /// 207 parameters and a lookback of 5: 1600 operations of matrix products per window.
    private static final Model MODEL = Forecaster.of(Tables.tinyRecipe().withEpochs(1)).fit(Tables.waves(120)).model();
    private static final int MANY = 200_000;

    private static Inference inference() {
        return new Inference(MODEL, Objects.requireNonNull(MODEL.task()), null, 1);
    }

    private static String kernels(Inference inference, int windows) {
        return inference.engine(windows).kernels().name();
    }

    @Test
    void theFirstSmallForecastsUseScalarKernels() {
        Inference inference = inference();
        assertThat(kernels(inference, 1)).isEqualTo("scalar");
        assertThat(kernels(inference, 1000)).isEqualTo("scalar");
        assertThat(inference.engine(MANY)).isEqualTo(Engine.auto());
        assertThat(inference.engine(1)).as("the vector kernels are warm by now").isEqualTo(Engine.auto());
    }

    @Test
    void manySmallForecastsSwitchToVectorKernels() {
        Assumptions.assumeFalse(Engine.auto().kernels().name().equals("scalar"));
        Inference inference = inference();
        int scalar = 0;
        while (scalar < 2000 && kernels(inference, 100).equals("scalar")) {
            scalar++;
        }
        assertThat(scalar).isBetween(1200, 1300);
    }

    @Test
    void aChosenEngineIsKept() {
        Engine two = Engine.auto().withThreads(2);
        assertThat(new Inference(MODEL, Objects.requireNonNull(MODEL.task()), two, 1).engine(1)).isEqualTo(two);
        System.setProperty("lstm4j.kernels", "vector");
        try {
            assertThat(inference().engine(1)).isEqualTo(Engine.auto());
        } finally {
            System.clearProperty("lstm4j.kernels");
        }
    }

    @Test
    void largeWindowsAreForecastInSmallBatches() {
        assertThat(inference().batch()).isEqualTo(128);
        ForecastTask task = Objects.requireNonNull(MODEL.task());
        assertThat(new Inference(MODEL, withWindow(task, 5, 1_000_000), null, 1).batch()).as("8 million floats")
                .isEqualTo(8);
        assertThat(new Inference(MODEL, withWindow(task, 100_000_000, 3), null, 1).batch()).isEqualTo(1);
    }

    private static ForecastTask withWindow(ForecastTask task, int lookback, int horizon) {
        return new ForecastTask(task.timeColumn(), task.features(), task.inputScaling(), task.targets(),
                task.targetScaling(), new ForecastTask.Window(lookback, horizon));
    }
}
