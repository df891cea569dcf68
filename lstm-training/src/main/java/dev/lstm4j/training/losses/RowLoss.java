package dev.lstm4j.training.losses;

import dev.lstm4j.Loss;
import dev.lstm4j.simd.internal.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What all losses share: the checks, the rows' weights and the mean. A loss itself knows one row.
abstract class RowLoss implements Loss {

    /// The sum of the losses of one row's target numbers, and its gradient.
    ///
    /// @param predictions the row's O outputs begin at `from`
    /// @param from where
    /// @param outputSize O
    /// @param targets the row's targets begin at `targetFrom`
    /// @param targetFrom where
    /// @param scale what the gradient is multiplied by
    /// @param dPredictions out, from `from`: each of the O numbers; may alias predictions
    /// @return the sum, not scaled
    abstract double row(float[] predictions, int from, int outputSize, float[] targets, int targetFrom, double scale,
            float[] dPredictions);

    /// By how much one row counts in the mean, beside its weight.
    double share(float[] targets, int targetFrom, int outputSize) {
        return 1;
    }

    @Override
    public final double totalWeight(float[] targets, float @Nullable [] weights, int rows, int outputSize) {
        int targetSize = targetSize(outputSize);
        Sizes.requireFloats("targets", targets, Math.multiplyExact(rows, targetSize));
        if (weights != null) {
            Sizes.requireFloats("weights", weights, rows);
        }
        double total = 0;
        for (int row = 0; row < rows; row++) {
            double weight = weights == null ? 1 : weights[row];
            if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "weights[" + row + "]: expected a finite number of at least 0, found " + weight);
            }
            if (weight > 0) {
                total += weight * share(targets, row * targetSize, outputSize);
            }
        }
        return total;
    }

    @Override
    public final double forwardBackward(float[] predictions, float[] targets, float @Nullable [] weights, int rows,
            int outputSize, float[] dPredictions) {
        int targetSize = targetSize(outputSize);
        int length = Math.multiplyExact(rows, outputSize);
        Sizes.requireFloats("predictions", predictions, length);
        Sizes.requireFloats("dPredictions", dPredictions, length);
        double total = targetSize * totalWeight(targets, weights, rows, outputSize);
        if (total == 0) {
            Arrays.fill(dPredictions, 0, length, 0f);
            return 0;
        }
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double weight = weights == null ? 1 : weights[row];
            int from = row * outputSize;
            if (weight == 0) {
                Arrays.fill(dPredictions, from, from + outputSize, 0f);
            } else {
                sum += weight * row(predictions, from, outputSize, targets, row * targetSize, weight / total,
                        dPredictions);
            }
        }
        return sum / total;
    }
}
