package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.simd.Network;
import dev.lstm4j.simd.RecursiveForecast;
import dev.lstm4j.training.data.Windows;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.schedules.Schedules;
import org.junit.jupiter.api.Test;

/// A network trained to forecast one step of a sine continues the sine for two periods.
class SineForecastTest {
    private static final int TIME = 40;
    private static final int STEPS = 50;
    private static final double STEP = 0.25;

    private static float sine(int t) {
        return (float) Math.sin(STEP * t);
    }

    @Test
    void aSineIsContinued() {
        Architecture architecture = Architecture.lstm(1, 16).withHead(Head.lastStep(1));
        float[] wave = new float[300];
        for (int t = 0; t < wave.length; t++) {
            wave[t] = sine(t);
        }
        TrainingOptions options = TrainingOptions.ofEpochs(60).withBatchSize(16).withClipNorm(1).withSeed(2)
                .withSchedule(Schedules.cosine(60, 0));
        TrainingResult trained = Trainer.of(options, MeanSquaredError.of(), Adam.of(0.01))
                .train(architecture, Initializer.uniform(architecture, 1),
                        Windows.over(wave, 1).withLookback(TIME).dataset(), null);
        float[] y = new float[STEPS];
        try (RecursiveForecast forecast = new RecursiveForecast(
                Network.of(new Model(architecture, trained.parameters())))) {
            forecast.warmUp(wave, wave.length);
            forecast.forecast(STEPS, y);
        }
        double largest = 0;
        for (int step = 0; step < STEPS; step++) {
            largest = Math.max(largest, Math.abs(y[step] - sine(wave.length + step)));
        }
        // 5 % of the amplitude; repeating the last value has errors up to 2, the mean has errors up to 1.
        assertThat(largest).as("the largest error of %d steps", STEPS).isLessThan(0.05);
    }
}
