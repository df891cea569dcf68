package dev.lstm4j.training.losses;

/// The mean of the squared differences, as `torch.nn.MSELoss`: `(ŷ - y)²`.
public final class MeanSquaredError extends RowLoss {
    /// A loss without settings.
    public MeanSquaredError() {}

    @Override
    public int targetSize(int outputSize) {
        return outputSize;
    }

    @Override
    double row(float[] predictions, int from, int outputSize, float[] targets, int targetFrom, double scale,
            float[] dPredictions) {
        double sum = 0;
        for (int o = 0; o < outputSize; o++) {
            double difference = (double) predictions[from + o] - targets[targetFrom + o];
            sum += difference * difference;
            dPredictions[from + o] = (float) (2 * scale * difference);
        }
        return sum;
    }
}
