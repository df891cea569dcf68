package dev.lstm4j.training.losses;

/// Squared near the target, linear far from it, as `torch.nn.HuberLoss` (Huber 1964): with the difference `d = ŷ - y`,
/// `d² / 2` for `|d| ≤ δ`, else `δ·(|d| - δ / 2)`. A few wild targets pull less than under [MeanSquaredError].
public final class HuberLoss extends RowLoss {
    private final double delta;

    /// With PyTorch's δ, 1.
    public HuberLoss() {
        this(1);
    }

    /// With a δ.
    ///
    /// @param delta where the line begins, finite and above 0
    /// @throws IllegalArgumentException where it is neither
    public HuberLoss(double delta) {
        this.delta = LossMath.requirePositive("delta", delta);
    }

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
            double distance = Math.abs(difference);
            boolean far = distance > delta;
            sum += far ? delta * (distance - 0.5 * delta) : 0.5 * difference * difference;
            dPredictions[from + o] = (float) (scale * (far ? delta * Math.signum(difference) : difference));
        }
        return sum;
    }
}
