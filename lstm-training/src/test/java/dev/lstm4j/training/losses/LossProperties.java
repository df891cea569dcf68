package dev.lstm4j.training.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Properties of all losses, with random predictions, targets, weights, masks and ignored classes.
class LossProperties {
    /// A power of two, so that adding it to a float on the grid is exact.
    private static final float STEP = 1f / 1024;
    private static final float[] WEIGHTS = {0, 0.5f, 1, 2, 3};

    @Provide
    Arbitrary<LossCase> cases() {
        return Arbitraries.of(LossCase.all());
    }

    /// Random numbers for one loss.
    private record Draw(LossCase of, int rows, int outputSize, float[] predictions, float[] targets, float[] weights) {
        static Draw of(LossCase of, int rows, int targets, long seed) {
            Random random = new Random(seed);
            float[] weights = new float[rows];
            for (int row = 0; row < rows; row++) {
                weights[row] = WEIGHTS[random.nextInt(WEIGHTS.length)];
            }
            return new Draw(of, rows, of.outputSize(targets), of.drawPredictions(random, rows, targets),
                    of.drawTargets(random, rows, targets), weights);
        }

        double loss(float[] gradient) {
            return of.loss().forwardBackward(predictions, targets, weights, rows, outputSize, gradient);
        }

        float[] gradient() {
            float[] gradient = new float[predictions.length];
            loss(gradient);
            return gradient;
        }

        /// The loss with one prediction changed.
        double moved(int index, float change) {
            float[] predictions = this.predictions.clone();
            predictions[index] += change;
            return of.loss().forwardBackward(predictions, targets, weights, rows, outputSize,
                    new float[predictions.length]);
        }
    }

    @Property
    void theLossMatchesItsDefinition(@ForAll("cases") LossCase of, @ForAll @IntRange(max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 4) int targets, @ForAll long seed) {
        Draw draw = Draw.of(of, rows, targets, seed);
        double expected = of.expected(draw.predictions, draw.targets, draw.weights, rows, draw.outputSize);
        // Both are in double; the plain definition loses a few digits by cancellation.
        assertThat(draw.loss(new float[draw.predictions.length])).isCloseTo(expected,
                within(1e-9 * (1 + Math.abs(expected))));
    }

