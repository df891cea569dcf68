package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.Architecture;
import dev.lstm4j.States;
import dev.lstm4j.simd.internal.packing.PackedLayer;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import org.jspecify.annotations.Nullable;

/// Copies states into the buffers before a run, and out of them after it.
final class StateTransfer {
    private final PackedNetwork network;
    private final Architecture architecture;
    private final ForwardBuffers buffers;
    private final Sequences sequences;
    private boolean fromOwn;

    StateTransfer(PackedNetwork network, ForwardBuffers buffers) {
        this.network = network;
        this.architecture = network.architecture();
        this.buffers = buffers;
        this.sequences = buffers.sequences();
    }

    /// Whether the last run started from trainable states, so that these have gradients.
    boolean startedTrainable() {
        return fromOwn && architecture.trainableStates();
    }

    /// Sets the initial states.
    ///
    /// @param given states of the batch; null for the network's own
    void start(@Nullable States given) {
        startFromOwn(); // sets padding too
        if (given != null) {
            startFrom(given);
        }
    }

    private void startFromOwn() {
        fromOwn = true;
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            float[] outputs = buffers.outputs(layer);
            for (int direction = 0; direction < architecture.directions(); direction++) {
                StateSlots slots = buffers.slots(layer, direction);
                float[] hidden = network.layer(layer, direction).startHidden();
                float[] cell = network.layer(layer, direction).startCell();
                float[] cells = buffers.states(layer, direction).cells();
                for (int row = 0; row < sequences.batch(); row++) {
                    System.arraycopy(hidden, 0, outputs, slots.startHidden(row), hidden.length);
                    System.arraycopy(cell, 0, cells, slots.startCell(row), cell.length);
                }
            }
        }
    }

    /// Copies the network's own initial states to each row of a batch.
    void readOwn(States to) {
        int state = architecture.stateSize();
        int units = architecture.hiddenSize();
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            for (int direction = 0; direction < architecture.directions(); direction++) {
                PackedLayer packed = network.layer(layer, direction);
                for (int row = 0; row < to.batch(); row++) {
                    int at = (layer * architecture.directions() + direction) * to.batch() + row;
                    System.arraycopy(packed.startHidden(), 0, to.hidden(), at * state, state);
                    for (int k = 0; k < to.further(); k++) {
                        System.arraycopy(packed.startCell(), k * packed.shape().padded(), to.further(k), at * units,
                                units);
                    }
                }
            }
        }
    }

    private void startFrom(States given) {
        fromOwn = false;
        int units = architecture.hiddenSize();
        int state = architecture.stateSize();
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            for (int direction = 0; direction < architecture.directions(); direction++) {
                StateSlots slots = buffers.slots(layer, direction);
                float[] cells = buffers.states(layer, direction).cells();
                for (int row = 0; row < sequences.batch(); row++) {
                    int from = outerRow(layer, direction, row);
                    System.arraycopy(given.hidden(), from * state, buffers.outputs(layer), slots.startHidden(row),
                            state);
                    for (int k = 0; k < given.further(); k++) {
                        System.arraycopy(given.further(k), from * units, cells,
                                slots.startCell(row) + k * network.shape(layer).padded(), units);
                    }
                    if (network.cell().keepsHidden()) {
                        System.arraycopy(given.hidden(), from * units, cells, slots.startCell(row), units);
                    }
                }
            }
        }
    }

    /// Sets the initial states to those after the last step of the previous run. Must be called before the next batch
    /// is set in [Sequences]. Cell states with a single slot are in place already.
    void carry() {
        fromOwn = false;
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            float[] outputs = buffers.outputs(layer);
            StateSlots slots = buffers.slots(layer, 0);
            int hiddenWidth = network.layer(layer, 0).startHidden().length;
            int cellWidth = network.layer(layer, 0).startCell().length;
            float[] cells = buffers.states(layer, 0).cells();
            boolean moveCells = buffers.states(layer, 0).kept();
            for (int row = 0; row < sequences.batch(); row++) {
                System.arraycopy(outputs, slots.endHidden(row), outputs, slots.startHidden(row), hiddenWidth);
                if (moveCells) {
                    System.arraycopy(cells, slots.endCell(row), cells, slots.startCell(row), cellWidth);
                }
            }
        }
    }

    /// Copies the final states.
    void readEnd(States to) {
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            for (int direction = 0; direction < architecture.directions(); direction++) {
                StateSlots slots = buffers.slots(layer, direction);
                for (int row = 0; row < sequences.batch(); row++) {
                    read(layer, direction, row, slots.endHidden(row), slots.endCell(row), to);
                }
            }
        }
    }

    /// Copies the states after a number of steps, for a network of one direction.
    void readAfter(int steps, States to) {
        if (architecture.bidirectional()) {
            throw new IllegalStateException("states: expected a network of one direction, found a bidirectional one");
        }
        for (int layer = 0; layer < architecture.numLayers(); layer++) {
            StateSlots slots = buffers.slots(layer, 0);
            for (int row = 0; row < sequences.batch(); row++) {
                read(layer, 0, row, slots.hiddenAfter(steps, row), slots.cellAfter(steps, row), to);
            }
        }
    }

    private void read(int layer, int direction, int row, int hidden, int cell, States to) {
        int state = architecture.stateSize();
        int units = architecture.hiddenSize();
        int at = outerRow(layer, direction, row);
        System.arraycopy(buffers.outputs(layer), hidden, to.hidden(), at * state, state);
        for (int k = 0; k < to.further(); k++) {
            System.arraycopy(buffers.states(layer, direction).cells(), cell + k * network.shape(layer).padded(),
                    to.further(k),
                    at * units, units);
        }
    }

    /// The row of an array of states `[L·D, B, …]` for a row in the inner order.
    private int outerRow(int layer, int direction, int row) {
        return (layer * architecture.directions() + direction) * sequences.batch() + sequences.outerRow(row);
    }
}
