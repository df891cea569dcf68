package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Architecture;
import dev.lstm4j.States;
import dev.lstm4j.cell.Gru;
import org.junit.jupiter.api.Test;

class StatesTest {
    private final Architecture lstm = Architecture.lstm(3, 5).withLayers(2).withBidirectional(true).withProjection(4);
    private final Architecture gru = Architecture.of(Gru.create(), 3, 5);

    @Test
    void sizesFollowFromTheArchitecture() {
        States states = States.zeros(lstm, 3);
        assertThat(states.batch()).isEqualTo(3);
        assertThat(states.hidden()).hasSize(2 * 2 * 3 * 4).containsOnly(0f);
        assertThat(states.further()).isEqualTo(1);
        assertThat(states.cell()).hasSize(2 * 2 * 3 * 5).isSameAs(states.further(0));
        assertThat(states).hasToString("States[L·D=4, B=3, P=4, 1 further of H=5]");
        assertThat(States.zeros(gru, 2)).hasToString("States[L·D=1, B=2, P=5]");
    }

    @Test
    void arraysMustHaveExactlyTheRightLength() {
        assertThatThrownBy(() -> States.of(lstm, 3, new float[47], new float[60]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hidden: expected 48 floats for [L·D=4, B=3, P=4], found 47");
        assertThatThrownBy(() -> States.of(lstm, 3, new float[48], new float[61]))
                .hasMessage("cell: expected 60 floats for [L·D=4, B=3, H=5], found 61");
        assertThatThrownBy(() -> States.of(lstm, 3, new float[48]))
                .hasMessage("further: expected 1 state besides the hidden state, found 0");
        assertThatThrownBy(() -> States.of(gru, 1, new float[5], new float[5]))
                .hasMessage("further: expected 0 states besides the hidden state, found 1");
        assertThatThrownBy(() -> States.zeros(gru, 0)).hasMessage("states: expected a batch of at least 1, found 0");
    }

    @Test
    void aGruHasNoFurtherStates() {
        States states = States.zeros(gru, 2);
        assertThat(states.further()).isZero();
        assertThatThrownBy(states::cell).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("cell: ");
    }

    @Test
    void copiesShareNoArrays() {
        States states = States.zeros(lstm, 1);
        states.hidden()[3] = 1;
        states.cell()[2] = 2;
        States copy = states.copy();
        states.clear();
        assertThat(states.hidden()).containsOnly(0f);
        assertThat(states.cell()).containsOnly(0f);
        assertThat(copy.hidden()[3]).isEqualTo(1);
        states.copyFrom(copy);
        assertThat(states.cell()[2]).isEqualTo(2);
        assertThatThrownBy(() -> states.copyFrom(States.zeros(lstm, 2))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherSizesAreRejected() {
        States states = States.zeros(lstm, 3);
        states.requireFit("initial", lstm, 3);
        assertThatThrownBy(() -> states.requireFit("initial", lstm, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("initial: expected States[L·D=4, B=2, P=4, 1 further of H=5], found States[");
        assertThatThrownBy(() -> states.requireFit("initial", lstm.withBidirectional(false), 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> States.zeros(gru, 1).requireFit("initial", Architecture.lstm(3, 5), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
