package dev.lstm4j.training.losses;

import java.util.Arrays;

/// Another loss over the known targets alone: a target that is NaN is not read, its outputs get a gradient of exactly
/// 0, and the mean is over the targets that remain, as in PyTorch `loss(prediction[mask], target[mask])`. Without it, a
/// target that is NaN makes the loss NaN.
///
/// @param loss of which each target value is an independent term
public record MaskedLoss(RowLoss loss) implements RowLoss {

    /// Checks the loss.
    ///
    /// @throws IllegalArgumentException if the loss has a weight for each output of a row, or is masked already
    public MaskedLoss {
        if (loss instanceof MaskedLoss || loss instanceof BinaryCrossEntropyWithLogits logits && logits.isWeighted()) {
            throw new IllegalArgumentException(
                    "loss: expected one that is the same for every target of a row, found " + loss);
        }
    }

    /// Masks a loss.
    ///
    /// @param loss of which each target value is an independent term
    /// @return the loss over the known targets
    /// @throws IllegalArgumentException if the loss has a weight for each output of a row, or is masked already
    public static MaskedLoss of(RowLoss loss) {
        return new MaskedLoss(loss);
    }

    @Override
    public int targetSize(int outputSize) {
        return loss.targetSize(outputSize);
    }

    /// The outputs of a target are adjacent, so each target is a row of its own to the other loss.
    @Override
    public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
            float[] dPredictions) {
        int size = targetSize(outputSize);
        int each = outputSize / size;
        double sum = 0;
        for (int target = row * size; target < (row + 1) * size; target++) {
            if (Float.isNaN(targets[target])) {
                Arrays.fill(dPredictions, target * each, (target + 1) * each, 0f);
            } else {
                sum += loss.row(predictions, targets, target, each, scale, dPredictions);
            }
        }
        return sum;
    }

    @Override
    public double share(float[] targets, int row, int outputSize) {
        int size = targetSize(outputSize);
        double sum = 0;
        for (int target = row * size; target < (row + 1) * size; target++) {
            sum += Float.isNaN(targets[target]) ? 0 : loss.share(targets, target, outputSize / size);
        }
        return sum / size;
    }
}
