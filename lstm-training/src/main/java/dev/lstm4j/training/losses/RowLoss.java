package dev.lstm4j.training.losses;

import dev.lstm4j.Loss;
import dev.lstm4j.simd.internal.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A loss that is a mean over rows: the base of all losses of this package and of custom ones. It checks the arrays
/// and computes the weighted mean; an implementation computes a single row. Implementations should be records or other
/// immutable values.
///
/// A complete loss, the logarithm of the hyperbolic cosine:
///
/// ```java
/// record LogCoshLoss() implements RowLoss {
///     public int targetSize(int outputSize) {
///         return outputSize;
///     }
///
///     public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
///             float[] dPredictions) {
///         double sum = 0;
///         for (int i = row * outputSize; i < (row + 1) * outputSize; i++) {
///             double difference = (double) predictions[i] - targets[i];
///             sum += Math.log(Math.cosh(difference));
///             dPredictions[i] = (float) (scale * Math.tanh(difference));
///         }
///         return sum;
///     }
/// }
/// ```
///
public interface RowLoss extends Loss {

    /// Computes the sum of the losses of one row's target values, and its gradient. Allocates nothing.
    ///
    /// @param predictions `[rows, O]`; those of the row begin at `row·O`
    /// @param targets `[rows, K]`, K = `targetSize(O)`; those of the row begin at `row·K`
    /// @param row the index of the row
    /// @param outputSize O
    /// @param scale the factor of the gradient: the weight of the row divided by the total weight of all target values
    /// @param dPredictions out: from `row·O`, the gradient of the sum with respect to each of the O predictions,
    ///        multiplied by scale; may be the same array as predictions
    /// @return the sum, not scaled
    double row(float[] predictions, float[] targets, int row, int outputSize, double scale, float[] dPredictions);

    /// How much a row counts in the mean, in addition to its weight. A loss with class weights overrides this method.
    ///
    /// @param targets `[rows, K]`
    /// @param row the index of the row
    /// @param outputSize O
    /// @return not negative; 1 by default
    /// @throws IllegalArgumentException if the target is not allowed
    default double share(float[] targets, int row, int outputSize) {
        return 1;
    }

    @Override
    default double totalWeight(float[] targets, float @Nullable [] weights, int rows, int outputSize) {
        Sizes.requireFloats("targets", targets, Math.multiplyExact(rows, targetSize(outputSize)));
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
                total += weight * share(targets, row, outputSize);
            }
        }
        return total;
    }

    @Override
    default double forwardBackward(float[] predictions, float[] targets, float @Nullable [] weights, int rows,
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
            if (weight == 0) {
                Arrays.fill(dPredictions, row * outputSize, (row + 1) * outputSize, 0f);
            } else {
                sum += weight * row(predictions, targets, row, outputSize, weight / total, dPredictions);
            }
        }
        return sum / total;
    }
}
