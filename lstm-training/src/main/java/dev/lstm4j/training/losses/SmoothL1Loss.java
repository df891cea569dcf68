package dev.lstm4j.training.losses;

import dev.lstm4j.training.internal.Numbers;

/// The absolute difference, but quadratic near 0, as `torch.nn.SmoothL1Loss` (Girshick 2015): with `d = ŷ - y`, the
/// loss is `d² / (2β)` for `|d| < β`, else `|d| - β / 2`. It is [HuberLoss] with δ = β, divided by β; with β = 0 it is
/// [MeanAbsoluteError].
///
/// @param beta β, below which the loss is quadratic, finite and not negative
public record SmoothL1Loss(double beta) implements RowLoss {

    /// Checks β.
    ///
    /// @throws IllegalArgumentException if it is negative or not finite
    public SmoothL1Loss {
        Numbers.requireFinite("beta", beta);
    }

    /// Creates a loss with PyTorch's default β = 1.
    ///
    /// @return the loss
    public static SmoothL1Loss of() {
        return new SmoothL1Loss(1);
    }

    /// Sets β.
    ///
    /// @param value finite and not negative
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative or not finite
    public SmoothL1Loss withBeta(double value) {
        return new SmoothL1Loss(value);
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
            boolean near = distance < beta;
            sum += near ? 0.5 * difference * difference / beta : distance - 0.5 * beta;
            dPredictions[i] = (float) (scale * (near ? difference / beta : Math.signum(difference)));
        }
        return sum;
    }
}
