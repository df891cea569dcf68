package dev.lstm4j.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.training.losses.CrossEntropyLoss;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Metrics, compared with results computed by hand from their definitions.
class MetricsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private static PointErrors errors(double[] predictions, double[] actual) {
        PointErrors errors = new PointErrors();
        for (int i = 0; i < actual.length; i++) {
            errors.add(predictions[i], actual[i]);
        }
        return errors;
    }

    @Test
    void errorsOfNumbers() {
        // The example of scikit-learn's documentation: errors 0.5, -0.5, 0, 1.
        PointErrors errors = errors(new double[]{2.5, 0, 2, 8}, new double[]{3, -0.5, 2, 7});
        assertThat(errors.mae()).isCloseTo(0.5, EXACT);
        assertThat(errors.mse()).isCloseTo(0.375, EXACT);
        assertThat(errors.rmse()).isCloseTo(Math.sqrt(0.375), EXACT);
        assertThat(errors.mape()).isCloseTo((0.5 / 3 + 1 + 0 + 1 / 7.0) / 4, EXACT);
        assertThat(errors.smape()).isCloseTo((1 / 5.5 + 1 / 0.5 + 0 + 2 / 15.0) / 4, EXACT);
        // ȳ = 2.875; the squares around it are 0.015625, 11.390625, 0.765625, 17.015625.
        assertThat(errors.r2()).isCloseTo(1 - 1.5 / 29.1875, EXACT);
    }

    @Test
    void weightsAffectAllMetrics() {
        PointErrors errors = new PointErrors();
        errors.add(1, 2, 3);
        errors.add(Double.NaN, Double.NaN, 0);
        errors.add(8, 4, 1);
        assertThat(errors.mae()).isCloseTo((3 * 1 + 4) / 4.0, EXACT);
        assertThat(errors.mse()).isCloseTo((3 * 1 + 16) / 4.0, EXACT);
        assertThat(errors.mape()).isCloseTo((3 * 0.5 + 1) / 4.0, EXACT);
        assertThat(errors.smape()).isCloseTo((3 * 2 / 3.0 + 8 / 12.0) / 4.0, EXACT);
        // ȳ = 2.5: 3·0.25 + 2.25.
        assertThat(errors.r2()).isCloseTo(1 - 19 / 3.0, EXACT);
        assertThatThrownBy(() -> errors.add(1, 2, -1))
                .hasMessage("weight: expected a finite number of at least 0, found -1.0");
    }

    @Test
    void batchesHaveRowsAndMasks() {
        PointErrors errors = new PointErrors();
        errors.add(new float[]{1, 2, Float.NaN, 4, 5, 6}, new float[]{1, 4, 9, Float.NaN, 5, 2}, new float[]{1, 0, 2},
                3, 2);
        assertThat(errors.mae()).isCloseTo((0 + 2 + 2 * 0 + 2 * 4) / 6.0, EXACT);
        assertThatThrownBy(() -> errors.add(new float[6], new float[5], null, 3, 2))
                .hasMessage("targets: expected 6 floats, found 5");
    }

    @Test
    void zerosInDenominators() {
        PointErrors bothZero = errors(new double[]{0, 3}, new double[]{0, 3});
        assertThat(bothZero.smape()).isZero();
        assertThat(bothZero.mape()).isZero();
        // scikit-learn: mean_absolute_percentage_error([0, 1], [1, 1]) is 1 / 2.2e-16 / 2.
        assertThat(errors(new double[]{1, 1}, new double[]{0, 1}).mape()).isEqualTo(1 / Math.ulp(1.0) / 2);
        assertThat(errors(new double[]{2, 2}, new double[]{2, 2}).r2()).isEqualTo(1);
        assertThat(errors(new double[]{2, 3}, new double[]{2, 2}).r2()).isZero();
        assertThat(errors(new double[]{2}, new double[]{2}).r2()).isNaN();
        assertThat(new PointErrors().mae()).isNaN();
        assertThat(bothZero.mase(0)).isNaN();
        assertThat(errors(new double[]{1}, new double[]{0}).mase(0)).isInfinite();
    }

    @Test
    void scaledBySeason() {
        // The differences over one row are 1, 1, 1, 4, 4; over three rows 3, 6, 1.
        double[] series = {1, 2, 3, 4, 8, 4};
        assertThat(SeasonalNaive.error(series, 1)).isCloseTo((1 + 1 + 1 + 4 + 4) / 5.0, EXACT);
        assertThat(SeasonalNaive.error(series, 3)).isCloseTo((3 + 6 + 1) / 3.0, EXACT);
        assertThat(errors(new double[]{5}, new double[]{10}).mase(SeasonalNaive.error(series, 3))).isCloseTo(1.5,
                EXACT);
        assertThatThrownBy(() -> SeasonalNaive.error(series, 6))
                .hasMessage("period: expected 1 to 5 rows, fewer than the series has, found 6");
        assertThatThrownBy(() -> SeasonalNaive.error(series, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pinball() {
        PinballError low = new PinballError(0.1);
        low.add(2, 5, 1); // 0.1·3
        low.add(5, 3, 2); // 0.9·2, twice
        low.add(Double.NaN, 1, 0);
        low.add(4, 4, 1);
        assertThat(low.mean()).isCloseTo((0.3 + 3.6) / 4, EXACT);
        assertThat(new PinballError(0.5).mean()).isNaN();
        assertThatThrownBy(() -> new PinballError(1)).hasMessage("level: expected a number inside (0, 1), found 1.0");
    }

    @Test
    void coverageAndWidth() {
        IntervalCoverage coverage = new IntervalCoverage();
        assertThat(coverage.coverage()).isNaN();
        coverage.add(1, 3, 3, 1); // the interval includes its ends
        coverage.add(1, 3, 1, 1);
        coverage.add(0, 4, 5, 2);
        coverage.add(0, Double.NaN, 5, 0);
        assertThat(coverage.coverage()).isEqualTo(0.5);
        assertThat(coverage.meanWidth()).isEqualTo(3);
        coverage.add(5, 2, 3, 4);
        assertThat(coverage.coverage()).isEqualTo(0.25);
        assertThat(coverage.meanWidth()).isZero();
        assertThatThrownBy(() -> coverage.add(0, Double.NaN, 5, 1))
                .hasMessage("interval: expected numbers, found [0.0, NaN] for 5.0");
    }

    @Test
    void classes() {
        // scikit-learn: f1_score([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], average='macro') is 0.2666….
        int[] truth = {0, 1, 2, 0, 1, 2};
        int[] choice = {0, 2, 1, 0, 0, 1};
        Classification classes = new Classification(5); // two of them never occur
        assertThat(classes.accuracy()).isNaN();
        assertThat(classes.macroF1()).isNaN();
        for (int i = 0; i < truth.length; i++) {
            classes.add(choice[i], truth[i], 1);
        }
        assertThat(classes.accuracy()).isCloseTo(2 / 6.0, EXACT);
        assertThat(classes.f1(0)).isCloseTo(0.8, EXACT);
        assertThat(classes.f1(1)).isZero();
        assertThat(classes.f1(4)).isZero();
        assertThat(classes.macroF1()).isCloseTo(0.8 / 3, EXACT);
        // A class that was predicted but never occurs has an F1 of 0.
        classes.add(3, 0, 1);
        assertThat(classes.macroF1()).isCloseTo((4 / 6.0) / 4, EXACT);
        assertThatThrownBy(() -> classes.add(5, 0, 1)).hasMessage("choice: expected a class from 0 to 4, found 5");
    }

    @Test
    void classesOfLogits() {
        Classification classes = new Classification(3);
        float[] logits = {1, 2, 0, 3, 3, 1, 0, 0, 9, Float.NaN, 0, 0, 7, 0, 0};
        classes.add(logits, new float[]{1, 0, 0, 2, CrossEntropyLoss.IGNORE_INDEX}, new float[]{2, 1, 1, 0, 1}, 5);
        // Class 1 is correct with weight 2, class 0 is correct in a tie, and class 2 is predicted instead of 0.
        assertThat(classes.accuracy()).isCloseTo(3 / 4.0, EXACT);
        assertThat(classes.f1(0)).isCloseTo(2 / 3.0, EXACT);
        assertThat(classes.macroF1()).isCloseTo((2 / 3.0 + 1 + 0) / 3, EXACT);
        assertThatThrownBy(() -> classes.add(logits, new float[]{0, 0, 0, 0}, null, 4))
                .hasMessage("predictions[9]: expected a number, found NaN");
        assertThatThrownBy(() -> classes.add(logits, new float[]{0.5f}, null, 1))
                .hasMessage("targets[0]: expected the number of a class, found 0.5");
        assertThatThrownBy(() -> classes.add(logits, new float[]{3}, null, 1))
                .hasMessage("truth: expected a class from 0 to 2, found 3");
    }

    @Test
    void perplexityOfUniformPredictionsIsTheNumberOfClasses() {
        CrossEntropyLoss loss = CrossEntropyLoss.of();
        Perplexity perplexity = new Perplexity();
        assertThat(perplexity.value()).isNaN();
        float[] targets = {3, CrossEntropyLoss.IGNORE_INDEX, 0};
        float[] gradient = new float[12];
        perplexity.add(loss.forwardBackward(new float[12], targets, null, 3, 4, gradient),
                loss.totalWeight(targets, null, 3, 4));
        assertThat(perplexity.value()).isCloseTo(4, EXACT);
        // Two targets with probability 1/4 and one with 1/2.
        perplexity.add(Math.log(2), 1);
        perplexity.add(Double.NaN, 0);
        assertThat(perplexity.value()).isCloseTo(Math.cbrt(4 * 4 * 2), EXACT);
    }
}
