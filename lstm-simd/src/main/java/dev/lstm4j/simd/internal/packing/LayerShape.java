package dev.lstm4j.simd.internal.packing;

import dev.lstm4j.Architecture;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;

/// The sizes of one layer as the kernels lay it out. Those that take a division are computed once: a time step asks
/// for them, and a step of a small layer takes less than a microsecond.
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

    /// The layer.
    ///
    /// @return from 0
    public int layer() {
        return layer;
    }

    /// Features of a step, without padding.
    ///
    /// @return I of this layer
    public int inputSize() {
        return inputSize;
    }

    /// Floats of an input row: the lowest layer's input has no padding, outputs of a layer below have.
    ///
    /// @return the width
    public int inputWidth() {
        return inputWidth;
    }

    /// Units of a direction.
    ///
    /// @return H
    public int hidden() {
        return hidden;
    }

    /// Numbers of a hidden state.
    ///
    /// @return P, which is H without a projection
    public int state() {
        return state;
    }

    /// Packed gates of a unit.
    ///
    /// @return G
    public int gates() {
        return gates;
    }

    /// Directions.
    ///
    /// @return D
    public int directions() {
        return directions;
    }

    /// Floats of a vector.
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

    /// Whether a step of the cell needs all units of a row.
    ///
    /// @return false if it is called block by block
    public boolean wholeRows() {
        return wholeRows;
    }

    /// The packed gate whose recurrent product needs other gates of the same step.
    ///
    /// @return its number, or -1
    public int innerGate() {
        return innerGate;
    }

    /// The states that a cell keeps from step to step besides its outputs.
    ///
    /// @return K
    public int states() {
        return states;
    }

    /// The number of blocks of N units of a layer.
    ///
    /// @return U
    public int blocks() {
        return blocks;
    }

    /// Floats of the packed weights of one direction.
    ///
    /// @return (I + P)·U·G·N
    public long weights() {
        return ((long) inputWidth + state) * blocks * blockWidth();
    }

    /// H rounded up to whole blocks.
    ///
    /// @return U·N
    public int padded() {
        return blocks * lanes;
    }

    /// Floats of a row of all states of the cell: one state after the other, each padded.
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

    /// Whether the hidden state is a projection of the pre-projection output.
    ///
    /// @return true if P is not H
    public boolean projects() {
        return state != hidden;
    }

    /// Whether a step has a second product, which reads the pre-projection output or the inner gate's inputs.
    ///
    /// @return true for a projection, and for a cell with an inner gate
    public boolean hasSecondProduct() {
        return projects() || innerGate >= 0;
    }

    /// Floats of an output row: each direction's hidden state, padded.
    ///
    /// @return D·V
    public int outputWidth() {
        return directions * statePadded;
    }

    /// Floats that the gates of one block of units take.
    ///
    /// @return G·N
    public int blockWidth() {
        return gates * lanes;
    }

    /// The number of units of a block without padding.
    ///
    /// @param block from 0
    /// @return N, or fewer in the last block
    public int units(int block) {
        return Math.min(lanes, hidden - block * lanes);
    }

    /// Where a feature of this layer's input stands in an input row.
    ///
    /// @param feature from 0, without padding
    /// @return its place in the row
    public int inputColumn(int feature) {
        return layer == 0 ? feature : feature / state * statePadded + feature % state;
    }
}
