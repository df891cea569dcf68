package dev.lstm4j.training.metrics;

import dev.lstm4j.simd.internal.Sizes;
import org.jspecify.annotations.Nullable;

/// Checks weights and the lengths of arrays.
final class Weights {
    private Weights() {}

    static double require(double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight: expected a finite number of at least 0, found " + weight);
        }
        return weight;
    }

    static double of(float @Nullable [] weights, int row) {
        return weights == null ? 1 : weights[row];
    }

    static void requireRows(float[] predictions, int predictionSize, float[] targets, int targetSize,
            float @Nullable [] weights, int rows) {
        Sizes.requireFloats("predictions", predictions, Math.multiplyExact(rows, predictionSize));
        Sizes.requireFloats("targets", targets, Math.multiplyExact(rows, targetSize));
        if (weights != null) {
            Sizes.requireFloats("weights", weights, rows);
        }
    }
}
