package dev.lstm4j.examples;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.TrainingNetwork;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import java.util.List;
import java.util.function.Function;

/// The tutorial's program: predicts the sixth temperature from five, with one LSTM layer of ten units, a linear layer,
/// the mean squared error and Adam.
public final class TemperatureTutorial {
    private TemperatureTutorial() {}

    /// Trains on three weeks and predicts from a fourth.
    ///
    /// @param start creates the initial parameters
    /// @param days three times five temperatures, `[B=3, T=5, I=1]`
    /// @param next the temperatures that followed, `[B=3, O=1]`
    /// @param epochs the number of epochs
    /// @param losses out: the loss of each epoch
    /// @param week the five temperatures to predict from, `[1, 5, 1]`
    /// @return the prediction for the next day
    public static float forecast(Function<Architecture, Parameters> start, float[] days, float[] next, int epochs,
            List<Double> losses, float[] week) {
        Architecture architecture = Architecture.lstm(1, 10).withHead(Head.lastStep(1));
        Parameters parameters = start.apply(architecture);
        Optimizer adam = Adam.of(0.01).create();
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, 3, 5)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                losses.add(network.step(Batch.of(days, next, 3), MeanSquaredError.of(), adam));
            }
        }
        float[] answer = new float[1];
        try (InferenceSession session = Network.of(new Model(architecture, parameters)).session(1, 5)) {
            session.forward(week, 1, answer);
        }
        return answer[0];
    }
}
