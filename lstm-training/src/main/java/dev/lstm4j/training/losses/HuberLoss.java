package dev.lstm4j.training.losses;

/// Quadratic for small errors and linear for large ones, as `torch.nn.HuberLoss` (Huber 1964): with `d = ŷ - y`, the
/// loss is `d² / 2` for `|d| ≤ δ`, else `δ·(|d| - δ / 2)`. Outliers have less influence than with [MeanSquaredError].
///
/// @param delta δ, the largest difference with a quadratic loss, finite and above 0
public record HuberLoss(double delta) implements RowLoss {

    /// Checks δ.
    ///
    /// @throws IllegalArgumentException if it is not finite or not above 0
    public HuberLoss {
        LossMath.requirePositive("delta", delta);
    }

    /// Creates a loss with PyTorch's default δ = 1.
    ///
    /// @return the loss
    public static HuberLoss of() {
        return new HuberLoss(1);
    }

    /// Sets δ.
    ///
    /// @param value finite and above 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is not finite or not above 0
    public HuberLoss withDelta(double value) {
        return new HuberLoss(value);
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
            double distance = Math.abs(difference);
            boolean far = distance > delta;
            sum += far ? delta * (distance - 0.5 * delta) : 0.5 * difference * difference;
            dPredictions[i] = (float) (scale * (far ? delta * Math.signum(difference) : difference));
        }
        return sum;
    }
}
