package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.CellType;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardBuffers;
import dev.lstm4j.simd.internal.passes.LayerStates;
import dev.lstm4j.simd.internal.passes.Sequences;
import java.util.Arrays;
import java.util.List;

/// What went on inside a network: the gates, the cell state and the hidden state of each layer, direction, step and unit of
/// the last batch of a tracing session. The run computes nothing more for it, it only keeps what others overwrite.
public final class GateTrace {

    /// What can be read.
    public enum Part {
        /// i: how much of the candidate enters the cell state (LSTM).
        INPUT,
        /// f: how much of the cell state before stays (LSTM).
        FORGET,
        /// g, or n in a GRU: what the step would write.
        CANDIDATE,
        /// o: how much of the cell state is shown (LSTM).
        OUTPUT,
        /// r: how much of the hidden state before the candidate sees (GRU).
        RESET,
        /// z: how much of the hidden state before stays (GRU).
        UPDATE,
        /// c: the cell state after the step (LSTM).
        CELL,
        /// h: the hidden state after the step.
        HIDDEN
    }

    private final PackedNetwork network;
    private final ForwardBuffers buffers;

    GateTrace(PackedNetwork network, ForwardBuffers buffers) {
        this.network = network;
        this.buffers = buffers;
    }

    /// What the network's cell has.
    ///
    /// @return the parts in the order of the weights, then the states
    public List<Part> parts() {
        return switch (network.architecture().cell()) {
            case LSTM -> List.of(Part.INPUT, Part.FORGET, Part.CANDIDATE, Part.OUTPUT, Part.CELL, Part.HIDDEN);
            case GRU -> List.of(Part.RESET, Part.UPDATE, Part.CANDIDATE, Part.HIDDEN);
            case RNN -> List.of(Part.HIDDEN);
        };
    }

    /// Copies one part of the last batch.
    ///
    /// @param part what
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse; its steps stand where their inputs do
    /// @param values out: `[B, T, H]`, of a hidden state `[B, T, P]`; 0 where a step does not count
    /// @throws IllegalArgumentException where the cell has no such part, there is no such layer or direction, or the array is
    ///         too short
    public void read(Part part, int layer, int direction, float[] values) {
        Architecture architecture = network.architecture();
        if (!parts().contains(part)) {
            throw new IllegalArgumentException("trace: expected one of " + parts() + ", found " + part);
        }
        if (layer < 0 || layer >= architecture.numLayers() || direction < 0
                || direction >= architecture.directions()) {
            throw new IllegalArgumentException("trace: expected layer 0 to " + (architecture.numLayers() - 1)
                    + " and direction 0 to " + (architecture.directions() - 1) + ", found " + layer + " and "
                    + direction);
        }
        Sequences sequences = buffers.sequences();
        int size = part == Part.HIDDEN ? architecture.stateSize() : architecture.hiddenSize();
        int rows = sequences.batch() * sequences.outerTime();
        Sizes.requireShape("values", values, "B·T " + (part == Part.HIDDEN ? "P" : "H"), rows, size);
        Arrays.fill(values, 0, rows * size, 0f);
        for (int row = 0; row < sequences.batch(); row++) {
            int outer = sequences.outerRow(row) * sequences.outerTime();
            for (int t = 0; t < sequences.length(row); t++) {
                copy(part, layer, direction, row, t, values, (outer + sequences.outerStep(row, t)) * size);
            }
        }
    }

    private void copy(Part part, int layer, int direction, int row, int time, float[] values, int at) {
        LayerShape shape = network.shape(layer);
        LayerStates states = buffers.states(layer, direction);
        Sequences sequences = buffers.sequences();
        switch (part) {
            case HIDDEN -> System.arraycopy(buffers.outputs(layer),
                    ((time + 1) * sequences.batch() + row) * shape.outputWidth() + direction * shape.statePadded(),
                    values, at, shape.state());
            case CELL -> System.arraycopy(states.cells(),
                    ((direction == 0 ? time + 1 : time) * sequences.batch() + row) * shape.padded(), values, at,
                    shape.hidden());
            default -> copyGate(part, shape, states, sequences.start(time) + row, values, at);
        }
    }

    private void copyGate(Part part, LayerShape shape, LayerStates states, int row, float[] values, int at) {
        boolean coupled = network.architecture().cellOptions().coupled();
        int gate = gate(part, coupled);
        for (int block = 0; block < shape.blocks(); block++) {
            int from = block * states.blockStride() + row * shape.blockWidth() + gate * shape.lanes();
            System.arraycopy(states.gates(), from, values, at + block * shape.lanes(), shape.units(block));
        }
        for (int unit = 0; coupled && part == Part.FORGET && unit < shape.hidden(); unit++) {
            values[at + unit] = 1f - values[at + unit];
        }
    }

    /// The packed gate; a coupled forget gate is read from the input gate.
    private int gate(Part part, boolean coupled) {
        boolean gru = network.architecture().cell() == CellType.GRU;
        return switch (part) {
            case RESET, INPUT -> 0;
            case UPDATE -> 1;
            case FORGET -> coupled ? 0 : 1;
            case CANDIDATE -> gru || !coupled ? 2 : 1;
            case OUTPUT -> coupled ? 2 : 3;
            case CELL, HIDDEN -> throw new IllegalStateException(part.name());
        };
    }
}
