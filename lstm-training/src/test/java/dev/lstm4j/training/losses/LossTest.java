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
import dev.lstm4j.training.optimizers.Adam;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What single losses promise, by hand.
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
        assertThat(new MeanSquaredError().targetSize(6)).isEqualTo(6);
        assertThat(new GaussianNll().targetSize(6)).isEqualTo(3);
        assertThat(new StudentTNll().targetSize(6)).isEqualTo(2);
        assertThat(new StudentTNll(4).targetSize(6)).isEqualTo(3);
        assertThat(new QuantileLoss(0.1, 0.5, 0.9).targetSize(6)).isEqualTo(2);
        assertThat(new CrossEntropyLoss().targetSize(6)).isEqualTo(1);
    }

    @Test
    void outputsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new GaussianNll().targetSize(3)).hasMessage(
                "GaussianNll: expected a multiple of 2 outputs (mean and log-variance for each target), found 3");
        assertThatThrownBy(() -> new StudentTNll().targetSize(4)).hasMessage("StudentTNll: expected a multiple of 3 "
                + "outputs (location, log-scale and degrees of freedom for each target), found 4");
        assertThatThrownBy(() -> new QuantileLoss(0.1, 0.9).targetSize(1))
                .hasMessage(
                        "QuantileLoss: expected a multiple of 2 outputs (one for each level for each target), found 1");
        assertThatThrownBy(() -> new CrossEntropyLoss(new double[]{1, 2}, 0, -100).targetSize(3))
                .hasMessage("CrossEntropyLoss: expected 2 outputs, a logit for each class, found 3");
        assertThatThrownBy(() -> new BinaryCrossEntropyWithLogits(1, 2).targetSize(3)).hasMessage(
                "BinaryCrossEntropyWithLogits: expected 2 outputs, one for each positive weight, found 3");
    }

    @Test
    void settingsThatAreNotAllowedAreRefused() {
        assertThatThrownBy(() -> new HuberLoss(0)).hasMessage("delta: expected a finite number above 0, found 0.0");
        assertThatThrownBy(() -> new SmoothL1Loss(-1)).hasMessageStartingWith("beta: expected");
        assertThatThrownBy(() -> new QuantileLoss(0.5, 0.5)).hasMessageEndingWith("found [0.5, 0.5]");
        assertThatThrownBy(() -> new QuantileLoss(0.5, 1)).hasMessageStartingWith("levels: expected rising");
        assertThatThrownBy(QuantileLoss::new).hasMessage("levels: expected at least one, found none");
        assertThatThrownBy(() -> new GaussianNll(0, true)).hasMessageStartingWith("epsilon: expected");
        assertThatThrownBy(() -> new StudentTNll(Double.NaN)).hasMessageStartingWith("degreesOfFreedom: expected");
        assertThatThrownBy(() -> new CrossEntropyLoss(new double[]{-1}, 0, -100))
                .hasMessage("classWeights: expected finite numbers of at least 0, found [-1.0]");
        assertThatThrownBy(() -> new CrossEntropyLoss(null, 1.5, -100))
                .hasMessage("labelSmoothing: expected a number in [0, 1], found 1.5");
        assertThatThrownBy(() -> new BinaryCrossEntropyWithLogits(Double.NaN)).hasMessageStartingWith("posWeight:");
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        Loss loss = new MeanSquaredError();
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
    void aTargetThatIsNoClassIsRefused() {
        for (float target : new float[]{3, -1, 0.5f, Float.NaN}) {
            assertThatThrownBy(() -> value(new CrossEntropyLoss(), new float[3], target)).hasMessage(
                    "targets[0]: expected a class from 0 to 2, or -100 to ignore the row, found " + target);
        }
    }

    @Test
    void whereNothingCountsThereIsNoLoss() {
        assertThat(value(new CrossEntropyLoss(), new float[]{1, 2}, -100)).isZero();
        assertThat(gradient(new CrossEntropyLoss(), new float[]{1, 2}, -100)).containsOnly(0f);
    }

    /// With so sharp a softmax a float of p_y would be 1 and its gradient 0.
    @Test
    void aNearlyCertainClassKeepsItsGradient() {
        float[] gradient = gradient(new CrossEntropyLoss(), new float[]{20, 0}, 0);
        double rest = 1 / (1 + Math.exp(20));
        assertThat(gradient[0] / -rest).isCloseTo(1, within(1e-6));
        assertThat(gradient[1] / rest).isCloseTo(1, within(1e-6));
        assertThat(value(new CrossEntropyLoss(), new float[]{20, 0}, 0) / rest).isCloseTo(1, within(1e-6));
    }

    @Test
    void cornersHaveNoSlope() {
        assertThat(gradient(new MeanAbsoluteError(), new float[]{1}, 1)).containsExactly(0f);
        assertThat(gradient(new QuantileLoss(0.9), new float[]{1}, 1)[0]).isZero();
    }

    @Test
    void theVariancesFloorIsPyTorchs() {
        // log v = log 1e-6; (0.002)² / 1e-6 = 4.
        float[] far = {0.002f, -1e4f};
        assertThat(value(new GaussianNll(), far, 0)).isCloseTo(0.5 * (Math.log(1e-6) + 4), within(1e-6));
        assertThat(gradient(new GaussianNll(), far, 0)[0]).isCloseTo(2000, within(0.01f));
        assertThat(gradient(new GaussianNll(), far, 0)[1]).isZero();
        // One step of e below the floor: (1 - 4) / 2·e⁻¹, which pulls the variance up again.
        float[] near = {0.002f, (float) (Math.log(1e-6) - 1)};
        assertThat(gradient(new GaussianNll(), near, 0)[1]).isCloseTo((float) (-1.5 * Math.exp(-1)), within(1e-4f));
        assertThat(new GaussianNll().deviation(-1e4f)).isCloseTo(1e-3, within(1e-15));
        assertThat(new GaussianNll().deviation((float) Math.log(9))).isCloseTo(3, within(1e-6));
    }

    @Test
    void theScalesFloorLetsItRiseAgain() {
        // z = 2: 1 - (ν + 1)·4 / (ν + 4) = -1.5 for ν = 4.
        float[] near = {2e-6f, (float) (Math.log(1e-6) - 1)};
        assertThat(gradient(new StudentTNll(4), near, 0)[1]).isCloseTo((float) (-1.5 * Math.exp(-1)), within(1e-4f));
        assertThat(StudentTNll.scale(-1e4f)).isCloseTo(1e-6, within(1e-18));
        assertThat(StudentTNll.degreesOfFreedom(-1e4f)).isEqualTo(2);
        assertThat(StudentTNll.degreesOfFreedom(1e4f)).isEqualTo(10002);
    }

    @Test
    void withManyDegreesOfFreedomItIsTheNormalDistribution() {
        double normal = value(new GaussianNll(1e-6, true), new float[]{1, 1}, 0.25f);
        assertThat(value(new StudentTNll(), new float[]{1, 0.5f, 1e30f}, 0.25f)).isCloseTo(normal, within(1e-12));
        assertThat(gradient(new StudentTNll(), new float[]{1, 0.5f, 1e30f}, 0.25f)[2]).isCloseTo(0, within(1e-12f));
    }

    @Test
    void theGammaRatioIsThatOfKnownFactorials() {
        // Γ(n) = (n - 1)! and Γ(n + ½) = (2n)! / (4ⁿ·n!)·√π.
        double ratio = -0.5 * Math.log(Math.PI); // log Γ(1) - log Γ(1.5) is log 2 more
        for (int n = 1; n < 40; n++) {
            ratio += n == 1 ? Math.log(2) : Math.log((n - 1) / (n - 0.5));
            assertThat(LossMath.gammaRatio(n)).as("at %d", n).isCloseTo(ratio + 0.5 * Math.log(n), within(5e-14));
        }
    }

    @Test
    void theGammaRatiosSlopeIsItsOwn() {
        double step = 1.0 / 64;
        for (double x = 10.5; x < 14; x += 0.375) {
            double near = LossMath.gammaRatio(x + step) - LossMath.gammaRatio(x - step);
            double far = LossMath.gammaRatio(x + 2 * step) - LossMath.gammaRatio(x - 2 * step);
            // Of five points: an error of step⁴ / 30 times the fifth derivative, which is 15 / x⁶.
            assertThat(LossMath.gammaRatioSlope(x)).as("at %s", x).isCloseTo((8 * near - far) / (12 * step),
                    within(1e-13));
        }
    }

    @Test
    void sortedQuantilesDoNotCross() {
        QuantileLoss loss = new QuantileLoss(0.1, 0.5, 0.9);
        float[] answers = {3, 1, 2, 4, 5, 6, -1, -3, -2, 9, 9, 8, 7, 7, 7};
        loss.rearrange(answers, 2, 6);
        assertThat(answers).containsExactly(1, 2, 3, 4, 5, 6, -3, -2, -1, 8, 9, 9, 7, 7, 7);
        assertThatThrownBy(() -> loss.rearrange(new float[5], 2, 3))
                .hasMessage("answers: expected 6 floats, found 5");
    }

    /// Noise whose spread is twice as large after a feature of 1: mean, deviation and quantiles are found.
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
        float[] gaussian = trained(new GaussianNll(), 2, x, y);
        GaussianNll nll = new GaussianNll();
        assertThat(gaussian[0]).isCloseTo(0, within(0.1f));
        assertThat(gaussian[2]).isCloseTo(1, within(0.2f));
        assertThat(nll.deviation(gaussian[1])).isCloseTo(0.5, within(0.1));
        assertThat(nll.deviation(gaussian[3])).isCloseTo(1, within(0.15));
        float[] quantiles = trained(new QuantileLoss(0.1, 0.9), 2, x, y);
        // ±1.2816 deviations around the mean.
        assertThat(quantiles[0]).isCloseTo(-0.64f, within(0.15f));
        assertThat(quantiles[1]).isCloseTo(0.64f, within(0.15f));
        assertThat(quantiles[2]).isCloseTo(-0.28f, within(0.3f));
        assertThat(quantiles[3]).isCloseTo(2.28f, within(0.3f));
    }

    /// What the trained network answers for the features 0 and 1.
    private static float[] trained(Loss loss, int outputs, float[] x, float[] y) {
        Architecture architecture = Architecture.lstm(1, 8).withHead(Head.lastStep(outputs));
        SeriesWindows data = new SeriesWindows(x, 1, y, 1, 1, 1, 1, 1, x.length);
        TrainingResult result = Trainer
                .of(TrainingOptions.ofEpochs(60).withBatchSize(50).withSeed(1), loss, Adam.of(0.01)).train(architecture,
                        Initializer.uniform(architecture, 2), data, null);
        float[] answers = new float[2 * outputs];
        try (InferenceSession session = new Network(new Model(architecture, result.parameters()))
                .session(2, 1)) {
            session.forward(new float[]{0, 1}, 2, answers);
        }
        return answers;
    }
}
