package dev.lstm4j.training.losses;

/// The negative log likelihood of a normal distribution whose mean and variance are both learned (Nix and Weigend 1994), as
/// `torch.nn.GaussianNLLLoss`: `(log v + (ŷ - y)² / v) / 2`.
///
/// An answer holds mean ŷ and log-variance s of a target side by side, `[K, 2]` for K targets, so O = 2·K. The variance
/// is `v = max(eˢ, ε)`. Below the floor the gradient of s is the one that PyTorch gives through its clamp,
/// `(1 - (ŷ - y)² / v) / 2·(eˢ / ε)`. Only `e⁻ˢ` of the clamped s is computed, so no s overflows.
public final class GaussianNll extends RowLoss {
    /// Where a log likelihood has its constant, it is this one.
    static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int OUTPUTS = 2;

    private final double lowest;
    private final double constant;

    /// As PyTorch's defaults: ε = 1e-6, without the constant.
    public GaussianNll() {
        this(1e-6, false);
    }

    /// With all settings.
    ///
    /// @param epsilon ε, the smallest variance, finite and above 0
    /// @param full whether the constant `log(2π) / 2` is added, so that values compare with those of other distributions
    /// @throws IllegalArgumentException where ε is not allowed
    public GaussianNll(double epsilon, boolean full) {
        this.lowest = Math.log(LossMath.requirePositive("epsilon", epsilon));
        this.constant = full ? HALF_LOG_TWO_PI : 0;
    }

    @Override
    public int targetSize(int outputSize) {
        return LossMath.targets("GaussianNll", outputSize, OUTPUTS, "mean and log-variance");
    }

    @Override
    double row(float[] predictions, int from, int outputSize, float[] targets, int targetFrom, double scale,
            float[] dPredictions) {
        double sum = 0;
        for (int o = from, k = targetFrom; o < from + outputSize; o += OUTPUTS, k++) {
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

    /// What an answer's second number says.
    ///
    /// @param logVariance s
    /// @return the standard deviation, `√max(eˢ, ε)`
    public double deviation(float logVariance) {
        return Math.exp(0.5 * Math.max(logVariance, lowest));
    }
}
