package dev.lstm4j.training.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerState;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.LayerNormLstm;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.KernelSelection;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every optimizer: ranges, state, weight decay that leaves biases out.
class OptimizerTest {
    private static final ParameterLayout LAYOUT = Architecture.lstm(3, 5).withLayers(2).withHead(Head.lastStep(2))
            .parameterLayout();
    private static final Kernels KERNELS = KernelSelection.kernels();

    /// A fresh optimizer of each kind, biases left out of the weight decay of some.
    static Stream<Supplier<Optimizer>> optimizers() {
        return Stream.of(() -> Adam.builder(0.01).amsgrad(true).weightDecay(0.3).decayNoBiases(LAYOUT).build(),
                () -> Adam.builder(0.01).decoupledWeightDecay(0.3).decayNoBiases(LAYOUT).build(),
                () -> NAdam.builder(0.01).decoupledWeightDecay(0.3).decayNoBiases(LAYOUT).build(),
                () -> RAdam.builder(0.01).weightDecay(0.3).decayNoBiases(LAYOUT).build(),
                () -> SGD.builder(0.01).weightDecay(0.3).decayNoBiases(LAYOUT).build(),
                () -> SGD.builder(0.01).momentum(0.9).dampening(0.2).weightDecay(0.3).decayNoBiases(LAYOUT).build(),
                () -> RMSprop.builder(0.01).momentum(0.5).centered(true).weightDecay(0.3).decayNoBiases(LAYOUT).build(),
                () -> RMSprop.builder(0.01).centered(true).weightDecay(0.3).build(),
                () -> Adagrad.builder(0.01).learningRateDecay(0.1).initialAccumulator(0.2).weightDecay(0.3)
                        .decayNoBiases(LAYOUT).build());
    }

