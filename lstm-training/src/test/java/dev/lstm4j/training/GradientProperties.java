package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Batch;
import dev.lstm4j.Loss;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.testing.CellFamily;
import dev.lstm4j.training.GradientCase.Range;
import dev.lstm4j.training.GradientCase.Value;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Compares the engine's answers, final states, loss and gradients with the reference in double
/// ([ReferenceNetwork]) and its finite differences, parameter by parameter, for all kinds of networks ([CellFamily]).
class GradientProperties {
    /// The step of central differences in double. Their error is about STEP² plus 1e-16 / STEP.
    private static final double STEP = 1e-5;
    /// The tolerance relative to the largest gradient of a parameter, for float32 over a few steps.
    private static final double RELATIVE = 2e-5;
    /// The absolute tolerance, for gradients whose terms are near 1 and almost cancel, such as for a head with
    /// one output.
    private static final double FLOOR = 2e-7;
    /// The pre-activations in float32 and double differ by less than this, so they are on the same side of every kink.
    private static final double FROM_KINK = 2e-5;
    /// With unbounded functions, values and float32 errors can grow without limit. Larger values than this are
    /// not tested.
    private static final double MODERATE = 8;
    /// A gate above 1 amplifies errors at each step.
    private static final double MODERATE_GATE = 1.5;
    /// The number of attempts to draw a batch without values near a kink and without too large values.
    private static final int DRAWS = 20;
    /// The number of gradients of a parameter that are compared one by one. The sum of all, with random signs, is
    /// compared too.
    private static final int SINGLE = 5;

    /// The results of the engine.
    ///
    /// @param loss the loss of the answers
    /// @param gradients in the layout of [GradientCase#variables], 0 where they were not computed
    private record Found(double loss, float[] answers, float[] hidden, float[] cell, float[] gradients) {}

    @Property(tries = 350)
    void forwardPassAndGradientsMatchTheReference(
            @ForAll(supplier = CellFamily.TrainedNetworks.class) Architecture architecture,
            @ForAll @IntRange(min = 1, max = 4) int batch, @ForAll @IntRange(min = 1, max = 5) int time,
            @ForAll GradientCase.Steps steps, @ForAll boolean states,
            @ForAll @IntRange(min = 1, max = 3) int threads, @ForAll long seed) {
        GradientCase drawn = moderate(architecture, batch, time, steps, states, seed);
        double[] variables = drawn.variables();
        Value expected = drawn.value(variables);
        Found found = states ? passes(drawn, threads) : network(drawn, threads);
        assertThat(Math.abs(found.loss - expected.ofAnswers())).as("%s: %s for %s", drawn.criterion, found.loss,
                expected.ofAnswers()).isLessThanOrEqualTo(1e-5 * (1 + Math.abs(expected.ofAnswers())));
        if (states) {
            assertClose("answers", found.answers, expected.answers());
            assertClose("hn", found.hidden, expected.hidden());
            assertClose("cn", found.cell, expected.cell());
        }
        Random random = new Random(seed);
        for (Range range : drawn.ranges()) {
            if (range.length() > 0 && (states || !range.name().equals("x"))) {
                assertGradients(drawn, range, variables, found.gradients, random);
            }
        }
        for (int i = 0; states && i < drawn.x.length; i++) {
            int step = i / architecture.stepSize();
            if (!drawn.valid[step]) {
                assertThat(found.gradients[drawn.parameters.values().length + i]).as("x[%d], masked", i).isEqualTo(0f);
            }
        }
    }

    private GradientCase moderate(Architecture architecture, int batch, int time, GradientCase.Steps steps,
            boolean states, long seed) {
        int skipped = states
                ? EngineRun.drawnBefore(architecture, batch, time)
                : EngineRun.drawnBefore(architecture, batch - 1, time - 1);
        for (int i = 0; i < DRAWS; i++) {
            GradientCase drawn = new GradientCase(architecture, batch, time, steps, states, seed + i, skipped);
            Value value = drawn.value(drawn.variables());
            if (value.nearestKink() > FROM_KINK && value.largest() < MODERATE
                    && value.largestGate() < MODERATE_GATE) {
                return drawn;
            }
        }
        Assume.that(false);
        throw new AssertionError("unreachable");
    }

