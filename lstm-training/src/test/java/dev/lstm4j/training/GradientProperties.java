package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import dev.lstm4j.simd.KernelSelection;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// The engine's loss and gradients against the plain double-precision LSTM: the loss itself, and each parameter's gradient
/// against the reference's finite difference, by name.
class GradientProperties {
    /// Central difference in double: its own error is about STEP² and 1e-16 / STEP.
    private static final double STEP = 1e-5;
    /// Float32 through a few steps: the tolerance of the golden files, of the largest gradient of that parameter, and a
    /// floor for parameters whose gradients all but cancel.
    private static final double RELATIVE = 2e-5;
    private static final double FLOOR = 2e-7;

    @Provide
    Arbitrary<Architecture> architectures() {
        Arbitrary<Head> heads = Combinators
                .combine(Arbitraries.integers().between(1, 18), Arbitraries.of(Head.Steps.LAST, Head.Steps.EVERY))
                .as(Head::new);
        return Combinators.combine(Arbitraries.integers().between(1, 6), Arbitraries.integers().between(1, 18),
                Arbitraries.integers().between(1, 3), Arbitraries.of(true, false), Arbitraries.of(true, false),
                heads.injectNull(0.2)).as(
                        (input, hidden, layers, both, bias, head) -> Architecture.lstm(input, hidden)
                                .withLayers(layers).withBidirectional(both).withBias(bias).withHead(head));
    }

    @Property(tries = 60)
    void lossAndGradientsAreTheReferences(@ForAll("architectures") Architecture architecture,
            @ForAll @IntRange(min = 1, max = 4) int batch, @ForAll @IntRange(min = 1, max = 6) int time,
            @ForAll @IntRange(min = 1, max = 3) int threads, @ForAll long seed) {
        Random random = new Random(seed);
        Parameters parameters = Initializer.uniform(architecture, seed);
        float[] x = draw(random, batch * time * architecture.inputSize());
        float[] y = draw(random, batch * architecture.outputSteps(time) * architecture.outputSize());
        double[] reference = ReferenceLstm.toDouble(parameters.values());
        double loss;
        float[] gradients;
        try (TrainingNetwork network = new TrainingNetwork(architecture, parameters, batch, time,
                KernelSelection.kernels(), threads, 0)) {
            // A step on other data first: nothing of it may remain.
            network.computeGradients(draw(random, x.length), draw(random, y.length), batch, new MeanSquaredError());
            loss = network.computeGradients(x, y, batch, new MeanSquaredError());
            gradients = network.gradients().values();
        }
        double expectedLoss = loss(architecture, reference, x, y, batch, time);
        assertThat(Math.abs(loss - expectedLoss)).isLessThanOrEqualTo(1e-5 * expectedLoss);
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            double[] expected = new double[Math.min(entry.length(), 12)];
            int[] where = new int[expected.length];
            double largest = 0;
            for (int i = 0; i < expected.length; i++) {
                where[i] = entry.offset() + (expected.length == entry.length() ? i : random.nextInt(entry.length()));
                double kept = reference[where[i]];
                reference[where[i]] = kept + STEP;
                double above = loss(architecture, reference, x, y, batch, time);
                reference[where[i]] = kept - STEP;
                double below = loss(architecture, reference, x, y, batch, time);
                reference[where[i]] = kept;
                expected[i] = (above - below) / (2 * STEP);
                largest = Math.max(largest, Math.abs(expected[i]));
            }
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(gradients[where[i]] - expected[i]))
                        .as("%s[%d]: %s for %s", entry.name(), where[i] - entry.offset(), gradients[where[i]],
                                expected[i])
                        .isLessThanOrEqualTo(RELATIVE * largest + FLOOR);
            }
        }
    }

    private static double loss(Architecture architecture, double[] parameters, float[] x, float[] y, int batch,
            int time) {
        ReferenceLstm reference = new ReferenceLstm(architecture, parameters);
        int features = architecture.inputSize();
        double sum = 0;
        int at = 0;
        for (int row = 0; row < batch; row++) {
            double[][] sequence = new double[time][];
            for (int t = 0; t < time; t++) {
                int from = (row * time + t) * features;
                sequence[t] = ReferenceLstm.toDouble(Arrays.copyOfRange(x, from, from + features));
            }
            for (double[] step : reference.answer(sequence)) {
                for (double answer : step) {
                    sum += (answer - y[at]) * (answer - y[at]);
                    at++;
                }
            }
        }
        return sum / at;
    }

    private static float[] draw(Random random, int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
