package dev.lstm4j.simd;

import dev.lstm4j.Architecture;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.Gate;
import dev.lstm4j.cell.TracedGate;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardBuffers;
import dev.lstm4j.simd.internal.passes.LayerStates;
import dev.lstm4j.simd.internal.passes.Sequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The gates, cell states and hidden states of each layer, direction, step and unit for the last batch of a tracing
/// session. Such a session keeps values that other sessions overwrite, and always runs every step of every layer.
public final class GateTrace {

    /// The name of the hidden state.
    public static final String HIDDEN = "h";

    private final PackedNetwork network;
    private final Cell cell;
    private final ForwardBuffers buffers;

    GateTrace(PackedNetwork network, ForwardBuffers buffers) {
        this.network = network;
        this.cell = network.cell();
        this.buffers = buffers;
    }

    /// The names that [#read] accepts: the cell's gates, its states and the hidden state.
    ///
    /// @return names, such as `input, forget, candidate, output, c, h` for an LSTM
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (TracedGate gate : cell.tracedGates()) {
            names.add(gate.name());
        }
        names.addAll(cell.states());
        names.add(HIDDEN);
        return names;
    }

    /// Copies the values of a gate for the last batch.
    ///
    /// @param gate the gate
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse; the values of both are in the order of the inputs
    /// @param values out: `[B, T, H]`; 0 at invalid steps
    /// @throws IllegalArgumentException if the cell has no such gate, the layer or direction does not exist, or the
    ///         array has another length
    public void read(Gate gate, int layer, int direction, float[] values) {
        read(gate.label(), layer, direction, values);
    }

    /// Copies the values of a gate or a state for the last batch.
    ///
    /// @param name one of [#names()]
    /// @param layer from 0
    /// @param direction 0 forward, 1 reverse; the values of both are in the order of the inputs
    /// @param values out: `[B, T, H]`, or `[B, T, P]` for the hidden state; 0 at invalid steps
    /// @throws IllegalArgumentException if the cell has no gate or state of this name, the layer or direction does not
    ///         exist, or the array has another length
    public void read(String name, int layer, int direction, float[] values) {
        Architecture architecture = network.architecture();
        if (!names().contains(name)) {
            throw new IllegalArgumentException("trace: expected one of " + names() + ", found " + name);
        }
        if (layer < 0 || layer >= architecture.numLayers() || direction < 0
                || direction >= architecture.directions()) {
            throw new IllegalArgumentException("trace: expected layer 0 to " + (architecture.numLayers() - 1)
                    + " and direction 0 to " + (architecture.directions() - 1) + ", found " + layer + " and "
                    + direction);
        }
        Sequences sequences = buffers.sequences();
        int size = name.equals(HIDDEN) ? architecture.stateSize() : architecture.hiddenSize();
        int rows = sequences.batch() * sequences.outerTime();
        Sizes.requireShape("values", values, "B·T " + (name.equals(HIDDEN) ? "P" : "H"), rows, size);
        Arrays.fill(values, 0, rows * size, 0f);
        for (int row = 0; row < sequences.batch(); row++) {
            int outer = sequences.outerRow(row) * sequences.outerTime();
            for (int t = 0; t < sequences.length(row); t++) {
                int at = (outer + sequences.outerStep(row, t)) * size;
                Place place = new Place(layer, direction, row, t);
                if (name.equals(HIDDEN)) {
                    copyHidden(place, values, at);
                } else if (cell.states().contains(name)) {
                    copyState(cell.states().indexOf(name), place, values, at);
                } else {
                    copyGate(name, place, values, at);
                }
            }
        }
    }

    /// A step of a sequence in a layer and direction.
    private record Place(int layer, int direction, int row, int time) {}

    private void copyHidden(Place place, float[] values, int at) {
        LayerShape shape = network.shape(place.layer());
        System.arraycopy(buffers.outputs(place.layer()),
                ((place.time() + 1) * buffers.sequences().batch() + place.row()) * shape.outputWidth()
                        + place.direction() * shape.statePadded(),
                values, at, shape.state());
    }

    private void copyState(int state, Place place, float[] values, int at) {
        LayerShape shape = network.shape(place.layer());
        int slot = place.direction() == 0 ? place.time() + 1 : place.time();
        System.arraycopy(buffers.states(place.layer(), place.direction()).cells(),
                (slot * buffers.sequences().batch() + place.row()) * shape.cellWidth() + state * shape.padded(), values,
                at,
                shape.hidden());
    }

    private void copyGate(String name, Place place, float[] values, int at) {
        LayerShape shape = network.shape(place.layer());
        LayerStates states = buffers.states(place.layer(), place.direction());
        TracedGate gate = cell.tracedGates().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        int first = (buffers.sequences().start(place.time()) + place.row()) * shape.blockWidth()
                + gate.packed() * shape.lanes();
        for (int block = 0; block < shape.blocks(); block++) {
            System.arraycopy(states.gates(), block * states.blockStride() + first, values, at + block * shape.lanes(),
                    shape.units(block));
        }
        for (int unit = 0; gate.isComplement() && unit < shape.hidden(); unit++) {
            values[at + unit] = 1f - values[at + unit];
        }
    }
}
