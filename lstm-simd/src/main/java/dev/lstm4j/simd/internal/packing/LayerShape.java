package dev.lstm4j.simd.internal.packing;

import dev.lstm4j.Architecture;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;

/// The sizes of one layer in the layout of the kernels. Sizes that need a division are computed once, because every
/// time step reads them and a step of a small layer takes less than a microsecond.
public final class LayerShape {
    private final int layer;
    private final int inputSize;
    private final int inputWidth;
    private final int hidden;
    private final int state;
    private final int gates;
    private final int directions;
    private final int lanes;
    private final PackedMatrix.Format format;
    private final boolean wholeRows;
    private final int innerGate;
    private final int states;
    private final int blocks;
    private final int statePadded;

    private LayerShape(Architecture architecture, int layer, Cell cell, Kernels kernels) {
        this.layer = layer;
        this.hidden = architecture.hiddenSize();
        this.state = architecture.stateSize();
        this.gates = cell.packedGates();
        this.directions = architecture.directions();
        this.lanes = kernels.format().lanes();
        this.format = kernels.format();
        this.wholeRows = cell.needsWholeRows();
        this.innerGate = cell.innerGate();
        this.states = cell.keepsHidden() ? 1 : cell.states().size();
        this.blocks = Math.ceilDiv(hidden, lanes);
        this.statePadded = Math.ceilDiv(state, lanes) * lanes;
        this.inputSize = architecture.layerInputSize(layer);
        this.inputWidth = layer == 0 ? inputSize : directions * statePadded;
    }

    static LayerShape of(Architecture architecture, int layer, Cell cell, Kernels kernels) {
        return new LayerShape(architecture, layer, cell, kernels);
    }

    /// The index of the layer.
    ///
    /// @return from 0
    public int layer() {
        return layer;
    }

    /// The number of input features per step, without padding.
    ///
    /// @return I of this layer
    public int inputSize() {
        return inputSize;
    }

    /// The number of floats in an input row. Only the inputs of layers above the lowest are padded.
    ///
    /// @return I for the lowest layer, D·V for others
    public int inputWidth() {
        return inputWidth;
    }

    /// The number of units per direction.
    ///
    /// @return H
    public int hidden() {
        return hidden;
    }

    /// The size of the hidden state.
    ///
    /// @return P, which is H without a projection
    public int state() {
        return state;
    }

    /// The number of packed gates of a unit.
    ///
    /// @return G
    public int gates() {
        return gates;
    }

    /// The number of directions.
    ///
    /// @return D
    public int directions() {
        return directions;
    }

    /// The number of floats in a vector.
    ///
    /// @return N
    public int lanes() {
        return lanes;
    }

    /// How the kernels read packed matrices.
    ///
    /// @return the format
    public PackedMatrix.Format format() {
        return format;
    }

    /// Whether a step of the cell needs all units of a row at once.
    ///
    /// @return false if the cell is called for one block at a time
    public boolean wholeRows() {
        return wholeRows;
    }

    /// The packed gate whose recurrent product needs other gates of the same step.
    ///
    /// @return its index, or -1 for none
    public int innerGate() {
        return innerGate;
    }

    /// The number of states that a cell carries from step to step besides the hidden state that it outputs.
    ///
    /// @return K
    public int states() {
        return states;
    }

    /// The number of blocks of N units, the last one padded.
    ///
    /// @return U
    public int blocks() {
        return blocks;
    }

    /// The number of floats in the packed weights of one direction.
    ///
    /// @return (input width + P)·U·G·N
    public long weights() {
        return ((long) inputWidth + state) * blocks * blockWidth();
    }

    /// H rounded up to whole blocks.
    ///
    /// @return U·N
    public int padded() {
        return blocks * lanes;
    }

    /// The number of floats in a row of all states of the cell: one state after the other, each padded.
    ///
    /// @return K·U·N
    public int cellWidth() {
        return states * padded();
    }

    /// P rounded up to whole vectors.
    ///
    /// @return V, which is U·N without a projection
    public int statePadded() {
        return statePadded;
    }

    /// Whether the layer has a projection.
    ///
    /// @return true if P differs from H
    public boolean projects() {
        return state != hidden;
    }

    /// Whether a step has a second product, whose input is the pre-projection output or the input of the inner gate.
    ///
    /// @return true with a projection or an inner gate
    public boolean hasSecondProduct() {
        return projects() || innerGate >= 0;
    }

    /// The number of floats in an output row: the padded hidden state of each direction.
    ///
    /// @return D·V
    public int outputWidth() {
        return directions * statePadded;
    }

    /// The number of floats in a row of the gates of one block of units.
    ///
    /// @return G·N
    public int blockWidth() {
        return gates * lanes;
    }

    /// The number of units in a block, without padding.
    ///
    /// @param block from 0
    /// @return N, or fewer in the last block
    public int units(int block) {
        return Math.min(lanes, hidden - block * lanes);
    }

    /// The position of an input feature in an input row.
    ///
    /// @param feature from 0, not counting padding
    /// @return its index in the row
    public int inputColumn(int feature) {
        return layer == 0 ? feature : feature / state * statePadded + feature % state;
    }
}
