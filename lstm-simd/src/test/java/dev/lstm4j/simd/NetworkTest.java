package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.Parameters;
import dev.lstm4j.States;
import dev.lstm4j.engine.PackedMatrix;
import org.junit.jupiter.api.Test;

/// What callers get wrong is said in one line.
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
    void sizesThatNoArrayHas() {
        assertThatThrownBy(() -> network.session(1 << 16, 1 << 16)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("session, batch times time: expected at most 2147483639 floats");
        assertThatThrownBy(() -> new PackedMatrix(1 << 16, 1 << 16, 16, 4)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("packed weights: expected at most 2147483639 floats");
    }

    @Test
    void aSessionThatCannotBeMadeLeavesNoThread() {
        int before = Thread.activeCount();
        Network many = Network.of(new Model(architecture, Parameters.zeros(architecture.parameterLayout())),
                new Engine(KernelSelection.kernels(), 4));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> many.session(0, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 3);
    }

    @Test
    void arraysTooShort() {
        try (InferenceSession session = network.session(2, 4)) {
            assertThatThrownBy(() -> session.forward(new float[15], 2, new float[6]))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage("inputs: expected 16 floats, found 15");
            assertThatThrownBy(() -> session.forward(new float[16], 2, new float[5]))
                    .hasMessage("outputs: expected 6 floats, found 5");
            assertThatThrownBy(() -> session.forward(new float[16], 2, 4, States.zeros(architecture, 1), new float[6],
                    null)).hasMessage("initial: expected States[L·D=1, B=2, P=5, 1 further of H=5], found "
                            + "States[L·D=1, B=1, P=5, 1 further of H=5]; make them with "
                            + "States.zeros(architecture, batch)");
        }
        assertThatThrownBy(() -> network.stream().step(new float[1], new float[3]))
                .hasMessage("inputs: expected 2 floats, found 1");
        assertThatThrownBy(() -> network.stream().setStates(States.zeros(architecture, 2)))
                .hasMessageStartingWith("states: expected States[L·D=1, B=1, P=5");
    }

    @Test
    void aBidirectionalNetworkCannotStream() {
        Architecture both = architecture.withBidirectional(true);
        Network reader = Network.of(new Model(both, Parameters.zeros(both.parameterLayout())));
        assertThatThrownBy(reader::stream).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bidirectional").hasMessageContaining("session(batch, time)");
    }

    @Test
    void aClosedSessionRefuses() {
        InferenceSession session = network.session(1, 1);
        session.close();
        assertThatThrownBy(() -> session.forward(new float[2], 1, new float[3]))
                .isInstanceOf(IllegalStateException.class);
    }
}
