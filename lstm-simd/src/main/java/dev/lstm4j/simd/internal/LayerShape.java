package dev.lstm4j.simd.internal;

import dev.lstm4j.Architecture;
import dev.lstm4j.Kernels;

/// The sizes of one layer as the kernels lay it out.
///
/// @param layer from 0
/// @param inputSize features a step, without padding
/// @param inputWidth floats of an input row: the lowest layer's input has no padding, outputs of a layer below have
/// @param hidden H
/// @param gates G
/// @param directions D
/// @param lanes N
public record LayerShape(int layer, int inputSize, int inputWidth, int hidden, int gates, int directions, int lanes) {

    static LayerShape of(Architecture architecture, int layer, Kernels kernels) {
        int hidden = architecture.hiddenSize();
        int lanes = kernels.lanes(hidden);
        int padded = Math.ceilDiv(hidden, lanes) * lanes;
        int directions = architecture.directions();
        int inputSize = architecture.layerInputSize(layer);
        return new LayerShape(layer, inputSize, layer == 0 ? inputSize : directions * padded, hidden,
                architecture.cell().gates(), directions, lanes);
    }

    /// How many blocks of N units a layer has.
    ///
    /// @return U
    public int blocks() {
        return Math.ceilDiv(hidden, lanes);
    }

    /// Floats of the packed weights of one direction.
    ///
    /// @return (I + H)·U·G·N
    public long weights() {
        return ((long) inputWidth + hidden) * blocks() * blockWidth();
    }

    /// H rounded up to whole blocks.
    ///
    /// @return U·N
    public int padded() {
        return blocks() * lanes;
    }

    /// Floats of an output row: each direction's units, padded.
    ///
    /// @return D·U·N
    public int outputWidth() {
        return directions * padded();
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
        return layer == 0 ? feature : feature / hidden * padded() + feature % hidden;
    }
}
