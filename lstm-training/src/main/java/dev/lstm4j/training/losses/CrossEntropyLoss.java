package dev.lstm4j.training.losses;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The negative log likelihood of the target class, as `torch.nn.CrossEntropyLoss`: `-log p_y`, where p is the softmax
/// of the O = C logits of a row and y its single target, a class number from 0 to C - 1 as a float.
///
/// With class weights `w_c`, a row counts `w_y` times in the mean. With label smoothing α (Szegedy et al. 2016), the
/// loss of a row is `-(1 - α)·w_y·log p_y - α / C·Σ_c w_c·log p_c`. A row whose target is the ignored index does not
/// count, and its logits are not read. The largest logit is subtracted before exp, so that it does not overflow.
public final class CrossEntropyLoss implements RowLoss {
    /// The target that is ignored by default, as in PyTorch.
    public static final int IGNORE_INDEX = -100;
    /// Up to this number, every integer is exact as a float.
    private static final int MOST_CLASSES = 1 << 24;

    private final double @Nullable [] classWeights;
    private final double labelSmoothing;
    private final int ignoreIndex;

    private CrossEntropyLoss(double @Nullable [] classWeights, double labelSmoothing, int ignoreIndex) {
        this.classWeights = classWeights;
        this.labelSmoothing = labelSmoothing;
        this.ignoreIndex = ignoreIndex;
    }

    /// Creates a loss with PyTorch's defaults: all classes count alike, no smoothing, targets of -100 are ignored.
    ///
    /// @return the loss
    public static CrossEntropyLoss of() {
        return new CrossEntropyLoss(null, 0, IGNORE_INDEX);
    }

    /// Sets the class weights, PyTorch's `weight`.
    ///
    /// @param weights `[C]`, finite and not negative; copied
    /// @return a changed copy
    /// @throws IllegalArgumentException if there is none, or one is negative or not finite
    public CrossEntropyLoss withClassWeights(double... weights) {
        LossMath.requireWeights("classWeights", weights);
        return new CrossEntropyLoss(weights.clone(), labelSmoothing, ignoreIndex);
    }

    /// Sets the label smoothing.
    ///
    /// @param alpha α in [0, 1]; 0 for none
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is out of range
    public CrossEntropyLoss withLabelSmoothing(double alpha) {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("labelSmoothing: expected a number in [0, 1], found " + alpha);
        }
        return new CrossEntropyLoss(classWeights, alpha, ignoreIndex);
    }

    /// Sets the target of rows that do not count.
    ///
    /// @param index any number, including that of a class
    /// @return a changed copy
    public CrossEntropyLoss withIgnoreIndex(int index) {
        return new CrossEntropyLoss(classWeights, labelSmoothing, index);
    }

    @Override
    public int targetSize(int outputSize) {
        int expected = classWeights == null ? outputSize : classWeights.length;
        if (outputSize < 1 || outputSize > MOST_CLASSES || outputSize != expected) {
            throw new IllegalArgumentException("CrossEntropyLoss: expected "
                    + (classWeights == null ? "1 to " + MOST_CLASSES : expected)
                    + " outputs, a logit for each class, found " + outputSize);
        }
        return 1;
    }

    @Override
    public double share(float[] targets, int row, int outputSize) {
        float target = targets[row];
        if (target == ignoreIndex) {
            return 0;
        }
        if (!(target >= 0 && target < outputSize && target == (int) target)) {
            throw new IllegalArgumentException("targets[" + row + "]: expected a class from 0 to "
                    + (outputSize - 1) + ", or " + ignoreIndex + " to ignore the row, found " + target);
        }
        return weight((int) target);
    }

    private double weight(int label) {
        return classWeights == null ? 1 : classWeights[label];
    }

    @Override
    public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
            float[] dPredictions) {
        int from = row * outputSize;
        if (targets[row] == ignoreIndex) {
            Arrays.fill(dPredictions, from, from + outputSize, 0f);
            return 0;
        }
        int target = (int) targets[row];
        double largest = predictions[from];
        for (int c = 1; c < outputSize; c++) {
            largest = Math.max(largest, predictions[from + c]);
        }
        // The target distribution: `right` at the target, plus `even·w_c` at every class; `mass` is the sum.
        double right = (1 - labelSmoothing) * weight(target);
        double even = labelSmoothing / outputSize;
        double mass = right;
        double logit = predictions[from + target] - largest;
        double agreed = right * logit;
        double sum = 0;
        // One exp per logit, kept as a float in dPredictions, which may be the same array as predictions.
        for (int c = 0; c < outputSize; c++) {
            double shifted = predictions[from + c] - largest;
            double share = even * weight(c);
            mass += share;
            agreed += share == 0 ? 0 : share * shifted;
            double exp = Math.exp(shifted);
            sum += exp;
            dPredictions[from + c] = (float) exp;
        }
        double factor = mass / sum;
        for (int c = 0; c < outputSize; c++) {
            dPredictions[from + c] = (float) (scale * (factor * dPredictions[from + c] - even * weight(c)));
        }
        // In double, since the terms may almost cancel.
        dPredictions[from + target] = (float) (scale
                * (factor * Math.exp(logit) - right - even * weight(target)));
        return mass * Math.log(sum) - agreed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CrossEntropyLoss that && Arrays.equals(classWeights, that.classWeights)
                && labelSmoothing == that.labelSmoothing && ignoreIndex == that.ignoreIndex;
    }

    @Override
    public int hashCode() {
        return (Arrays.hashCode(classWeights) * 31 + Double.hashCode(labelSmoothing)) * 31 + ignoreIndex;
    }

    @Override
    public String toString() {
        return "CrossEntropyLoss[classWeights=" + (classWeights == null ? "none" : Arrays.toString(classWeights))
                + ", labelSmoothing=" + labelSmoothing + ", ignoreIndex=" + ignoreIndex + "]";
    }
}
