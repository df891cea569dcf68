package dev.lstm4j.training.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.Model;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.Trainer;
import dev.lstm4j.training.TrainingOptions;
import dev.lstm4j.training.TrainingResult;
import dev.lstm4j.training.data.SeriesWindows;
import dev.lstm4j.training.data.Windows;
import dev.lstm4j.training.optimizers.Adam;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Single losses, compared with results computed by hand.
class LossTest {

    private static float[] gradient(Loss loss, float[] predictions, float... targets) {
        float[] gradient = new float[predictions.length];
        loss.forwardBackward(predictions, targets, null, 1, predictions.length, gradient);
        return gradient;
    }

    private static double value(Loss loss, float[] predictions, float... targets) {
        return loss.forwardBackward(predictions, targets, null, 1, predictions.length, new float[predictions.length]);
    }

    @Test
    void targetSizes() {
        assertThat(MeanSquaredError.of().targetSize(6)).isEqualTo(6);
        assertThat(GaussianNll.of().targetSize(6)).isEqualTo(3);
        assertThat(StudentTNll.of().targetSize(6)).isEqualTo(2);
        assertThat(StudentTNll.of().withDegreesOfFreedom(4).targetSize(6)).isEqualTo(3);
        assertThat(QuantileLoss.of(0.1, 0.5, 0.9).targetSize(6)).isEqualTo(2);
        assertThat(CrossEntropyLoss.of().targetSize(6)).isEqualTo(1);
    }

