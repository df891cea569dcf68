package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.optimizers.SGD;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Repeats whole trainings of PyTorch: equal initial parameters and data give equal losses.
class GoldenTrainingTest {
    private static Parameters parameters(GoldenFile golden, Architecture architecture, String when) {
        return golden.parameters(architecture, when);
    }

    private static Architecture architecture(GoldenFile golden) {
        return golden.architecture("start.lstm.").withHead(Head.lastStep(golden.size("start.fc.bias", 0)));
    }

    private static void assertProbe(GoldenFile golden, Architecture architecture, Parameters parameters,
            double tolerance) {
        int batch = golden.size("probe", 0);
        float[] answer = new float[batch * architecture.outputSize()];
        try (InferenceSession session = Network.of(new Model(architecture, parameters)).session(batch,
                golden.size("probe", 1))) {
            session.forward(golden.floats("probe"), batch, answer);
        }
        golden.assertClose("probe_answer", answer, tolerance);
    }

    @Test
    void lossesOfTheWeatherTutorialMatch() throws ModelFileException {
        GoldenFile golden = GoldenFile.read("train_weather_tutorial");
        Architecture architecture = architecture(golden);
        Parameters parameters = parameters(golden, architecture, "start.");
        float[] losses = golden.floats("losses");
        Optimizer adam = Adam.of(0.01).create();
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, 3, 5, Engine.auto().withThreads(2),
                0)) {
            for (int step = 0; step < losses.length; step++) {
                double loss = network.step(Batch.of(golden.floats("x"), golden.floats("y"), 3), MeanSquaredError.of(),
                        adam);
                assertThat(loss).as("step %d", step).isCloseTo(losses[step], Percentage.withPercentage(0.01));
            }
        }
        assertProbe(golden, architecture, parameters, 1e-4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train_waves_bidirectional_sgd", "train_waves_stacked_clipped_adamw"})
    void answersOfTheTrainedWavesMatch(String name) throws ModelFileException {
        GoldenFile golden = GoldenFile.read(name);
        Architecture architecture = architecture(golden);
        assertProbe(golden, architecture, parameters(golden, architecture, "end."), 1e-5);
    }

    @Test
    void lossesOfBidirectionalWavesWithNesterovMomentumMatch() throws ModelFileException {
        GoldenFile golden = GoldenFile.read("train_waves_bidirectional_sgd");
        Architecture architecture = architecture(golden);
        Parameters parameters = parameters(golden, architecture, "start.");
        float[] losses = golden.floats("losses");
        int time = golden.size("x", 1);
        int rows = golden.size("x", 0) / 2;
        Optimizer sgd = SGD.of(0.05).withMomentum(0.9).withNesterov(true).create();
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, rows, time)) {
            for (int step = 0; step < losses.length; step++) {
                int from = step % 2 * rows;
                double loss = network.step(
                        Batch.of(java.util.Arrays.copyOfRange(golden.floats("x"), from * time, (from + rows) * time),
                                java.util.Arrays.copyOfRange(golden.floats("y"), from, from + rows), rows),
                        MeanSquaredError.of(), sgd);
                assertThat(loss).as("step %d", step).isCloseTo(losses[step], Percentage.withPercentage(0.01));
            }
        }
        assertProbe(golden, architecture, parameters, 1e-4);
    }

    @Test
    void lossesOfStackedWavesWithClippingAndAdamWMatch() throws ModelFileException {
        GoldenFile golden = GoldenFile.read("train_waves_stacked_clipped_adamw");
        Architecture architecture = architecture(golden);
        Parameters parameters = parameters(golden, architecture, "start.");
        float[] losses = golden.floats("losses");
        int time = golden.size("x", 1);
        int rows = golden.size("x", 0) / 4;
        Optimizer adam = Adam.of(0.01).withDecoupledWeightDecay(0.01).create();
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, rows, time)) {
            for (int step = 0; step < losses.length; step++) {
                int from = step % 4 * rows;
                double loss = network.computeGradients(
                        Batch.of(java.util.Arrays.copyOfRange(golden.floats("x"), from * time, (from + rows) * time),
                                java.util.Arrays.copyOfRange(golden.floats("y"), from, from + rows), rows),
                        MeanSquaredError.of());
                network.clipGradientNorm(0.5);
                network.update(adam);
                assertThat(loss).as("step %d", step).isCloseTo(losses[step], Percentage.withPercentage(0.01));
            }
        }
        assertProbe(golden, architecture, parameters, 1e-3);
    }
}
