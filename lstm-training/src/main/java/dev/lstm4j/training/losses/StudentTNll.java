package dev.lstm4j.training.losses;

/// The negative log likelihood of Student's t distribution with learned location, scale and, optionally, degrees of
/// freedom. Its heavy tails limit the influence of outliers (Lange, Little and Taylor 1989). With `z = (y - μ) / σ` it
/// is, as in `torch.distributions.StudentT`, `log σ + log(νπ) / 2 + log Γ(ν / 2) - log Γ((ν + 1) / 2) + (ν + 1) /
/// 2·log(1 + z² / ν)`.
///
/// The outputs are triples of the location μ, the log-scale s and r of each target, `[K, 3]` for K targets, so O = 3·K;
/// with fixed ν, pairs without r, `[K, 2]`. The scale is `σ = max(eˢ, 1e-6)`; its lower bound passes the gradient as in
/// [GaussianNll]. The degrees of freedom are `ν = 2 + log(1 + eʳ)`, so that the variance exists, as in GluonTS
/// (Alexandrov et al. 2020).
public final class StudentTNll implements RowLoss {
    private static final double LOWEST = Math.log(1e-6);

    private static final int LEARNED_OUTPUTS = 3;
    private static final int FIXED_OUTPUTS = 2;

    /// The fixed degrees of freedom, or NaN if they are learned.
    private final double fixed;
    private final int outputs;

    private StudentTNll(double fixed) {
        this.fixed = fixed;
        this.outputs = Double.isNaN(fixed) ? LEARNED_OUTPUTS : FIXED_OUTPUTS;
    }

    /// Creates a loss with learned degrees of freedom.
    ///
    /// @return the loss
    public static StudentTNll of() {
        return new StudentTNll(Double.NaN);
    }

    /// Fixes the degrees of freedom.
    ///
    /// @param degreesOfFreedom ν, finite and above 0; small values give heavy tails, 1 is the Cauchy distribution
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is not finite or not above 0
    public StudentTNll withDegreesOfFreedom(double degreesOfFreedom) {
        return new StudentTNll(LossMath.requirePositive("degreesOfFreedom", degreesOfFreedom));
    }

    @Override
    public int targetSize(int outputSize) {
        return LossMath.targets("StudentTNll", outputSize, outputs,
                outputs == LEARNED_OUTPUTS ? "location, log-scale and degrees of freedom" : "location and log-scale");
    }

    @Override
    public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
            float[] dPredictions) {
        double sum = 0;
        int from = row * outputSize;
        for (int o = from, k = from / outputs; o < from + outputSize; o += outputs, k++) {
            double raw = predictions[o + 1];
            double logScale = Math.max(raw, LOWEST);
            double inverse = Math.exp(-logScale);
            double z = ((double) predictions[o] - targets[k]) * inverse;
            double squared = z * z;
            double freedom = outputs == LEARNED_OUTPUTS ? degreesOfFreedom(predictions[o + 2]) : fixed;
            double tail = Math.log1p(squared / freedom);
            double pull = (freedom + 1) / (freedom + squared);
            sum += logScale + GaussianNll.HALF_LOG_TWO_PI + LossMath.gammaRatio(0.5 * freedom)
                    + 0.5 * (freedom + 1) * tail;
            if (outputs == LEARNED_OUTPUTS) {
                double dFreedom = 0.5 * (LossMath.gammaRatioSlope(0.5 * freedom) + tail - pull * squared / freedom);
                dPredictions[o + 2] = (float) (scale * dFreedom * LossMath.logistic(predictions[o + 2]));
            }
            double through = raw < LOWEST ? Math.exp(raw - LOWEST) : 1;
            dPredictions[o] = (float) (scale * pull * z * inverse);
            dPredictions[o + 1] = (float) (scale * (1 - pull * squared) * through);
        }
        return sum;
    }

    /// The scale for the second value of an output.
    ///
    /// @param logScale s
    /// @return the scale σ
    public static double scale(float logScale) {
        return Math.exp(Math.max(logScale, LOWEST));
    }

    /// The degrees of freedom for the third value of an output.
    ///
    /// @param raw r
    /// @return the degrees of freedom ν, at least 2
    public static double degreesOfFreedom(float raw) {
        return 2 + LossMath.softplus(raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StudentTNll that && Double.compare(fixed, that.fixed) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(fixed);
    }

    @Override
    public String toString() {
        return "StudentTNll[degreesOfFreedom=" + (Double.isNaN(fixed) ? "learned" : Double.toString(fixed)) + "]";
    }
}
