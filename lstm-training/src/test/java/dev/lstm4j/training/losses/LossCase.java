package dev.lstm4j.training.losses;

import dev.lstm4j.Loss;
import dev.lstm4j.training.ReferenceNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A loss, its definition as plain loops in double, and random numbers for tests.
///
/// @param name the name for messages
/// @param loss the loss under test
/// @param outputs the number of outputs of a target; 0 for classes
/// @param kind the kind of targets
/// @param definition the loss of one row, and the factor of the row's weight in the mean
public record LossCase(String name, Loss loss, int outputs, Kind kind, Definition definition) {
    public enum Kind {
        NUMBER, YES_OR_NO, CLASS
    }

    /// The loss of one row: `{sum of the losses of its targets, its part of the divisor of the mean}`.
    public interface Definition {
        double[] of(double[] predictions, double[] targets);
    }

    /// The loss of one target with its outputs.
    interface OfOne {
        double of(double[] outputs, double target);
    }

    static final double[] LEVELS = {0.1, 0.5, 0.95};
    static final double[] CLASS_WEIGHTS = {1, 0.5, 3, 0, 2};
    private static final double[] POS_WEIGHT = {3};

    public static List<LossCase> all() {
        return List.of(
                each("mse", MeanSquaredError.of(), 1, Kind.NUMBER, (p, y) -> (p[0] - y) * (p[0] - y)),
                each("mae", MeanAbsoluteError.of(), 1, Kind.NUMBER, (p, y) -> Math.abs(p[0] - y)),
                each("huber", HuberLoss.of().withDelta(0.7), 1, Kind.NUMBER, (p, y) -> huber(p[0] - y, 0.7)),
                each("smooth l1", SmoothL1Loss.of().withBeta(0.7), 1, Kind.NUMBER,
                        (p, y) -> huber(p[0] - y, 0.7) / 0.7),
                each("smooth l1, beta 0", SmoothL1Loss.of().withBeta(0), 1, Kind.NUMBER, (p, y) -> Math.abs(p[0] - y)),
                each("quantiles", QuantileLoss.of(LEVELS), 3, Kind.NUMBER, LossCase::pinball),
                each("gaussian", GaussianNll.of(), 2, Kind.NUMBER,
                        (p, y) -> gaussian(p, y) - 0.5 * Math.log(2 * Math.PI)),
                each("gaussian, full", GaussianNll.of().withFull(true), 2, Kind.NUMBER, LossCase::gaussian),
                // For 1, 2 and 3 degrees of freedom, the density can be written without the gamma function.
                each("t of 1", StudentTNll.of().withDegreesOfFreedom(1), 2, Kind.NUMBER,
                        (p, y) -> Math.log(Math.PI) + Math.log1p(square(p, y)) + p[1]),
                each("t of 2", StudentTNll.of().withDegreesOfFreedom(2), 2, Kind.NUMBER,
                        (p, y) -> Math.log(2 * Math.sqrt(2)) + 1.5 * Math.log1p(square(p, y) / 2) + p[1]),
                each("t of 3", StudentTNll.of().withDegreesOfFreedom(3), 2, Kind.NUMBER,
                        (p, y) -> -Math.log(2 / (Math.PI * Math.sqrt(3))) + 2 * Math.log1p(square(p, y) / 3) + p[1]),
                each("t", StudentTNll.of(), 3, Kind.NUMBER, LossCase::studentT),
                each("binary", BinaryCrossEntropyWithLogits.of(), 1, Kind.YES_OR_NO, (p, y) -> binary(p[0], y, 1)),
                each("binary, weighted", BinaryCrossEntropyWithLogits.of().withPosWeight(POS_WEIGHT), 1, Kind.YES_OR_NO,
                        (p, y) -> binary(p[0], y, POS_WEIGHT[0])),
                new LossCase("classes", CrossEntropyLoss.of(), 0, Kind.CLASS,
                        (p, y) -> classes(p, y, new double[]{1, 1, 1, 1, 1}, 0)),
                new LossCase("classes, weighted and smoothed",
                        CrossEntropyLoss.of().withClassWeights(CLASS_WEIGHTS).withLabelSmoothing(0.1), 0,
                        Kind.CLASS, (p, y) -> classes(p, y, CLASS_WEIGHTS, 0.1)));
    }