    private static void assertClose(String what, float[] found, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(found[i] - expected[i])).as("%s[%d]: %s for %s", what, i, found[i], expected[i])
                    .isLessThanOrEqualTo(1e-5 * largest + FLOOR);
        }
    }

    private static void assertGradients(GradientCase drawn, Range range, double[] variables, float[] gradients,
            Random random) {
        int[] where = range.length() <= SINGLE
                ? IntStream.range(0, range.length()).toArray()
                : random.ints(SINGLE, 0, range.length()).toArray();
        double[] expected = new double[where.length];
        double largest = 0;
        for (int i = 0; i < where.length; i++) {
            int one = where[i];
            expected[i] = slope(drawn, range, variables, place -> place == one ? 1 : 0);
            largest = Double.isNaN(expected[i]) ? largest : Math.max(largest, Math.abs(expected[i]));
        }
        long signs = random.nextLong();
        IntToDoubleFunction direction = place -> new Random(signs + place).nextInt(2) * 2 - 1;
        double expectedSum = slope(drawn, range, variables, direction);
        double root = Math.sqrt(range.length());
        largest = Double.isNaN(expectedSum) ? largest : Math.max(largest, Math.abs(expectedSum) / root);
        double sum = 0;
        for (int place = 0; place < range.length(); place++) {
            sum += direction.applyAsDouble(place) * gradients[range.offset() + place];
        }
        for (int i = 0; i < where.length; i++) {
            assertSlope(range.name() + "[" + where[i] + "]", gradients[range.offset() + where[i]], expected[i],
                    RELATIVE * largest + FLOOR);
        }
        // The errors have random signs, so their sum grows with the square root of their number.
        assertSlope(range.name() + ", all", sum, expectedSum, root * (RELATIVE * largest + FLOOR));
    }

    private static void assertSlope(String what, double found, double expected, double allowed) {
        if (!Double.isNaN(expected)) {
            assertThat(Math.abs(found - expected)).as("%s: %s for %s", what, found, expected)
                    .isLessThanOrEqualTo(allowed);
        }
    }

    /// The derivative of the reference's loss along a direction in one range; NaN if even a tiny step crosses a kink.
    private static double slope(GradientCase drawn, Range range, double[] variables, IntToDoubleFunction direction) {
        for (double step = STEP; step > STEP / 1000; step /= 10) {
            Value above = drawn.value(moved(variables, range, direction, step));
            Value below = drawn.value(moved(variables, range, direction, -step));
            if (above.sides() == below.sides()) {
                return (above.loss() - below.loss()) / (2 * step);
            }
        }
        return Double.NaN;
    }

    private static double[] moved(double[] variables, Range range, IntToDoubleFunction direction, double step) {
        double[] moved = variables.clone();
        for (int place = 0; place < range.length(); place++) {
            moved[range.offset() + place] += step * direction.applyAsDouble(place);
        }
        return moved;
    }

    /// Runs [TrainingNetwork]. An earlier step on other data with a NaN must not affect the result.
    private static Found network(GradientCase drawn, int threads) {
        Random random = new Random(~drawn.seed);
        Loss loss = drawn.criterion.loss();
        float[] poisoned = EngineRun.poison(drawn.valid, drawn.x, drawn.architecture.stepSize());
        try (TrainingNetwork network = new TrainingNetwork(drawn.architecture, drawn.parameters, drawn.batch,
                drawn.time, Engine.auto().withThreads(threads), drawn.seed)) {
            float[] x = EngineRun.noiseWithNaN(random, drawn.batch * drawn.time, drawn.architecture);
            network.computeGradients(Batch.of(x, drawn.targets, drawn.batch), loss);
            double value = network
                    .computeGradients(new Batch(poisoned, drawn.mask, drawn.targets, drawn.weights, drawn.batch), loss);
            return new Found(value, new float[0], new float[0], new float[0], network.gradients().values());
        }
    }

    /// Runs the forward pass and the backward pass. Masked inputs and gradients are NaN.
    private static Found passes(GradientCase drawn, int threads) {
        double[] loss = new double[1];
        int outputs = drawn.architecture.outputSize();
        EngineRun.Result result = new EngineRun(drawn.architecture, drawn.parameters, drawn.batch, drawn.time,
                drawn.mask, EngineRun.poison(drawn.valid, drawn.x, drawn.architecture.stepSize()), drawn.h0, drawn.c0,
                drawn.states, answers -> {
                    float[] dAnswers = new float[answers.length];
                    loss[0] = drawn.criterion.loss().forwardBackward(answers, drawn.targets, drawn.maskedWeights,
                            drawn.answerRows(), outputs, dAnswers);
                    return drawn.everyStep() ? EngineRun.poison(drawn.valid, dAnswers, outputs) : dAnswers;
                }, drawn.dHidden, drawn.dCell, drawn.seed).run(KernelSelection.kernels(), threads);
        return new Found(loss[0], result.answers(), result.hidden(), result.cell(),
                GradientCase.join(result.gradients(), result.dX(), result.dH0(), result.dC0()));
    }
}
