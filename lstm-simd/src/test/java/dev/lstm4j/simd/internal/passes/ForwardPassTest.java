package dev.lstm4j.simd.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.States;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.LayerStates.Keep;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Carried states, and invalid requests, which are rejected and change nothing.
class ForwardPassTest {
    private static final int BATCH = 2;
    private static final int TIME = 4;

    private final Architecture architecture = Architecture.lstm(1, 5).withLayers(2);
    private final Workers workers = new Workers(1);

    private ForwardPass pass(Architecture of, Keep kept) {
        PackedNetwork network = new PackedNetwork(of, KernelSelection.kernels());
        Random random = new Random(1);
        float[] parameters = new float[of.parameterLayout().size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = random.nextFloat() - 0.5f;
        }
        network.pack(parameters, workers);
        return new ForwardPass(network, workers, BATCH, TIME, kept, Noise.NONE);
    }

    private static ForwardRequest request(int rows, int steps, float... inputs) {
        float[] x = inputs.length > 0 ? inputs : new float[rows * steps];
        return new ForwardRequest().batch(x, null, rows, steps).withFinalStates(true);
    }

    @AfterEach
    void close() {
        workers.close();
    }

    @ParameterizedTest
    @EnumSource(Keep.class)
    void carriedStatesAreThoseOfThePreviousRun(Keep kept) {
        float[] x = {1, -1, 0.5f, 2};
        States expected = States.zeros(architecture, 1);
        pass(architecture, kept).run(request(1, 4, x)).readStates(expected);
        ForwardPass pass = pass(architecture, kept);
        States found = States.zeros(architecture, 1);
        pass.run(request(1, 3, 1, -1, 0.5f));
        pass.run(request(1, 1, 2).fromCarried()).readStates(found);
        assertThat(found.hidden()).isEqualTo(expected.hidden());
        assertThat(found.cell()).isEqualTo(expected.cell());
    }

    @Test
    void inputsThatNeedNoReorderingAreReadInPlace() {
        ForwardPass pass = pass(architecture, Keep.NOTHING);
        float[] x = {1, 2, 3, 4, 5, 6, 7, 8};
        assertThat(layer0Input(pass, x, null)).isSameAs(x);
        assertThat(layer0Input(pass, x, Mask.ofLengths(TIME, 4, 2))).isSameAs(x);
        assertThat(layer0Input(pass, x, Mask.ofLengths(TIME, 3, 3))).isSameAs(x);
        assertThat(layer0Input(pass, x, Mask.ofLengths(TIME, 2, 4))).isNotSameAs(x);
        assertThat(
                layer0Input(pass, x, Mask.of(2, TIME, new boolean[]{true, true, true, true, true, false, true, true})))
                .isNotSameAs(x);
    }

    private static float[] layer0Input(ForwardPass pass, float[] x, @Nullable Mask mask) {
        pass.run(new ForwardRequest().batch(x, mask, 2, TIME));
        return pass.buffers().input(0).array();
    }

    @Test
    void runsWithoutCarriedStates() {
        ForwardPass pass = pass(architecture, Keep.NOTHING);
        assertThatThrownBy(() -> pass.run(request(1, 1).fromCarried())).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "states: expected an earlier pass over 1 rows in one direction without a mask, found none");
        pass.run(request(2, 1));
        assertThatThrownBy(() -> pass.run(request(1, 1).fromCarried())).hasMessageEndingWith("found one of 2 rows");
        pass.run(new ForwardRequest().batch(new float[2], Mask.ofLengths(2, 1), 1, 2));
        assertThatThrownBy(() -> pass.run(request(1, 1).fromCarried())).hasMessageEndingWith("found a mask");
        ForwardPass both = pass(architecture.withBidirectional(true), Keep.NOTHING);
        both.run(request(1, 1));
        assertThatThrownBy(() -> both.run(request(1, 1).fromCarried()))
                .hasMessageEndingWith("found one in two directions");
    }

    @ParameterizedTest
    @EnumSource(Keep.class)
    void anInvalidTokenDoesNotChangeCarriedStates(Keep kept) {
        Architecture tokens = architecture.withEmbedding(3);
        States expected = States.zeros(tokens, 1);
        pass(tokens, kept).run(request(1, 4, 1, 2, 0, 1)).readStates(expected);
        ForwardPass pass = pass(tokens, kept);
        pass.run(request(1, 3, 1, 2, 0));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> pass.run(request(1, 1, 3).fromCarried()))
                    .hasMessageContaining("expected tokens from 0 to 2, found 3.0");
        }
        States found = States.zeros(tokens, 1);
        pass.run(request(1, 1, 1).fromCarried()).readStates(found);
        assertThat(found.hidden()).isEqualTo(expected.hidden());
        assertThat(found.cell()).isEqualTo(expected.cell());
    }

    @Test
    void statesThatWereNotRequested() {
        Architecture both = architecture.withBidirectional(true).withHead(Head.lastStep(1));
        ForwardResult result = pass(both, Keep.FOR_TRAINING).run(request(1, 2).withFinalStates(false));
        States states = States.zeros(both, 1);
        assertThatThrownBy(() -> result.readStates(states)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected a request with final states");
        assertThatThrownBy(() -> result.readStatesAfter(1, states)).hasMessageContaining("one direction");
        ForwardResult newest = pass(architecture, Keep.NOTHING).run(request(1, 2));
        assertThatThrownBy(() -> newest.readStatesAfter(1, States.zeros(architecture, 1)))
                .hasMessageContaining("keeps only the last");
    }

    @Test
    void statesAfterSomeSteps() {
        ForwardPass pass = pass(architecture, Keep.FOR_TRAINING);
        States expected = States.zeros(architecture, 1);
        pass.run(request(1, 2, 1, -1)).readStates(expected);
        States found = States.zeros(architecture, 1);
        pass.run(request(1, 4, 1, -1, 3, 4)).readStatesAfter(2, found);
        assertThat(found.hidden()).isEqualTo(expected.hidden());
        assertThat(found.cell()).isEqualTo(expected.cell());
    }

    @Test
    void wrongSizes() {
        ForwardPass pass = pass(architecture, Keep.NOTHING);
        assertThatThrownBy(() -> pass.run(request(BATCH + 1, 1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch: expected 1 to 2 rows of 1 to 4 steps, found 3 of 1");
        assertThatThrownBy(() -> pass.run(request(1, 1).from(States.zeros(architecture, 2))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("states: expected States[");
        assertThatThrownBy(
                () -> pass.run(new ForwardRequest().batch(new float[2], Mask.ofLengths(2, 1), 1, 1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("mask: expected 1 sequences of 1");
    }
}
