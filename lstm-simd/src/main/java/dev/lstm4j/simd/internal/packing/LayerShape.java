package dev.lstm4j.simd.internal.packing;

import dev.lstm4j.Architecture;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.Kernels;

/// The sizes of one layer as the kernels lay it out.
///
/// @param layer from 0
/// @param inputSize features a step, without padding
/// @param inputWidth floats of an input row: the lowest layer's input has no padding, outputs of a layer below have
/// @param hidden H
/// @param state P, numbers of a hidden state: H, or fewer with a projection
/// @param gates G, packed gates of a unit
/// @param directions D
/// @param lanes N
/// @param wholeRows whether a cell's step sees all units of a row
/// @param innerGate the packed gate whose recurrent product needs other gates of the same step, or -1
/// @param states K, the states that a cell keeps from step to step beside its outputs
public record LayerShape(int layer, int inputSize, int inputWidth, int hidden, int state, int gates, int directions,
        int lanes, boolean wholeRows, int innerGate, int states) {

    static LayerShape of(Architecture architecture, int layer, Cell cell, Kernels kernels) {
        int hidden = architecture.hiddenSize();
        int state = architecture.stateSize();
        int lanes = kernels.lanes(hidden);
        int padded = Math.ceilDiv(state, lanes) * lanes;
        int directions = architecture.directions();
        int inputSize = architecture.layerInputSize(layer);
        return new LayerShape(layer, inputSize, layer == 0 ? inputSize : directions * padded, hidden, state,
                cell.packedGates(), directions, lanes, cell.needsWholeRows(), cell.innerGate(),
                cell.keepsHidden() ? 1 : cell.states().size());
    }

    /// How many blocks of N units a layer has.
    ///
    /// @return U
    public int blocks() {
        return Math.ceilDiv(hidden, lanes);
    }

    /// Floats of the packed weights of one direction.
    ///
    /// @return (I + P)·U·G·N
    public long weights() {
        return ((long) inputWidth + state) * blocks() * blockWidth();
    }

    /// H rounded up to whole blocks.
    ///
    /// @return U·N
    public int padded() {
        return blocks() * lanes;
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
        return Math.ceilDiv(state, lanes) * lanes;
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
    public boolean shows() {
        return projects() || innerGate >= 0;
    }

    /// Floats of an output row: each direction's hidden state, padded.
    ///
    /// @return D·V
    public int outputWidth() {
        return directions * statePadded();
    }

    /// Floats that the gates of one block of units take.
    ///
    /// @return G·N
    public int blockWidth() {
        return gates * lanes;
    }

    /// How many units of a block are real.
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
        return layer == 0 ? feature : feature / state * statePadded() + feature % state;
    }
}
