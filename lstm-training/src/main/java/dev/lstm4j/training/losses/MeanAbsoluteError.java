package dev.lstm4j.training.losses;

/// The mean of the absolute differences, as `torch.nn.L1Loss`: `|ŷ - y|`. Its minimum is the median. The gradient at a
/// difference of 0 is 0.
public final class MeanAbsoluteError extends RowLoss {
    /// A loss without settings.
    public MeanAbsoluteError() {}

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
            sum += Math.abs(difference);
            dPredictions[from + o] = (float) (scale * Math.signum(difference));
        }
        return sum;
    }
}
