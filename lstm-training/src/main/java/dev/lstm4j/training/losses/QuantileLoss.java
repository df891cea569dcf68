package dev.lstm4j.training.losses;

import dev.lstm4j.simd.internal.Sizes;
import java.util.Arrays;

/// The pinball loss of several quantiles (Koenker and Bassett 1978): with `d = y - ŷ`, it is `q·d` if the target is
/// above the prediction and `(q - 1)·d` if it is below, averaged over the levels q. The gradient at `d = 0` is 0.
///
/// The outputs are the Q quantiles of each target, `[K, Q]` for K targets, so O = K·Q. A linear head does not guarantee
/// that the quantiles of a target increase. [#rearrange] sorts them in the outputs of a trained network: sorted
/// quantiles are never further from the true ones than crossing quantiles (Chernozhukov, Fernández-Val and Galichon
/// 2010). Training does not use it.
public final class QuantileLoss implements RowLoss {
    private final double[] levels;

    private QuantileLoss(double[] levels) {
        this.levels = levels;
    }

    /// Creates a loss.
    ///
    /// @param levels each inside (0, 1), increasing, at least one; copied
    /// @return the loss
    /// @throws IllegalArgumentException if there is none, or they do not increase inside (0, 1)
    public static QuantileLoss of(double... levels) {
        double below = 0;
        for (double level : levels) {
            if (!(level > below && level < 1)) {
                throw new IllegalArgumentException(
                        "levels: expected increasing numbers inside (0, 1), found " + Arrays.toString(levels));
            }
            below = level;
        }
        if (levels.length == 0) {
            throw new IllegalArgumentException("levels: expected at least one, found none");
        }
        return new QuantileLoss(levels.clone());
    }

    /// The levels.
    ///
    /// @return a copy, increasing
    public double[] levels() {
        return levels.clone();
    }

    @Override
    public int targetSize(int outputSize) {
        return LossMath.targets("QuantileLoss", outputSize, levels.length, "one for each level");
    }

    @Override
    public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
            float[] dPredictions) {
        double sum = 0;
        int from = row * outputSize;
        int targetFrom = from / levels.length;
        for (int o = 0; o < outputSize; o++) {
            double level = levels[o % levels.length];
            double difference = (double) targets[targetFrom + o / levels.length] - predictions[from + o];
            double slope = slope(level, difference);
            sum += slope * difference;
            dPredictions[from + o] = (float) (-scale * slope / levels.length);
        }
        return sum / levels.length;
    }

    /// The loss of a single prediction.
    ///
    /// @param level q, inside (0, 1)
    /// @param prediction ŷ
    /// @param target y
    /// @return `q·(y - ŷ)` or `(q - 1)·(y - ŷ)`, whichever is at least 0
    public static double pinball(double level, double prediction, double target) {
        double difference = target - prediction;
        return slope(level, difference) * difference;
    }

    /// 0 for 0, and NaN for NaN.
    private static double slope(double level, double difference) {
        return difference > 0 ? level : difference < 0 ? level - 1 : difference;
    }

    /// Sorts the quantiles of each target, so that they do not cross.
    ///
    /// @param answers `[rows, K, Q]`, changed in place
    /// @param rows the number of output rows
    /// @param outputSize O = K·Q
    /// @throws IllegalArgumentException if O does not fit the levels or the array is too short
    public void rearrange(float[] answers, int rows, int outputSize) {
        int runs = Math.multiplyExact(rows, targetSize(outputSize));
        Sizes.requireFloats("answers", answers, runs * levels.length);
        for (int run = 0; run < runs; run++) {
            Arrays.sort(answers, run * levels.length, (run + 1) * levels.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantileLoss that && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return "QuantileLoss" + Arrays.toString(levels);
    }
}
