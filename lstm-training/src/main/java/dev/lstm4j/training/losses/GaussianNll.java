package dev.lstm4j.training.losses;

/// The negative log likelihood of a normal distribution with learned mean and variance (Nix and Weigend 1994), as
/// `torch.nn.GaussianNLLLoss`: `(log v + (ŷ - y)² / v) / 2`.
///
/// The outputs are pairs of the mean ŷ and the log-variance s of each target, `[K, 2]` for K targets, so O = 2·K. The
/// variance is `v = max(eˢ, ε)`. Below this minimum the gradient with respect to s is the one that PyTorch passes
/// through its clamp, `(1 - (ŷ - y)² / v) / 2·(eˢ / ε)`. Only `e⁻ˢ` of the clamped s is computed, so no s causes
/// an overflow.
public final class GaussianNll implements RowLoss {
    /// The constant term, `log(2π) / 2`.
    static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int OUTPUTS = 2;

    private static final double DEFAULT_EPSILON = 1e-6;

    private final double epsilon;
    private final boolean full;
    private final double lowest;
    private final double constant;

    private GaussianNll(double epsilon, boolean full) {
        this.epsilon = epsilon;
        this.full = full;
        this.lowest = Math.log(LossMath.requirePositive("epsilon", epsilon));
        this.constant = full ? HALF_LOG_TWO_PI : 0;
    }

    /// Creates a loss with PyTorch's defaults: ε = 1e-6, without the constant.
    ///
    /// @return the loss
    public static GaussianNll of() {
        return new GaussianNll(DEFAULT_EPSILON, false);
    }

    /// Sets the smallest variance.
    ///
    /// @param smallest ε, finite and above 0
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is not finite or not above 0
    public GaussianNll withEpsilon(double smallest) {
        return new GaussianNll(smallest, full);
    }

    /// Sets whether the constant `log(2π) / 2` is added, so that losses of different distributions can be compared.
    ///
    /// @param on whether to add it; PyTorch's `full`
    /// @return a changed copy
    public GaussianNll withFull(boolean on) {
        return new GaussianNll(epsilon, on);
    }

    @Override
    public int targetSize(int outputSize) {
        return LossMath.targets("GaussianNll", outputSize, OUTPUTS, "mean and log-variance");
    }

    @Override
    public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
            float[] dPredictions) {
        double sum = 0;
        int from = row * outputSize;
        for (int o = from, k = from / OUTPUTS; o < from + outputSize; o += OUTPUTS, k++) {
            double difference = (double) predictions[o] - targets[k];
            double raw = predictions[o + 1];
            double logVariance = Math.max(raw, lowest);
            double inverse = Math.exp(-logVariance);
            double squared = difference * difference * inverse;
            sum += 0.5 * (logVariance + squared) + constant;
            double through = raw < lowest ? Math.exp(raw - lowest) : 1;
            dPredictions[o] = (float) (scale * difference * inverse);
            dPredictions[o + 1] = (float) (scale * 0.5 * (1 - squared) * through);
        }
        return sum;
    }

    /// The standard deviation for the second value of an output pair.
    ///
    /// @param logVariance s
    /// @return the standard deviation, `√max(eˢ, ε)`
    public double deviation(float logVariance) {
        return Math.exp(0.5 * Math.max(logVariance, lowest));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GaussianNll that && epsilon == that.epsilon && full == that.full;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(epsilon) + Boolean.hashCode(full);
    }

    @Override
    public String toString() {
        return "GaussianNll[epsilon=" + epsilon + ", full=" + full + "]";
    }
}
