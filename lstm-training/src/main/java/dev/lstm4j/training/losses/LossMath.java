package dev.lstm4j.training.losses;

import java.util.Arrays;

/// Functions shared by several losses, in double and numerically stable for every argument.
final class LossMath {
    /// From this argument on, the series of [#gammaRatio] has an error below 1e-13.
    private static final double SERIES_FROM = 10;

    private LossMath() {}

    /// `log(1 + eˣ)`.
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// `1 / (1 + e⁻ˣ)`, the derivative of softplus, with full precision in the tail below 0.
    static double logistic(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// `log Γ(x) - log Γ(x + ½) + ½·log x`, for x above 0. It approaches 0 as x grows, where computing the two log Γ
    /// separately would cancel all digits. Large x use the asymptotic series (Tricomi and Erdélyi 1951); smaller ones
    /// are shifted into its range with `Γ(x + 1) = x·Γ(x)`.
    static double gammaRatio(double x) {
        double sum = 0;
        double large = x;
        for (; large < SERIES_FROM; large++) {
            sum += Math.log1p(0.5 / large);
        }
        double r = 1 / large;
        double r2 = r * r;
        double series = r * (1.0 / 8 - r2 * (1.0 / 192 - r2 * (1.0 / 640 - r2 * (17.0 / 14336 - r2 * 31 / 18432))));
        return sum + series + (large > x ? 0.5 * Math.log(x / large) : 0);
    }

    /// The derivative of [#gammaRatio].
    static double gammaRatioSlope(double x) {
        double sum = 0;
        double large = x;
        for (; large < SERIES_FROM; large++) {
            sum -= 0.5 / (large * (large + 0.5));
        }
        double r = 1 / large;
        double r2 = r * r;
        double series = -r2
                * (1.0 / 8 - r2 * (3.0 / 192 - r2 * (5.0 / 640 - r2 * (7 * 17.0 / 14336 - r2 * 9 * 31 / 18432))));
        return sum + series + (large > x ? 0.5 * (1 / x - r) : 0);
    }

    /// The number of targets described by an output row.
    static int targets(String loss, int outputSize, int each, String what) {
        if (outputSize < each || outputSize % each != 0) {
            throw new IllegalArgumentException(loss + ": expected a multiple of " + each + " outputs (" + what
                    + " for each target), found " + outputSize);
        }
        return outputSize / each;
    }

    static double requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + ": expected a finite number above 0, found " + value);
        }
        return value;
    }

    static void requireWeights(String name, double[] weights) {
        if (weights.length == 0) {
            throw new IllegalArgumentException(name + ": expected at least one number, found none");
        }
        for (double weight : weights) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        name + ": expected finite numbers of at least 0, found " + Arrays.toString(weights));
            }
        }
    }
}
