package dev.lstm4j.training.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Optimizer;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.OptimizerState;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.LayerNormLstm;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.KernelSelection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Properties of all optimizers: updates of ranges, state, and weight decay without biases.
class OptimizerTest {
    private static final ParameterLayout LAYOUT = Architecture.lstm(3, 5).withLayers(2).withHead(Head.lastStep(2))
            .parameterLayout();
    private static final Kernels KERNELS = KernelSelection.kernels();

    /// A new optimizer of each kind, some with a weight decay that excludes biases.
    static Stream<Supplier<Optimizer>> optimizers() {
        return Stream.of(
                () -> Adam.of(0.01).withAmsgrad(true).withWeightDecay(0.3).withDecayOf(DecayedParameters.NO_BIASES)
                        .create(LAYOUT),
                () -> Adam.of(0.01).withDecoupledWeightDecay(0.3).withDecayOf(DecayedParameters.NO_BIASES)
                        .create(LAYOUT),
                () -> NAdam.of(0.01).withDecoupledWeightDecay(0.3).withDecayOf(DecayedParameters.NO_BIASES)
                        .create(LAYOUT),
                () -> RAdam.of(0.01).withWeightDecay(0.3).withDecayOf(DecayedParameters.NO_BIASES).create(LAYOUT),
                () -> SGD.of(0.01).withWeightDecay(0.3).withDecayOf(DecayedParameters.NO_BIASES).create(LAYOUT),
                () -> SGD.of(0.01).withMomentum(0.9).withDampening(0.2).withWeightDecay(0.3)
                        .withDecayOf(DecayedParameters.NO_BIASES).create(LAYOUT),
                () -> RMSprop.of(0.01).withMomentum(0.5).withCentered(true).withWeightDecay(0.3)
                        .withDecayOf(DecayedParameters.NO_BIASES).create(LAYOUT),
                () -> RMSprop.of(0.01).withCentered(true).withWeightDecay(0.3).create(),
                () -> Adagrad.of(0.01).withRateDecay(0.1).withInitialAccumulator(0.2).withWeightDecay(0.3)
                        .withDecayOf(DecayedParameters.NO_BIASES).create(LAYOUT));
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
    void splittingTheRangeDoesNotChangeTheBits(Supplier<Optimizer> make) {
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
    void aRestoredStateContinuesWithTheSameBits(Supplier<Optimizer> make) {
        float[] whole = draw(-1);
        steps(make.get(), whole, 0, 20);

        float[] parameters = draw(-1);
        Optimizer before = make.get();
        steps(before, parameters, 0, 9);
        OptimizerState state = before.state();
        float[] kept = parameters.clone();
        steps(before, parameters, 9, 11); // does not change the saved state
        assertThat(state.steps()).isEqualTo(9);
        Optimizer after = make.get();
        after.restore(state);
        steps(after, kept, 9, 20);
        assertThat(kept).isEqualTo(whole);

        // Restores the same state in an optimizer that has made further steps.
        after.restore(state);
        float[] again = draw(-1);
        steps(make.get(), again, 0, 9);
        steps(after, again, 9, 20);
        assertThat(again).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aStateBeforeTheFirstStepRestoresANewOptimizer(Supplier<Optimizer> make) {
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
    void weightDecayExcludesNormalisations() {
        ParameterLayout layout = Architecture.lstm(3, 5)
                .withCell(LayerNormLstm.create())
                .parameterLayout();
        float[] parameters = new float[layout.size()];
        Arrays.fill(parameters, 1);
        SGD.of(0.1).withWeightDecay(0.5).withDecayOf(DecayedParameters.NO_BIASES).create(layout).step(KERNELS,
                parameters,
                new float[parameters.length]);
        for (ParameterLayout.Entry entry : layout.entries()) {
            assertThat(parameters[entry.offset()]).as(entry.name())
                    .isEqualTo(entry.name().startsWith("norm_") ? 1f : 0.95f);
        }
    }

    @Test
    void weightDecayExcludesBiases() {
        float[] decayed = draw(-1);
        float[] start = decayed.clone();
        float[] none = decayed.clone();
        SGD.of(0.1).withWeightDecay(0.5).withDecayOf(DecayedParameters.NO_BIASES).create(LAYOUT).step(KERNELS, decayed,
                draw(1));
        SGD.of(0.1).create().step(KERNELS, none, draw(1));
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
    void weightDecayOfNamedParametersOnly() {
        float[] decayed = draw(-1);
        float[] none = decayed.clone();
        Adam.of(0.1).withDecoupledWeightDecay(0.5).withDecayOf(entry -> entry.name().equals("fc.weight")).create(LAYOUT)
                .step(KERNELS, decayed, draw(1));
        Adam.of(0.1).create().step(KERNELS, none, draw(1));
        ParameterLayout.Entry entry = LAYOUT.get("fc.weight");
        for (int i = 0; i < none.length; i++) {
            boolean inside = i >= entry.offset() && i < entry.offset() + entry.length();
            assertThat(decayed[i] != none[i]).as("float %d", i).isEqualTo(inside);
        }
    }

    @Test
    void settingsAreValuesThatCreateNewOptimizers() {
        Adam adam = Adam.of(0.1).withBetas(0.8, 0.99);
        Optimizer used = adam.create();
        used.setLearningRate(0.3);
        steps(used, draw(-1), 0, 3);
        assertThat(used.isUsed()).isTrue();
        assertThat(used.steps()).isEqualTo(3);
        Optimizer fresh = adam.create(LAYOUT);
        assertThat(fresh.isUsed()).isFalse();
        assertThat(fresh.learningRate()).isEqualTo(0.1);
        assertThat(adam).isEqualTo(Adam.of(0.1).withBetas(0.8, 0.99)).isNotEqualTo(Adam.of(0.1));
        assertThat(AdamW.of(0.1)).isEqualTo(Adam.of(0.1).withDecoupledWeightDecay(0.01));
        assertThat(used).hasToString("Adam[learningRate=0.1, beta1=0.8, beta2=0.99, epsilon=1.0E-8, amsgrad=false, "
                + "weightDecay=WeightDecay[rate=0.0, isDecoupled=false, which=ALL]] after 3 updates");
        assertThat(adam.name()).isEqualTo("Adam");
    }

    @Test
    void eachSettingChangesItsOwnComponent() {
        assertThat(Adam.of(1).withLearningRate(0.5).withBetas(0.1, 0.2).withEpsilon(0.3).withAmsgrad(true)
                .withDecayOf(DecayedParameters.NO_BIASES).withDecoupledWeightDecay(0.4))
                .isEqualTo(new Adam(0.5, 0.1, 0.2, 0.3, true, new WeightDecay(0.4, true, DecayedParameters.NO_BIASES)));
        assertThat(NAdam.of(1).withLearningRate(0.5).withBetas(0.1, 0.2).withEpsilon(0.3).withMomentumDecay(0.6)
                .withWeightDecay(0.4))
                .isEqualTo(new NAdam(0.5, 0.1, 0.2, 0.3, 0.6, new WeightDecay(0.4, false, DecayedParameters.ALL)));
        assertThat(RAdam.of(1).withLearningRate(0.5).withBetas(0.1, 0.2).withEpsilon(0.3))
                .isEqualTo(new RAdam(0.5, 0.1, 0.2, 0.3, WeightDecay.NONE));
        assertThat(SGD.of(1).withLearningRate(0.5).withMomentum(0.1).withDampening(0.2))
                .isEqualTo(new SGD(0.5, 0.1, 0.2, false, WeightDecay.NONE));
        assertThat(RMSprop.of(1).withLearningRate(0.5).withAlpha(0.1).withEpsilon(0.2).withMomentum(0.3)
                .withCentered(true))
                .isEqualTo(new RMSprop(0.5, 0.1, 0.2, 0.3, true, WeightDecay.NONE));
        assertThat(Adagrad.of(1).withLearningRate(0.5).withRateDecay(0.1).withInitialAccumulator(0.2).withEpsilon(0.3))
                .isEqualTo(new Adagrad(0.5, 0.1, 0.2, 0.3, WeightDecay.NONE));
    }

    @Test
    void aRuleForSomeParametersNeedsTheirNames() {
        SGD sgd = SGD.of(0.1).withWeightDecay(0.1).withDecayOf(DecayedParameters.NO_BIASES);
        assertThatThrownBy(sgd::create).isInstanceOf(IllegalStateException.class).hasMessage(
                "SGD: expected a layout, since only some parameters decay (NO_BIASES), found none; call create(layout)");
        assertThat(sgd.withWeightDecay(0).create().isUsed()).isFalse();
    }

    /// A custom optimizer as users write it; the class comment of [ElementwiseOptimizer] quotes it.
    record SignSGD(double learningRate) implements OptimizerFactory {
        @Override
        public Optimizer create() {
            return new ElementwiseOptimizer(this, List.of()) {
                private float rate;

                @Override
                protected void prepare(long step, double learningRate) {
                    rate = (float) learningRate;
                }

                @Override
                protected void updateRange(Kernels kernels, float[] parameters, float[] gradients, int from, int to,
                        boolean decays) {
                    for (int i = from; i < to; i++) {
                        parameters[i] -= rate * Math.signum(gradients[i]);
                    }
                }
            };
        }
    }

    @Test
    void aCustomOptimizerCanBeUsed() {
        float[] parameters = {1, 2, 3};
        new SignSGD(0.5).create().step(KERNELS, parameters, new float[]{-7, 0, 0.01f});
        assertThat(parameters).containsExactly(1.5f, 2f, 2.5f);
    }

    @Test
    void invalidSettingsAndStatesAreRefused() {
        assertThatThrownBy(() -> SGD.of(0.1).withNesterov(true))
                .hasMessage("nesterov: expected a momentum above 0 and a dampening of 0, found 0.0 and 0.0; "
                        + "set the momentum first");
        assertThatThrownBy(() -> SGD.of(0.1).withMomentum(1)).hasMessage("momentum: expected a number in [0, 1), "
                + "found 1.0");
        assertThatThrownBy(() -> Adagrad.of(-1))
                .hasMessage("learningRate: expected a finite number of at least 0, found -1.0");
        assertThatThrownBy(
                () -> SGD.of(0.1).withWeightDecay(0.1).withDecayOf(DecayedParameters.NO_BIASES).create(LAYOUT).begin(3))
                .hasMessage(
                        "SGD: expected the " + LAYOUT.size() + " parameters of the layout given to create, found 3");
        Optimizer adam = Adam.of(0.1).create();
        assertThatThrownBy(() -> adam.restore(new OptimizerState(3, Map.of("sum", new float[2]))))
                .hasMessage("Adam, state: expected the arrays [exp_avg, exp_avg_sq], found [sum]");
        assertThatThrownBy(() -> adam.restore(new OptimizerState(3, Map.of())))
                .hasMessage("Adam, state: expected the arrays [exp_avg, exp_avg_sq], found []");
        assertThatThrownBy(() -> adam
                .restore(new OptimizerState(3, Map.of("exp_avg", new float[2], "exp_avg_sq", new float[3]))))
                .hasMessageContaining("floats as in the other arrays, found ");
        adam.restore(new OptimizerState(3, Map.of("exp_avg", new float[2], "exp_avg_sq", new float[2])));
        assertThatThrownBy(() -> adam.begin(5)).hasMessage(
                "Adam: expected 2 parameters as in earlier updates, found 5; each network needs its own optimizer");
        assertThatThrownBy(() -> new OptimizerState(-1, Map.of())).hasMessage("steps: expected at least 0, found -1");
    }
}
