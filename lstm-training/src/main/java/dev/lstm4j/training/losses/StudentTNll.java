package dev.lstm4j.training.losses;

/// The negative log likelihood of Student's t distribution with learned location, scale and, where wanted, degrees of
/// freedom: a bell with heavy tails, which a wild target does not bend much (Lange, Little and Taylor 1989). With
/// `z = (y - μ) / σ` it is that of `torch.distributions.StudentT`:
/// `log σ + log(νπ) / 2 + log Γ(ν / 2) - log Γ((ν + 1) / 2) + (ν + 1) / 2·log(1 + z² / ν)`.
///
/// An answer holds location μ, log-scale s and r of a target side by side, `[K, 3]` for K targets, so O = 3·K; with ν
/// fixed, `[K, 2]` without r. The scale is `σ = max(eˢ, 1e-6)`, whose floor passes the gradient on as that of
/// [GaussianNll] does. The degrees of freedom are `ν = 2 + log(1 + eʳ)`, so that the variance exists, as in GluonTS
/// (Alexandrov et al. 2020).
public final class StudentTNll extends RowLoss {
    private static final double LOWEST = Math.log(1e-6);

    private final double fixed;
    private final int outputs;

    /// With learned degrees of freedom.
    public StudentTNll() {
        this.fixed = Double.NaN;
        this.outputs = 3;
    }

    /// With fixed degrees of freedom.
    ///
    /// @param degreesOfFreedom ν, finite and above 0; small ones have heavy tails, 1 is Cauchy's distribution
    /// @throws IllegalArgumentException where it is not allowed
    public StudentTNll(double degreesOfFreedom) {
        this.fixed = LossMath.requirePositive("degreesOfFreedom", degreesOfFreedom);
        this.outputs = 2;
    }

    @Override
    public int targetSize(int outputSize) {
        return LossMath.targets("StudentTNll", outputSize, outputs,
                outputs == 3 ? "location, log-scale and degrees of freedom" : "location and log-scale");
    }

    @Override
    double row(float[] predictions, int from, int outputSize, float[] targets, int targetFrom, double scale,
            float[] dPredictions) {
        double sum = 0;
        for (int o = from, k = targetFrom; o < from + outputSize; o += outputs, k++) {
            double raw = predictions[o + 1];
            double logScale = Math.max(raw, LOWEST);
            double inverse = Math.exp(-logScale);
            double z = ((double) predictions[o] - targets[k]) * inverse;
            double squared = z * z;
            double freedom = outputs == 3 ? degreesOfFreedom(predictions[o + 2]) : fixed;
            double tail = Math.log1p(squared / freedom);
            double pull = (freedom + 1) / (freedom + squared);
            sum += logScale + GaussianNll.HALF_LOG_TWO_PI + LossMath.gammaRatio(0.5 * freedom)
                    + 0.5 * (freedom + 1) * tail;
            if (outputs == 3) {
                double dFreedom = 0.5 * (LossMath.gammaRatioSlope(0.5 * freedom) + tail - pull * squared / freedom);
                dPredictions[o + 2] = (float) (scale * dFreedom * LossMath.logistic(predictions[o + 2]));
            }
            double through = raw < LOWEST ? Math.exp(raw - LOWEST) : 1;
            dPredictions[o] = (float) (scale * pull * z * inverse);
            dPredictions[o + 1] = (float) (scale * (1 - pull * squared) * through);
        }
        return sum;
    }

    /// What an answer's second number says.
    ///
    /// @param logScale s
    /// @return the scale σ
    public static double scale(float logScale) {
        return Math.exp(Math.max(logScale, LOWEST));
    }

    /// What an answer's third number says.
    ///
    /// @param raw r
    /// @return the degrees of freedom ν, at least 2
    public static double degreesOfFreedom(float raw) {
        return 2 + LossMath.softplus(raw);
    }
}