    @Test
    void outputsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> GaussianNll.of().targetSize(3)).hasMessage(
                "GaussianNll: expected a multiple of 2 outputs (mean and log-variance for each target), found 3");
        assertThatThrownBy(() -> StudentTNll.of().targetSize(4)).hasMessage("StudentTNll: expected a multiple of 3 "
                + "outputs (location, log-scale and degrees of freedom for each target), found 4");
        assertThatThrownBy(() -> QuantileLoss.of(0.1, 0.9).targetSize(1))
                .hasMessage(
                        "QuantileLoss: expected a multiple of 2 outputs (one for each level for each target), found 1");
        assertThatThrownBy(() -> CrossEntropyLoss.of().withClassWeights(1, 2).targetSize(3))
                .hasMessage("CrossEntropyLoss: expected 2 outputs, a logit for each class, found 3");
        assertThatThrownBy(() -> BinaryCrossEntropyWithLogits.of().withPosWeight(1, 2).targetSize(3)).hasMessage(
                "BinaryCrossEntropyWithLogits: expected 2 outputs, one for each positive weight, found 3");
    }

    @Test
    void settingsThatAreNotAllowedAreRefused() {
        assertThatThrownBy(() -> HuberLoss.of().withDelta(0))
                .hasMessage("delta: expected a finite number above 0, found 0.0");
        assertThatThrownBy(() -> SmoothL1Loss.of().withBeta(-1)).hasMessageStartingWith("beta: expected");
        assertThatThrownBy(() -> QuantileLoss.of(0.5, 0.5)).hasMessageEndingWith("found [0.5, 0.5]");
        assertThatThrownBy(() -> QuantileLoss.of(0.5, 1)).hasMessageStartingWith("levels: expected increasing");
        assertThatThrownBy(() -> QuantileLoss.of()).hasMessage("levels: expected at least one, found none");
        assertThatThrownBy(() -> GaussianNll.of().withEpsilon(0)).hasMessageStartingWith("epsilon: expected");
        assertThatThrownBy(() -> StudentTNll.of().withDegreesOfFreedom(Double.NaN))
                .hasMessageStartingWith("degreesOfFreedom: expected");
        assertThatThrownBy(() -> CrossEntropyLoss.of().withClassWeights(-1))
                .hasMessage("classWeights: expected finite numbers of at least 0, found [-1.0]");
        assertThatThrownBy(() -> CrossEntropyLoss.of().withLabelSmoothing(1.5))
                .hasMessage("labelSmoothing: expected a number in [0, 1], found 1.5");
        assertThatThrownBy(() -> BinaryCrossEntropyWithLogits.of().withPosWeight(Double.NaN))
                .hasMessageStartingWith("posWeight:");
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        Loss loss = MeanSquaredError.of();
        assertThatThrownBy(() -> loss.forwardBackward(new float[5], new float[6], null, 2, 3, new float[6]))
                .hasMessage("predictions: expected 6 floats, found 5");
        assertThatThrownBy(() -> loss.forwardBackward(new float[6], new float[5], null, 2, 3, new float[6]))
                .hasMessage("targets: expected 6 floats, found 5");
        assertThatThrownBy(() -> loss.forwardBackward(new float[6], new float[6], new float[1], 2, 3, new float[6]))
                .hasMessage("weights: expected 2 floats, found 1");
        assertThatThrownBy(() -> loss.forwardBackward(new float[6], new float[6], null, 2, 3, new float[5]))
                .hasMessage("dPredictions: expected 6 floats, found 5");
        assertThatThrownBy(() -> loss.totalWeight(new float[6], new float[]{1, Float.NaN}, 2, 3))
                .hasMessage("weights[1]: expected a finite number of at least 0, found NaN");
    }

    @Test
    void anInvalidClassIsRefused() {
        for (float target : new float[]{3, -1, 0.5f, Float.NaN}) {
            assertThatThrownBy(() -> value(CrossEntropyLoss.of(), new float[3], target)).hasMessage(
                    "targets[0]: expected a class from 0 to 2, or -100 to ignore the row, found " + target);
        }
    }

    @Test
    void aMaskedLossNeedsTheSameLossForEachTarget() {
        assertThatThrownBy(() -> MaskedLoss.of(BinaryCrossEntropyWithLogits.of().withPosWeight(1, 2)))
                .hasMessageStartingWith("loss: expected one that is the same for every target of a row, found Binary");
        assertThatThrownBy(() -> MaskedLoss.of(MaskedLoss.of(MeanSquaredError.of())))
                .hasMessageStartingWith("loss: expected");
    }

    @Test
    void theLossOfIgnoredTargetsIsZero() {
        assertThat(value(CrossEntropyLoss.of(), new float[]{1, 2}, -100)).isZero();
        assertThat(gradient(CrossEntropyLoss.of(), new float[]{1, 2}, -100)).containsOnly(0f);
    }

    /// With such a large logit, p_y rounds to 1 in float, which would make the gradient 0.
    @Test
    void aNearlyCertainClassKeepsItsGradient() {
        float[] gradient = gradient(CrossEntropyLoss.of(), new float[]{20, 0}, 0);
        double rest = 1 / (1 + Math.exp(20));
        assertThat(gradient[0] / -rest).isCloseTo(1, within(1e-6));
        assertThat(gradient[1] / rest).isCloseTo(1, within(1e-6));
        assertThat(value(CrossEntropyLoss.of(), new float[]{20, 0}, 0) / rest).isCloseTo(1, within(1e-6));
    }

    @Test
    void theGradientAtACornerIsZero() {
        assertThat(gradient(MeanAbsoluteError.of(), new float[]{1}, 1)).containsExactly(0f);
        assertThat(gradient(QuantileLoss.of(0.9), new float[]{1}, 1)[0]).isZero();
    }

    @Test
    void theLowestVarianceIsThatOfPyTorch() {
        // log v = log 1e-6; (0.002)² / 1e-6 = 4.
        float[] far = {0.002f, -1e4f};
        assertThat(value(GaussianNll.of(), far, 0)).isCloseTo(0.5 * (Math.log(1e-6) + 4), within(1e-6));
        assertThat(gradient(GaussianNll.of(), far, 0)[0]).isCloseTo(2000, within(0.01f));
        assertThat(gradient(GaussianNll.of(), far, 0)[1]).isZero();
        // A factor of e below the lowest variance: (1 - 4) / 2·e⁻¹, which makes the variance rise again.
        float[] near = {0.002f, (float) (Math.log(1e-6) - 1)};
        assertThat(gradient(GaussianNll.of(), near, 0)[1]).isCloseTo((float) (-1.5 * Math.exp(-1)), within(1e-4f));
        assertThat(GaussianNll.of().deviation(-1e4f)).isCloseTo(1e-3, within(1e-15));
        assertThat(GaussianNll.of().deviation((float) Math.log(9))).isCloseTo(3, within(1e-6));
    }

    @Test
    void aScaleBelowTheLowestCanRiseAgain() {
        // z = 2: 1 - (ν + 1)·4 / (ν + 4) = -1.5 for ν = 4.
        float[] near = {2e-6f, (float) (Math.log(1e-6) - 1)};
        assertThat(gradient(StudentTNll.of().withDegreesOfFreedom(4), near, 0)[1])
                .isCloseTo((float) (-1.5 * Math.exp(-1)), within(1e-4f));
        assertThat(StudentTNll.scale(-1e4f)).isCloseTo(1e-6, within(1e-18));
        assertThat(StudentTNll.degreesOfFreedom(-1e4f)).isEqualTo(2);
        assertThat(StudentTNll.degreesOfFreedom(1e4f)).isEqualTo(10002);
    }

    @Test
    void manyDegreesOfFreedomGiveTheNormalDistribution() {
        double normal = value(GaussianNll.of().withFull(true), new float[]{1, 1}, 0.25f);
        assertThat(value(StudentTNll.of(), new float[]{1, 0.5f, 1e30f}, 0.25f)).isCloseTo(normal, within(1e-12));
        assertThat(gradient(StudentTNll.of(), new float[]{1, 0.5f, 1e30f}, 0.25f)[2]).isCloseTo(0, within(1e-12f));
    }

    @Test
    void theGammaRatioMatchesFactorials() {
        // Γ(n) = (n - 1)! and Γ(n + ½) = (2n)! / (4ⁿ·n!)·√π.
        double ratio = -0.5 * Math.log(Math.PI); // log Γ(1) - log Γ(1.5) is log 2 more
        for (int n = 1; n < 40; n++) {
            ratio += n == 1 ? Math.log(2) : Math.log((n - 1) / (n - 0.5));
            assertThat(LossMath.gammaRatio(n)).as("at %d", n).isCloseTo(ratio + 0.5 * Math.log(n), within(5e-14));
        }
    }

    @Test
    void theSlopeOfTheGammaRatioMatchesFiniteDifferences() {
        double step = 1.0 / 64;
        for (double x = 10.5; x < 14; x += 0.375) {
            double near = LossMath.gammaRatio(x + step) - LossMath.gammaRatio(x - step);
            double far = LossMath.gammaRatio(x + 2 * step) - LossMath.gammaRatio(x - 2 * step);
            // Five-point difference: its error is step⁴ / 30 times the fifth derivative, which is about 15 / x⁶.
            assertThat(LossMath.gammaRatioSlope(x)).as("at %s", x).isCloseTo((8 * near - far) / (12 * step),
                    within(1e-13));
        }
    }

    @Test
    void sortedQuantilesDoNotCross() {
        QuantileLoss loss = QuantileLoss.of(0.1, 0.5, 0.9);
        float[] answers = {3, 1, 2, 4, 5, 6, -1, -3, -2, 9, 9, 8, 7, 7, 7};
        loss.rearrange(answers, 2, 6);
        assertThat(answers).containsExactly(1, 2, 3, 4, 5, 6, -3, -2, -1, 8, 9, 9, 7, 7, 7);
        assertThatThrownBy(() -> loss.rearrange(new float[5], 2, 3))
                .hasMessage("answers: expected 6 floats, found 5");
    }

    /// The noise has twice the standard deviation after a feature of 1. The network must learn mean, deviation
    /// and quantiles.
    @Test
    void aNetworkLearnsADistribution() {
        float[] x = new float[400];
        float[] y = new float[400];
        Random random = new Random(5);
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 2;
            int before = (i + 1) % 2;
            y[i] = (float) ((1 + before) * 0.5 * random.nextGaussian() + before);
        }
        float[] gaussian = trained(GaussianNll.of(), 2, x, y);
        GaussianNll nll = GaussianNll.of();
        assertThat(gaussian[0]).isCloseTo(0, within(0.1f));
        assertThat(gaussian[2]).isCloseTo(1, within(0.2f));
        assertThat(nll.deviation(gaussian[1])).isCloseTo(0.5, within(0.1));
        assertThat(nll.deviation(gaussian[3])).isCloseTo(1, within(0.15));
        float[] quantiles = trained(QuantileLoss.of(0.1, 0.9), 2, x, y);
        // The mean ± 1.2816 deviations.
        assertThat(quantiles[0]).isCloseTo(-0.64f, within(0.15f));
        assertThat(quantiles[1]).isCloseTo(0.64f, within(0.15f));
        assertThat(quantiles[2]).isCloseTo(-0.28f, within(0.3f));
        assertThat(quantiles[3]).isCloseTo(2.28f, within(0.3f));
    }

    /// Trains a network and returns its answers for the features 0 and 1.
    private static float[] trained(Loss loss, int outputs, float[] x, float[] y) {
        Architecture architecture = Architecture.lstm(1, 8).withHead(Head.lastStep(outputs));
        SeriesWindows data = Windows.over(x, 1).withTargets(y, 1).withLookback(1).dataset(1, x.length);
        TrainingResult result = Trainer
                .of(TrainingOptions.ofEpochs(60).withBatchSize(50).withSeed(1), loss, Adam.of(0.01)).train(architecture,
                        Initializer.uniform(architecture, 2), data, null);
        float[] answers = new float[2 * outputs];
        try (InferenceSession session = Network.of(new Model(architecture, result.parameters()))
                .session(2, 1)) {
            session.forward(new float[]{0, 1}, 2, answers);
        }
        return answers;
    }

    @Test
    void lossesAreValues() {
        assertThat(CrossEntropyLoss.of().withClassWeights(1, 2).withLabelSmoothing(0.1).withIgnoreIndex(7))
                .isEqualTo(CrossEntropyLoss.of().withIgnoreIndex(7).withLabelSmoothing(0.1).withClassWeights(1, 2))
                .isNotEqualTo(CrossEntropyLoss.of().withIgnoreIndex(7).withLabelSmoothing(0.1))
                .isNotEqualTo(CrossEntropyLoss.of().withIgnoreIndex(7).withClassWeights(1, 2))
                .isNotEqualTo(CrossEntropyLoss.of().withLabelSmoothing(0.1).withClassWeights(1, 2))
                .hasToString("CrossEntropyLoss[classWeights=[1.0, 2.0], labelSmoothing=0.1, ignoreIndex=7]");
        assertThat(QuantileLoss.of(0.1, 0.9)).isEqualTo(QuantileLoss.of(0.1, 0.9)).isNotEqualTo(QuantileLoss.of(0.1))
                .hasSameHashCodeAs(QuantileLoss.of(0.1, 0.9)).hasToString("QuantileLoss[0.1, 0.9]");
        assertThat(GaussianNll.of()).isEqualTo(GaussianNll.of().withEpsilon(1e-6)).isNotEqualTo(
                GaussianNll.of().withFull(true)).hasToString("GaussianNll[epsilon=1.0E-6, full=false]");
        assertThat(StudentTNll.of()).isEqualTo(StudentTNll.of())
                .isNotEqualTo(StudentTNll.of().withDegreesOfFreedom(3))
                .hasToString("StudentTNll[degreesOfFreedom=learned]");
        assertThat(BinaryCrossEntropyWithLogits.of()).isEqualTo(BinaryCrossEntropyWithLogits.of().withPosWeight(1))
                .isNotEqualTo(BinaryCrossEntropyWithLogits.of().withPosWeight(1, 2));
        assertThat(HuberLoss.of()).isEqualTo(HuberLoss.of().withDelta(1)).hasToString("HuberLoss[delta=1.0]");
        assertThat(MeanSquaredError.of()).isEqualTo(MeanSquaredError.of()).hasToString("MeanSquaredError[]");
    }

    /// A custom loss as users write it; the comment of [RowLoss] quotes it.
    record LogCoshLoss() implements RowLoss {
        @Override
        public int targetSize(int outputSize) {
            return outputSize;
        }

        @Override
        public double row(float[] predictions, float[] targets, int row, int outputSize, double scale,
                float[] dPredictions) {
            double sum = 0;
            for (int i = row * outputSize; i < (row + 1) * outputSize; i++) {
                double difference = (double) predictions[i] - targets[i];
                sum += Math.log(Math.cosh(difference));
                dPredictions[i] = (float) (scale * Math.tanh(difference));
            }
            return sum;
        }
    }

    @Test
    void aCustomLossCanBeUsed() {
        float[] gradient = new float[4];
        double value = new LogCoshLoss().forwardBackward(new float[]{1, 2, 3, Float.NaN}, new float[]{0, 2, 5, 0},
                new float[]{1, 1, 2, 0}, 4, 1, gradient);
        assertThat(value).isCloseTo((Math.log(Math.cosh(1)) + 2 * Math.log(Math.cosh(2))) / 4, within(1e-12));
        assertThat(gradient).containsExactly((float) (Math.tanh(1) / 4), 0f, (float) (Math.tanh(-2) / 2), 0f);
    }
}
