package dev.lstm4j.training.losses;

import java.util.Arrays;

/// The binary cross-entropy of logits, as `torch.nn.BCEWithLogitsLoss`: `-(p·y·log σ(x) + (1 - y)·log(1 - σ(x)))`, for
/// each logit x with its target y from 0 to 1. Positive weights p compensate for rare positive targets. `log σ(x) =
/// -log(1 + e⁻ˣ)` does not overflow for any x.
public final class BinaryCrossEntropyWithLogits implements RowLoss {
    private final double[] posWeight;

    private BinaryCrossEntropyWithLogits(double... posWeight) {
        this.posWeight = posWeight;
    }

    /// Creates a loss in which positive and negative targets count alike.
    ///
    /// @return the loss
    public static BinaryCrossEntropyWithLogits of() {
        return new BinaryCrossEntropyWithLogits(1);
    }

    /// Sets the positive weights, PyTorch's `pos_weight`.
    ///
    /// @param weights p, the weight of a positive target: one number for all outputs, or one for each; finite, not
    ///        negative; copied
    /// @return a changed copy
    /// @throws IllegalArgumentException if there is none, or one is negative or not finite
    public BinaryCrossEntropyWithLogits withPosWeight(double... weights) {
        LossMath.requireWeights("posWeight", weights);
        return new BinaryCrossEntropyWithLogits(weights.clone());
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
    public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
            float[] dPredictions) {
        double sum = 0;
        int from = row * outputSize;
        for (int o = 0; o < outputSize; o++) {
            double logit = predictions[from + o];
            double no = 1.0 - targets[from + o];
            double yes = posWeight[posWeight.length == 1 ? 0 : o] * targets[from + o];
            sum += yes * LossMath.softplus(-logit) + no * LossMath.softplus(logit);
            dPredictions[from + o] = (float) (scale
                    * (no * LossMath.logistic(logit) - yes * LossMath.logistic(-logit)));
        }
        return sum;
    }

    /// Whether each output of a row has a weight of its own.
    boolean isWeighted() {
        return posWeight.length > 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinaryCrossEntropyWithLogits that && Arrays.equals(posWeight, that.posWeight);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(posWeight);
    }

    @Override
    public String toString() {
        return "BinaryCrossEntropyWithLogits[posWeight=" + Arrays.toString(posWeight) + "]";
    }
}