    private static LossCase each(String name, Loss loss, int outputs, Kind kind, OfOne one) {
        return new LossCase(name, loss, outputs, kind, (p, y) -> {
            double sum = 0;
            for (int k = 0; k < y.length; k++) {
                sum += one.of(Arrays.copyOfRange(p, k * outputs, (k + 1) * outputs), y[k]);
            }
            return new double[]{sum, y.length};
        });
    }

    private static double huber(double d, double delta) {
        return Math.abs(d) <= delta ? d * d / 2 : delta * (Math.abs(d) - delta / 2);
    }

    private static double pinball(double[] p, double y) {
        double sum = 0;
        for (int q = 0; q < LEVELS.length; q++) {
            sum += Math.max(LEVELS[q] * (y - p[q]), (LEVELS[q] - 1) * (y - p[q]));
        }
        return sum / LEVELS.length;
    }

    private static double gaussian(double[] p, double y) {
        double variance = Math.exp(p[1]);
        return -Math.log(Math.exp(-(p[0] - y) * (p[0] - y) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance));
    }

    /// (y - location)² / scale².
    private static double square(double[] p, double y) {
        return (y - p[0]) * (y - p[0]) / Math.exp(2 * p[1]);
    }

    private static double studentT(double[] p, double y) {
        double freedom = 2 + Math.log(1 + Math.exp(p[2]));
        return p[1] + 0.5 * Math.log(freedom * Math.PI) + logGammaHalfStep(freedom / 2)
                + (freedom + 1) / 2 * Math.log(1 + square(p, y) / freedom);
    }

    /// log Γ(x) - log Γ(x + ½), by `Γ(x + 1) = x·Γ(x)` up to a large N, where `Γ(N + ½) / Γ(N)` is `√(N - ¼)` with a
    /// relative error of `1/(64·N²)`.
    private static double logGammaHalfStep(double x) {
        int steps = 20_000;
        double sum = 0;
        for (int k = 0; k < steps; k++) {
            sum += Math.log((x + k + 0.5) / (x + k));
        }
        return sum - 0.5 * Math.log(x + steps - 0.25);
    }

    private static double binary(double logit, double y, double posWeight) {
        double yes = 1 / (1 + Math.exp(-logit));
        return -(posWeight * y * Math.log(yes) + (1 - y) * Math.log(1 - yes));
    }

    private static double[] classes(double[] logits, double[] target, double[] weights, double smoothing) {
        if (target[0] == -100) {
            return new double[]{0, 0};
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        int y = (int) target[0];
        double loss = -(1 - smoothing) * weights[y] * Math.log(Math.exp(logits[y]) / sum);
        for (int c = 0; c < logits.length; c++) {
            loss -= smoothing / logits.length * weights[c] * Math.log(Math.exp(logits[c]) / sum);
        }
        return new double[]{loss, weights[y]};
    }

    /// The number of outputs for some targets.
    public int outputSize(int targets) {
        return kind == Kind.CLASS ? CLASS_WEIGHTS.length : outputs * targets;
    }

    /// Predictions on a grid of eighths, so that their differences from targets are not near a corner of a loss.
    public float[] drawPredictions(Random random, int rows, int targets) {
        float[] numbers = new float[rows * outputSize(targets)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (random.nextInt(33) - 16) / 8f;
        }
        return numbers;
    }

    public float[] drawTargets(Random random, int rows, int targets) {
        float[] numbers = new float[rows * loss.targetSize(outputSize(targets))];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (kind) {
                case NUMBER -> (random.nextInt(32) - 16) / 8f + 1 / 16f;
                case YES_OR_NO -> random.nextInt(5) / 4f;
                case CLASS -> random.nextInt(4) == 0 ? -100 : random.nextInt(CLASS_WEIGHTS.length);
            };
        }
        return numbers;
    }

    /// The weighted mean of the definition.
    double expected(float[] predictions, float[] targets, float[] weights, int rows, int outputSize) {
        int targetSize = loss.targetSize(outputSize);
        double sum = 0;
        double total = 0;
        for (int row = 0; row < rows; row++) {
            double[] one = definition.of(
                    ReferenceNetwork
                            .toDouble(Arrays.copyOfRange(predictions, row * outputSize, (row + 1) * outputSize)),
                    ReferenceNetwork.toDouble(Arrays.copyOfRange(targets, row * targetSize, (row + 1) * targetSize)));
            sum += weights[row] * one[0];
            total += weights[row] * one[1];
        }
        return total == 0 ? 0 : sum / total;
    }

    @Override
    public String toString() {
        return name;
    }
}
