package dev.lstm4j.training.losses;

import java.util.Arrays;

/// How surprising a yes or no was, as `torch.nn.BCEWithLogitsLoss`: `-(p·y·log σ(x) + (1 - y)·log(1 - σ(x)))`, for each
/// logit x with its target y, 1 for yes, 0 for no or anything between. Positive weights p balance yes where it is rare.
/// `log σ(x) = -log(1 + e⁻ˣ)` is computed without overflow for every x.
public final class BinaryCrossEntropyWithLogits extends RowLoss {
    private final double[] posWeight;

    /// With yes and no alike.
    public BinaryCrossEntropyWithLogits() {
        this(1);
    }

    /// With positive weights.
    ///
    /// @param posWeight p, how many times a yes counts: one number for all outputs, or one for each; finite, at least 0
    /// @throws IllegalArgumentException where there is none, or one is not allowed
    public BinaryCrossEntropyWithLogits(double... posWeight) {
        for (double weight : posWeight) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "posWeight: expected finite numbers of at least 0, found " + Arrays.toString(posWeight));
            }
        }
        if (posWeight.length == 0) {
            throw new IllegalArgumentException("posWeight: expected at least one number, found none");
        }
        this.posWeight = posWeight.clone();
    }

    @Override
    public int targetSize(int outputSize) {
        if (posWeight.length != 1 && posWeight.length != outputSize) {
            throw new IllegalArgumentException("BinaryCrossEntropyWithLogits: expected " + posWeight.length
                    + " outputs, one for each positive weight, found " + outputSize);
        }
        return outputSize;
    }

    @Override
    double row(float[] predictions, int from, int outputSize, float[] targets, int targetFrom, double scale,
            float[] dPredictions) {
        double sum = 0;
        for (int o = 0; o < outputSize; o++) {
            double logit = predictions[from + o];
            double no = 1.0 - targets[targetFrom + o];
            double yes = posWeight[posWeight.length == 1 ? 0 : o] * targets[targetFrom + o];
            sum += yes * LossMath.softplus(-logit) + no * LossMath.softplus(logit);
            dPredictions[from + o] = (float) (scale
                    * (no * LossMath.logistic(logit) - yes * LossMath.logistic(-logit)));
        }
        return sum;
    }
}
