package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Mask;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.engine.PackedMatrix;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Each mistake of a caller is reported in one line.
class NetworkTest {
    private final Architecture architecture = Architecture.lstm(2, 5).withHead(Head.lastStep(3));
    private final Network network = Network
            .of(new Model(architecture, Parameters.zeros(architecture.parameterLayout())));

    @Test
    void sizesOutOfRange() {
        assertThatThrownBy(() -> network.session(0, 4)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("session: expected a batch and a time of at least 1, found 0 and 4");
        try (InferenceSession session = network.session(2, 4)) {
            assertThatThrownBy(() -> session.forward(new float[24], 3, new float[9]))
                    .hasMessage("forward: expected a batch of 1 to 2 and a time of 1 to 4, found 3 and 4");
        }
    }

    @Test
    void sizesTooLargeForAnArray() {
        assertThatThrownBy(() -> network.session(1 << 16, 1 << 16)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("session, batch times time: expected at most 2147483639 floats");
        assertThatThrownBy(() -> new PackedMatrix(1 << 16, 1 << 16, new PackedMatrix.Format(16, 4, false), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("packed weights: expected at most 2147483639 floats");
    }

    @Test
    void aSessionThatCannotBeCreatedLeavesNoThread() {
        int before = Thread.activeCount();
        Network many = Network.of(new Model(architecture, Parameters.zeros(architecture.parameterLayout())),
                new Engine(KernelSelection.kernels(), 4));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> many.session(0, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 3);
    }

    @Test
    void arraysOfTheWrongLength() {
        try (InferenceSession session = network.session(2, 4)) {
            assertThatThrownBy(() -> session.forward(new float[15], 2, new float[6]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("inputs: expected 16 floats for [B=2, T=4, I=2], found 15");
            assertThatThrownBy(() -> session.forward(new float[16], 2, new float[5]))
                    .hasMessage("outputs: expected 6 floats for [B=2, O=3], found 5");
            assertThatThrownBy(() -> session.forward(new float[16], 2, 4, States.zeros(architecture, 1), new float[6],
                    null)).hasMessage("initial: expected States[L·D=1, B=2, P=5, 1 further of H=5], found "
                            + "States[L·D=1, B=1, P=5, 1 further of H=5]; make them with "
                            + "States.zeros(architecture, batch)");
        }
        assertThatThrownBy(() -> network.stream().step(new float[1], new float[3]))
                .hasMessage("inputs: expected 2 floats for [I=2], found 1");
        assertThatThrownBy(() -> network.stream().step(new float[3], new float[3]))
                .hasMessage("inputs: expected 2 floats for [I=2], found 3");
        assertThatThrownBy(() -> network.stream().step(new float[2], new float[4]))
                .hasMessage("outputs: expected 3 floats for [O=3], found 4");
        assertThatThrownBy(() -> network.stream().setStates(States.zeros(architecture, 2)))
                .hasMessageStartingWith("states: expected States[L·D=1, B=1, P=5");
    }

    @Test
    void arraysFitTheBatchOrTheLargestBatch() {
        Architecture every = architecture.withHead(Head.everyStep(3));
        try (InferenceSession session = Network.of(new Model(every, Parameters.zeros(every.parameterLayout())))
                .session(3, 4)) {
            session.forward(new float[24], 2, 4, null, new float[36], null); // one buffer for batches of all sizes
            session.forward(new float[16], 2, new float[24]);
            session.forward(new float[24], Mask.ofLengths(4, 1, 2), new float[24]);
            assertThatThrownBy(() -> session.forward(new float[17], 2, new float[24]))
                    .hasMessage("inputs: expected 16 floats for [B=2, T=4, I=2], found 17");
            assertThatThrownBy(() -> session.forward(new float[16], 2, new float[25]))
                    .hasMessage("outputs: expected 24 floats for [B=2, T=4, O=3], found 25");
        }
        assertThatThrownBy(() -> Mask.of(2, 3, new boolean[7]))
                .hasMessage("mask: expected 6 values for [B=2, T=3], found 7");
    }

    @Test
    void nullArgumentsAreNamed() {
        Model model = new Model(architecture, Parameters.zeros(architecture.parameterLayout()));
        assertThatNullPointerException().isThrownBy(() -> Network.of(null)).withMessage("model");
        assertThatNullPointerException().isThrownBy(() -> Network.of(model, null)).withMessage("engine");
        assertThatNullPointerException().isThrownBy(() -> new Engine(null, 1)).withMessage("kernels");
        assertThatNullPointerException().isThrownBy(() -> KernelSelection.choose(null)).withMessage("choice");
        assertThatNullPointerException().isThrownBy(() -> new RecursiveForecast(null)).withMessage("network");
        assertThatNullPointerException().isThrownBy(() -> new RecursiveForecast(network, null)).withMessage("known");
        assertThatNullPointerException().isThrownBy(() -> Mask.ofLengths(3, (int[]) null)).withMessage("lengths");
        assertThatNullPointerException().isThrownBy(() -> Mask.of(1, 3, null)).withMessage("valid");
        assertThatNullPointerException().isThrownBy(() -> States.zeros(null, 1)).withMessage("architecture");
        try (InferenceSession session = network.session(1, 1); StreamingSession stream = network.stream()) {
            assertThatNullPointerException().isThrownBy(() -> session.forward(null, 1, new float[3]))
                    .withMessage("inputs");
            assertThatNullPointerException().isThrownBy(() -> session.forward(new float[2], 1, null))
                    .withMessage("outputs");
            assertThatNullPointerException().isThrownBy(() -> stream.step(null, new float[3])).withMessage("inputs");
            assertThatNullPointerException().isThrownBy(() -> stream.setStates(null)).withMessage("states");
            session.forward(new float[2], (Mask) null, new float[3]);
        }
    }

    @Test
    void toStringDescribesMasksAndForecasts() {
        assertThat(Mask.ofLengths(4, 1, 4, 2)).hasToString("Mask[3 sequences of 4 steps, 7 steps valid]");
        assertThatThrownBy(() -> Mask.ofLengths(4)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mask: expected a batch and a time of at least 1, found 0 and 4");
        Architecture feeding = Architecture.lstm(1, 2).withHead(Head.lastStep(1));
        assertThat(new RecursiveForecast(Network.of(new Model(feeding, Parameters.zeros(feeding.parameterLayout())))))
                .hasToString("RecursiveForecast[1 inputs, 1 outputs, nothing read]");
    }

    @Test
    void oneSmallForwardPassUsesScalarKernels() {
        Assumptions.assumeTrue(System.getProperty("lstm4j.kernels", "auto").equals("auto"));
        assertThat(Engine.forOneAnswer(architecture, 10).kernels().name()).isEqualTo("scalar");
        assertThat(Engine.scalar()).as("the same kernels at each call").isEqualTo(Engine.scalar());
        Architecture large = Architecture.lstm(512, 512).withLayers(2);
        assertThat(Engine.forOneAnswer(large, 23).kernels().name()).isEqualTo("scalar"); // 193 million operations
        assertThat(Engine.forOneAnswer(large, 25).kernels()).isSameAs(KernelSelection.kernels());
        assertThat(Engine.forOneAnswer(large.withBidirectional(true), 12).kernels())
                .isSameAs(KernelSelection.kernels());
        assertThatThrownBy(() -> Engine.forOneAnswer(large, 0)).hasMessage("steps: expected at least 1, found 0");
    }

    @Test
    void aBidirectionalNetworkCannotStream() {
        Architecture both = architecture.withBidirectional(true);
        Network reader = Network.of(new Model(both, Parameters.zeros(both.parameterLayout())));
        assertThatThrownBy(reader::stream).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bidirectional").hasMessageContaining("session(batch, time)");
    }

    @Test
    void aClosedSessionThrows() {
        InferenceSession session = network.session(1, 1);
        session.close();
        assertThatThrownBy(() -> session.forward(new float[2], 1, new float[3]))
                .isInstanceOf(IllegalStateException.class);
    }
}
