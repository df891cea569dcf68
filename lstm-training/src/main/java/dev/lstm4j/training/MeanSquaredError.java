package dev.lstm4j.training;

import dev.lstm4j.Loss;

/// The mean of the squared differences, as `torch.nn.MSELoss`.
public final class MeanSquaredError implements Loss {
    /// A loss without settings.
    public MeanSquaredError() {}

    @Override
    public double forwardBackward(float[] predictions, float[] targets, int length, float[] dPredictions) {
        double sum = 0;
        double factor = 2.0 / length;
        for (int i = 0; i < length; i++) {
            double difference = (double) predictions[i] - targets[i];
            sum += difference * difference;
            dPredictions[i] = (float) (factor * difference);
        }
        return sum / length;
    }
}