    private static float[] draw(long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[LAYOUT.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static void steps(Optimizer optimizer, float[] parameters, int from, int to) {
        for (int step = from; step < to; step++) {
            optimizer.step(KERNELS, parameters, draw(step));
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void howTheRangeIsCutChangesNoBit(Supplier<Optimizer> make) {
        float[] whole = draw(-1);
        float[] parts = whole.clone();
        steps(make.get(), whole, 0, 12);
        Optimizer optimizer = make.get();
        Random random = new Random(7);
        for (int step = 0; step < 12; step++) {
            float[] gradients = draw(step);
            optimizer.begin(parts.length);
            for (int from = 0; from < parts.length;) {
                int to = Math.min(parts.length, from + random.nextInt(40));
                optimizer.update(KERNELS, parts, gradients, from, to);
                from = to;
            }
        }
        assertThat(parts).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aRestoredStateGoesOnWithTheSameBits(Supplier<Optimizer> make) {
        float[] whole = draw(-1);
        steps(make.get(), whole, 0, 20);

        float[] parameters = draw(-1);
        Optimizer before = make.get();
        steps(before, parameters, 0, 9);
        OptimizerState state = before.state();
        float[] kept = parameters.clone();
        steps(before, parameters, 9, 11); // changes nothing of what was taken
        assertThat(state.steps()).isEqualTo(9);
        Optimizer after = make.get();
        after.restore(state);
        steps(after, kept, 9, 20);
        assertThat(kept).isEqualTo(whole);

        // Back to the same state, in an optimizer that has gone on.
        after.restore(state);
        float[] again = draw(-1);
        steps(make.get(), again, 0, 9);
        steps(after, again, 9, 20);
        assertThat(again).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aStateBeforeTheFirstStepIsAFreshOptimizer(Supplier<Optimizer> make) {
        float[] expected = draw(-1);
        steps(make.get(), expected, 0, 3);
        Optimizer optimizer = make.get();
        OptimizerState fresh = optimizer.state();
        assertThat(fresh.arrays()).isEmpty();
        steps(optimizer, draw(-1), 5, 8);
        optimizer.restore(fresh);
        float[] found = draw(-1);
        steps(optimizer, found, 0, 3);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void weightDecayLeavesNormalisationsOut() {
        ParameterLayout layout = Architecture.lstm(3, 5)
                .withCell(LayerNormLstm.create())
                .parameterLayout();
        float[] parameters = new float[layout.size()];
        Arrays.fill(parameters, 1);
        SGD.builder(0.1).weightDecay(0.5).decayNoBiases(layout).build().step(KERNELS, parameters,
                new float[parameters.length]);
        for (ParameterLayout.Entry entry : layout.entries()) {
            assertThat(parameters[entry.offset()]).as(entry.name())
                    .isEqualTo(entry.name().startsWith("norm_") ? 1f : 0.95f);
        }
    }

    @Test
    void weightDecayLeavesBiasesOut() {
        float[] decayed = draw(-1);
        float[] start = decayed.clone();
        float[] none = decayed.clone();
        SGD.builder(0.1).weightDecay(0.5).decayNoBiases(LAYOUT).build().step(KERNELS, decayed, draw(1));
        SGD.withLearningRate(0.1).step(KERNELS, none, draw(1));
        int biases = 0;
        for (ParameterLayout.Entry entry : LAYOUT.entries()) {
            boolean bias = entry.name().contains("bias");
            biases += bias ? 1 : 0;
            for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                if (bias) {
                    assertThat(decayed[i]).as(entry.name()).isEqualTo(none[i]);
                } else {
                    assertThat(none[i] - decayed[i]).as(entry.name()).isCloseTo(0.05f * start[i],
                            org.assertj.core.data.Offset.offset(1e-6f));
                }
            }
        }
        assertThat(biases).isEqualTo(5);
    }

    @Test
    void weightDecayOfNamedParametersAlone() {
        float[] decayed = draw(-1);
        float[] none = decayed.clone();
        Adam.builder(0.1).decoupledWeightDecay(0.5).decayOnly(LAYOUT, entry -> entry.name().equals("fc.weight")).build()
                .step(KERNELS, decayed, draw(1));
        Adam.withLearningRate(0.1).step(KERNELS, none, draw(1));
        ParameterLayout.Entry entry = LAYOUT.get("fc.weight");
        for (int i = 0; i < none.length; i++) {
            boolean inside = i >= entry.offset() && i < entry.offset() + entry.length();
            assertThat(decayed[i] != none[i]).as("float %d", i).isEqualTo(inside);
        }
    }

    @Test
    void settingsAndStatesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> SGD.builder(0.1).nesterov(true).build())
                .hasMessage("nesterov: expected a momentum above 0 and a dampening of 0, found 0.0 and 0.0");
        assertThatThrownBy(() -> SGD.builder(0.1).momentum(1)).hasMessage("momentum: expected a number in [0, 1), "
                + "found 1.0");
        assertThatThrownBy(() -> Adagrad.withLearningRate(-1))
                .hasMessage("learningRate: expected a finite number of at least 0, found -1.0");
        assertThatThrownBy(() -> SGD.builder(0.1).weightDecay(0.1).decayNoBiases(LAYOUT).build().begin(3))
                .hasMessage("step: expected the " + LAYOUT.size()
                        + " parameters of the layout that decayOnly was given, found 3");
        Optimizer adam = Adam.withLearningRate(0.1);
        assertThatThrownBy(() -> adam.restore(new OptimizerState(3, Map.of("sum", new float[2]))))
                .hasMessage("state: expected the arrays [exp_avg, exp_avg_sq], found [sum]");
        assertThatThrownBy(() -> adam.restore(new OptimizerState(3, Map.of())))
                .hasMessage("state: expected the arrays [exp_avg, exp_avg_sq], found []");
        assertThatThrownBy(() -> adam
                .restore(new OptimizerState(3, Map.of("exp_avg", new float[2], "exp_avg_sq", new float[3]))))
                .hasMessageContaining("floats as in the others, found ");
        adam.restore(new OptimizerState(3, Map.of("exp_avg", new float[2], "exp_avg_sq", new float[2])));
        assertThatThrownBy(() -> adam.begin(5)).hasMessage("step: expected 2 parameters as before, found 5");
        assertThatThrownBy(() -> new OptimizerState(-1, Map.of())).hasMessage("steps: expected at least 0, found -1");
    }
}
