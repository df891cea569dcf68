package dev.lstm4j.training.losses;

/// The absolute difference with a round bottom, as `torch.nn.SmoothL1Loss` (Girshick 2015): with `d = ŷ - y`,
/// `d² / (2β)` for `|d| < β`, else `|d| - β / 2`. It is [HuberLoss] with δ = β, divided by β; with β = 0 it is
/// [MeanAbsoluteError].
public final class SmoothL1Loss extends RowLoss {
    private final double beta;

    /// With PyTorch's β, 1.
    public SmoothL1Loss() {
        this(1);
    }

    /// With a β.
    ///
    /// @param beta where the line begins, finite and at least 0
    /// @throws IllegalArgumentException where it is neither
    public SmoothL1Loss(double beta) {
        if (!(beta >= 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta: expected a finite number of at least 0, found " + beta);
        }
        this.beta = beta;
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
            boolean near = distance < beta;
            sum += near ? 0.5 * difference * difference / beta : distance - 0.5 * beta;
            dPredictions[from + o] = (float) (scale * (near ? difference / beta : Math.signum(difference)));
        }
        return sum;
    }
}