    @Property
    void theGradientMatchesFiniteDifferences(@ForAll("cases") LossCase of, @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 3) int targets, @ForAll long seed) {
        Draw draw = Draw.of(of, rows, targets, seed);
        float[] gradient = draw.gradient();
        double total = of.loss().totalWeight(draw.targets, draw.weights, rows, draw.outputSize);
        for (int i = 0; i < gradient.length; i++) {
            // The probability is rounded to float before the target is subtracted.
            double softmax = of.kind() == LossCase.Kind.CLASS && total > 0
                    ? draw.weights[i / draw.outputSize] / total
                    : 0;
            // Five-point difference: its error, of order STEP⁴, is far below the rounding of the gradient to float.
            double near = draw.moved(i, STEP) - draw.moved(i, -STEP);
            double far = draw.moved(i, 2 * STEP) - draw.moved(i, -2 * STEP);
            double expected = (8 * near - far) / (12.0 * STEP);
            assertThat((double) gradient[i]).as("%d of %s", i, draw).isCloseTo(expected,
                    within(1.2e-7 * (Math.abs(expected) + softmax) + 1e-9));
        }
    }

    @Property
    void maskedRowsAreNotRead(@ForAll("cases") LossCase of, @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 3) int targets, @ForAll long seed) {
        Draw draw = Draw.of(of, rows, targets, seed);
        float[] clean = new float[draw.predictions.length];
        double expected = draw.loss(clean);
        int targetSize = of.loss().targetSize(draw.outputSize);
        for (int row = 0; row < rows; row++) {
            boolean ignored = of.kind() == LossCase.Kind.CLASS && draw.targets[row] == CrossEntropyLoss.IGNORE_INDEX;
            if (draw.weights[row] == 0 || ignored) {
                Arrays.fill(draw.predictions, row * draw.outputSize, (row + 1) * draw.outputSize, Float.NaN);
                for (int o = 0; o < draw.outputSize; o++) {
                    assertThat(clean[row * draw.outputSize + o]).isEqualTo(0f);
                }
            }
            if (draw.weights[row] == 0) {
                Arrays.fill(draw.targets, row * targetSize, (row + 1) * targetSize, Float.NaN);
            }
        }
        float[] gradient = new float[clean.length];
        Arrays.fill(gradient, Float.NaN);
        assertThat(draw.loss(gradient)).isEqualTo(expected);
        assertThat(gradient).isEqualTo(clean);
    }

    /// Each target becomes a row of its own, and those that are NaN are left out.
    @Property
    void aMaskedLossIsTheLossOfTheKnownTargets(@ForAll("cases") LossCase of,
            @ForAll @IntRange(min = 1, max = 6) int rows, @ForAll @IntRange(min = 1, max = 4) int targets,
            @ForAll long seed) {
        Draw draw = Draw.of(of, rows, targets, seed);
        Random random = new Random(seed);
        int size = of.loss().targetSize(draw.outputSize);
        int each = draw.outputSize / size;
        float[] predictions = new float[draw.predictions.length];
        float[] known = new float[draw.targets.length];
        float[] weights = new float[known.length];
        int[] origins = new int[known.length];
        int count = 0;
        for (int k = 0; k < known.length; k++) {
            if (random.nextInt(3) == 0) {
                draw.targets[k] = Float.NaN;
                continue;
            }
            System.arraycopy(draw.predictions, k * each, predictions, count * each, each);
            known[count] = draw.targets[k];
            weights[count] = draw.weights[k / size];
            origins[count++] = k;
        }
        float[] expected = new float[predictions.length];
        double value = of.loss().forwardBackward(predictions, known, weights, count, each, expected);
        Loss masked = MaskedLoss.of((RowLoss) of.loss());
        float[] gradient = new float[predictions.length];
        Arrays.fill(gradient, Float.NaN);
        double found = masked.forwardBackward(draw.predictions, draw.targets, draw.weights, rows, draw.outputSize,
                gradient);
        assertThat(found).isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
        assertThat(size * masked.totalWeight(draw.targets, draw.weights, rows, draw.outputSize))
                .isCloseTo(of.loss().totalWeight(known, weights, count, each), within(1e-9));
        float[] scattered = new float[gradient.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(expected, i * each, scattered, origins[i] * each, each);
        }
        for (int i = 0; i < gradient.length; i++) {
            // The factor of a row may differ by the rounding of the total weight.
            assertThat(gradient[i]).isCloseTo(scattered[i], within(1e-6f * Math.abs(scattered[i])));
        }
    }

    @Property
    void weightsOfOneEqualNoWeights(@ForAll("cases") LossCase of, @ForAll @IntRange(max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 3) int targets, @ForAll long seed) {
        Draw draw = Draw.of(of, rows, targets, seed);
        Arrays.fill(draw.weights, 1);
        float[] gradient = new float[draw.predictions.length];
        double value = of.loss().forwardBackward(draw.predictions, draw.targets, null, rows, draw.outputSize, gradient);
        assertThat(draw.loss(new float[gradient.length])).isEqualTo(value);
        assertThat(draw.gradient()).isEqualTo(gradient);
    }

    @Property
    void anIntegerWeightEqualsRepeatedRows(@ForAll("cases") LossCase of, @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 3) int targets, @ForAll long seed) {
        Draw draw = Draw.of(of, rows, targets, seed);
        int targetSize = of.loss().targetSize(draw.outputSize);
        int repeats = 0;
        for (int row = 0; row < rows; row++) {
            draw.weights[row] = (float) Math.ceil(draw.weights[row]);
            repeats += (int) draw.weights[row];
        }
        float[] predictions = new float[repeats * draw.outputSize];
        float[] repeatedTargets = new float[repeats * targetSize];
        int[] origin = new int[repeats];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < draw.weights[row]; i++) {
                System.arraycopy(draw.predictions, row * draw.outputSize, predictions, next * draw.outputSize,
                        draw.outputSize);
                System.arraycopy(draw.targets, row * targetSize, repeatedTargets, next * targetSize, targetSize);
                origin[next++] = row;
            }
        }
        float[] repeated = new float[predictions.length];
        double value = of.loss().forwardBackward(predictions, repeatedTargets, null, repeats, draw.outputSize,
                repeated);
        float[] gradient = new float[draw.predictions.length];
        assertThat(draw.loss(gradient)).isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
        double[] sums = new double[gradient.length];
        for (int i = 0; i < repeated.length; i++) {
            sums[origin[i / draw.outputSize] * draw.outputSize + i % draw.outputSize] += repeated[i];
        }
        for (int i = 0; i < sums.length; i++) {
            assertThat((double) gradient[i]).isCloseTo(sums[i], within(1.2e-7 * Math.abs(sums[i])));
        }
        assertThat(of.loss().totalWeight(draw.targets, draw.weights, rows, draw.outputSize))
                .isEqualTo(of.loss().totalWeight(repeatedTargets, null, repeats, draw.outputSize));
    }

    @Property
    void theGradientMayOverwriteThePredictions(@ForAll("cases") LossCase of,
            @ForAll @IntRange(min = 1, max = 6) int rows, @ForAll @IntRange(min = 1, max = 3) int targets,
            @ForAll long seed) {
        Draw draw = Draw.of(of, rows, targets, seed);
        float[] apart = new float[draw.predictions.length];
        double value = draw.loss(apart);
        assertThat(draw.loss(draw.predictions)).isEqualTo(value);
        assertThat(draw.predictions).isEqualTo(apart);
    }

    @Property
    void extremePredictionsStayFinite(@ForAll("cases") LossCase of, @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 1, max = 3) int targets, @ForAll long seed) {
        Draw draw = Draw.of(of, rows, targets, seed);
        Random random = new Random(seed);
        List<Float> extremes = List.of(-1e4f, 1e4f, 0f, -100f, 100f);
        for (int i = 0; i < draw.predictions.length; i++) {
            draw.predictions[i] = extremes.get(random.nextInt(extremes.size()));
        }
        float[] gradient = new float[draw.predictions.length];
        assertThat(draw.loss(gradient)).isFinite();
        for (float number : gradient) {
            assertThat(number).isFinite();
        }
    }

    @Property
    void aNaNPredictionGivesANaNLoss(@ForAll("cases") LossCase of, @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 1, max = 3) int targets, @ForAll long seed) {
        Draw draw = Draw.of(of, rows, targets, seed);
        Random random = new Random(seed);
        int row = random.nextInt(rows);
        draw.weights[row] = 1;
        if (of.kind() == LossCase.Kind.CLASS) {
            draw.targets[row] = 2;
        }
        int index = row * draw.outputSize + random.nextInt(draw.outputSize);
        draw.predictions[index] = Float.NaN;
        float[] gradient = new float[draw.predictions.length];
        assertThat(draw.loss(gradient)).isNaN();
        assertThat(gradient[index]).isNaN();
    }
}
