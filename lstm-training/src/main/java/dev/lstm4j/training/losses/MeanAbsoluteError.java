package dev.lstm4j.training.losses;

/// The mean absolute error, as `torch.nn.L1Loss`: `|ŷ - y|`. It is minimised by the median. The gradient at a
/// difference of 0 is 0.
public record MeanAbsoluteError() implements RowLoss {

    /// The loss.
    ///
    /// @return the loss
    public static MeanAbsoluteError of() {
        return new MeanAbsoluteError();
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
            sum += Math.abs(difference);
            dPredictions[i] = (float) (scale * Math.signum(difference));
        }
        return sum;
    }
}
