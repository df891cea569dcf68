package dev.lstm4j.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// A metric does not depend on how its numbers are divided into batches or accumulators.
class MetricProperties {
    private static final int WIDTH = 2;

    private static double[] figures(PointErrors errors) {
        return new double[]{errors.mae(), errors.mse(), errors.rmse(), errors.mape(), errors.smape(), errors.r2(),
                errors.mase(3)};
    }

    private static float[] draw(Random random, int length, float mean) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = mean + (float) random.nextGaussian();
        }
        return numbers;
    }

    private static float[] weights(Random random, int rows) {
        float[] weights = new float[rows];
        for (int i = 0; i < rows; i++) {
            weights[i] = random.nextInt(4) / 2f;
        }
        weights[0] = 1;
        return weights;
    }

    private static void assertSame(double[] found, double[] expected, double relative) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("figure %d", i).isCloseTo(expected[i],
                    within(relative * (1 + Math.abs(expected[i]))));
        }
    }

    @Property
    void errorsDoNotDependOnTheBatches(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 0, max = 40) int cut, @ForAll long seed) {
        Random random = new Random(seed);
        // A mean far from 0, for which a plain sum of squares would lose the variance.
        float[] predictions = draw(random, rows * WIDTH, 1000);
        float[] actual = draw(random, rows * WIDTH, 1000);
        float[] weights = weights(random, rows);
        PointErrors whole = new PointErrors();
        whole.add(predictions, actual, weights, rows, WIDTH);
        int first = Math.min(cut, rows);
        PointErrors one = new PointErrors();
        one.add(predictions, actual, weights, first, WIDTH);
        PointErrors two = new PointErrors();
        two.add(Arrays.copyOfRange(predictions, first * WIDTH, rows * WIDTH),
                Arrays.copyOfRange(actual, first * WIDTH, rows * WIDTH), Arrays.copyOfRange(weights, first, rows),
                rows - first, WIDTH);
        one.add(two);
        assertSame(figures(one), figures(whole), 1e-9);
    }

    @Property
    void errorsMatchTheirDefinitions(@ForAll @IntRange(min = 1, max = 30) int rows, @ForAll long seed) {
        Random random = new Random(seed);
        float[] predictions = draw(random, rows * WIDTH, 2);
        float[] actual = draw(random, rows * WIDTH, 2);
        float[] weights = weights(random, rows);
        PointErrors errors = new PointErrors();
        errors.add(predictions, actual, weights, rows, WIDTH);
        double total = 0;
        double mean = 0;
        for (int i = 0; i < actual.length; i++) {
            total += weights[i / WIDTH];
            mean += weights[i / WIDTH] * (double) actual[i];
        }
        mean /= total;
        double[] sums = new double[5];
        for (int i = 0; i < actual.length; i++) {
            double weight = weights[i / WIDTH];
            double error = Math.abs((double) predictions[i] - actual[i]);
            sums[0] += weight * error / total;
            sums[1] += weight * error * error / total;
            sums[2] += weight * error / Math.abs(actual[i]) / total;
            sums[3] += weight * 2 * error / (Math.abs((double) predictions[i]) + Math.abs(actual[i])) / total;
            sums[4] += weight * (actual[i] - mean) * (actual[i] - mean) / total;
        }
        assertSame(figures(errors), new double[]{sums[0], sums[1], Math.sqrt(sums[1]), sums[2], sums[3],
                1 - sums[1] / sums[4], sums[0] / 3}, 1e-9);
    }

    @Property
    void classificationDoesNotDependOnTheBatches(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 0, max = 40) int cut, @ForAll long seed) {
        Random random = new Random(seed);
        int classes = 4;
        float[] logits = draw(random, rows * classes, 0);
        float[] weights = weights(random, rows);
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            targets[row] = random.nextInt(classes);
        }
        Classification whole = new Classification(classes);
        whole.add(logits, targets, weights, rows);
        int first = Math.min(cut, rows);
        Classification parts = new Classification(classes);
        parts.add(logits, targets, weights, first);
        parts.add(Arrays.copyOfRange(logits, first * classes, logits.length),
                Arrays.copyOfRange(targets, first, rows), Arrays.copyOfRange(weights, first, rows), rows - first);
        assertThat(parts.accuracy()).isEqualTo(whole.accuracy());
        assertThat(parts.macroF1()).isEqualTo(whole.macroF1());
        // Adding each row twice with half its weight changes nothing.
        Classification repeated = new Classification(classes);
        for (int i = 0; i < 2; i++) {
            float[] half = weights.clone();
            for (int row = 0; row < rows; row++) {
                half[row] /= 2;
            }
            repeated.add(logits, targets, half, rows);
        }
        assertThat(repeated.accuracy()).isEqualTo(whole.accuracy());
        assertThat(repeated.macroF1()).isEqualTo(whole.macroF1());
    }
}
