package dev.lstm4j.training.losses;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How surprising the right class was, as `torch.nn.CrossEntropyLoss`: `-log p_y`, where p is the softmax of a row's O = C
/// logits and y its one target, the number of a class (0 … C - 1, as a float).
///
/// With class weights `w_c` a row counts `w_y` times in the mean. With label smoothing α (Szegedy et al. 2016) the right
/// answer is a mix: `-(1 - α)·w_y·log p_y - α / C·Σ_c w_c·log p_c`. A row whose target is the ignored index is not
/// counted, and its logits are not read. The largest logit is taken away before exp, so none overflows.
public final class CrossEntropyLoss extends RowLoss {
    /// The index that PyTorch ignores where nothing else is said.
    public static final int IGNORE_INDEX = -100;
    /// Up to here each integer is a float.
    private static final int MOST_CLASSES = 1 << 24;

    private final double @Nullable [] classWeights;
    private final double labelSmoothing;
    private final int ignoreIndex;

    /// As PyTorch's defaults: all classes alike, no smoothing, -100 ignored.
    public CrossEntropyLoss() {
        this(null, 0, IGNORE_INDEX);
    }

    /// With all settings.
    ///
    /// @param classWeights `[C]`, finite and at least 0, or null for all 1
    /// @param labelSmoothing α in [0, 1]
    /// @param ignoreIndex the target of rows that are not counted; a class's own number, or any other
    /// @throws IllegalArgumentException where a number is not allowed
    public CrossEntropyLoss(double @Nullable [] classWeights, double labelSmoothing, int ignoreIndex) {
        if (classWeights != null) {
            for (double weight : classWeights) {
                if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("classWeights: expected finite numbers of at least 0, found "
                            + Arrays.toString(classWeights));
                }
            }
        }
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException(
                    "labelSmoothing: expected a number in [0, 1], found " + labelSmoothing);
        }
        this.classWeights = classWeights == null ? null : classWeights.clone();
        this.labelSmoothing = labelSmoothing;
        this.ignoreIndex = ignoreIndex;
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
    double share(float[] targets, int targetFrom, int outputSize) {
        float target = targets[targetFrom];
        if (target == ignoreIndex) {
            return 0;
        }
        if (!(target >= 0 && target < outputSize && target == (int) target)) {
            throw new IllegalArgumentException("targets[" + targetFrom + "]: expected a class from 0 to "
                    + (outputSize - 1) + ", or " + ignoreIndex + " to ignore the row, found " + target);
        }
        return weight((int) target);
    }

    private double weight(int label) {
        return classWeights == null ? 1 : classWeights[label];
    }

    @Override
    double row(float[] predictions, int from, int outputSize, float[] targets, int targetFrom, double scale,
            float[] dPredictions) {
        if (targets[targetFrom] == ignoreIndex) {
            Arrays.fill(dPredictions, from, from + outputSize, 0f);
            return 0;
        }
        int target = (int) targets[targetFrom];
        double largest = predictions[from];
        for (int c = 1; c < outputSize; c++) {
            largest = Math.max(largest, predictions[from + c]);
        }
        // The row's answer should be: `right` at the target, `even·w_c` at every class; `mass` is their sum.
        double right = (1 - labelSmoothing) * weight(target);
        double even = labelSmoothing / outputSize;
        double mass = right;
        double logit = predictions[from + target] - largest;
        double agreed = right * logit;
        double sum = 0;
        // One exp a logit: kept, in float, where the gradient will stand, which may be where the logits stood.
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
        // In double, since the two may all but cancel.
        dPredictions[from + target] = (float) (scale
                * (factor * Math.exp(logit) - right - even * weight(target)));
        return mass * Math.log(sum) - agreed;
    }
}
