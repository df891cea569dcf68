package dev.lstm4j.training.losses;

/// The mean squared error, as `torch.nn.MSELoss`: `(ŷ - y)²`.
public record MeanSquaredError() implements RowLoss {

    /// The loss.
    ///
    /// @return the loss
    public static MeanSquaredError of() {
        return new MeanSquaredError();
    }

    @Override
    public int targetSize(int outputSize) {
        return outputSize;
    }

    @Override
    public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
            float[] dPredictions) {
        double sum = 0;
        for (int i = row * outputSize; i < (row + 1) * outputSize; i++) {
            double difference = (double) predictions[i] - targets[i];
            sum += difference * difference;
            dPredictions[i] = (float) (2 * scale * difference);
        }
        return sum;
    }
}
