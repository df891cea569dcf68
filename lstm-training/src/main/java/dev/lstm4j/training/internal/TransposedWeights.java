package dev.lstm4j.training.internal;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedHead;
import dev.lstm4j.simd.internal.packing.PackedLayer;

/// Transposed copies of the weights, for the products of the backward pass: `dH = dGates·W`. The depth has the layout
/// of the gates: block by block, `[i×N, f×N, g×N, o×N]` for an LSTM; rows of padding units remain zero.
final class TransposedWeights {
    private TransposedWeights() {}

    /// Creates an empty matrix for the recurrent weights of a layer.
    static PackedMatrix forHidden(LayerShape shape) {
        return PackedMatrix.ofWidePanels(shape.blocks() * shape.blockWidth(), shape.state(), shape.format());
    }

    /// Creates an empty matrix for the weights of a projection.
    static PackedMatrix forProjection(LayerShape shape) {
        return PackedMatrix.ofWidePanels(shape.state(), shape.padded(), shape.format());
    }

    /// Creates an empty matrix for the input weights of a layer.
    static PackedMatrix forInput(LayerShape shape) {
        return PackedMatrix.ofWidePanels(shape.blocks() * shape.blockWidth(), shape.inputWidth(), shape.format());
    }

    /// Creates an empty matrix for the weights of a head.
    static PackedMatrix forHead(PackedHead head) {
        return PackedMatrix.ofWidePanels(head.width(), head.below().outputWidth(), head.below().format());
    }

    static void packHidden(PackedLayer layer, Cell cell, float[] parameters, PackedMatrix to, int fromBlock,
            int toBlock) {
        LayerShape shape = layer.shape();
        ParameterLayout.Entry entry = layer.hiddenWeights();
        for (int block = fromBlock; block < toBlock; block++) {
            for (int gate = 0; gate < shape.gates(); gate++) {
                int rows = gate == shape.innerGate() ? -1 : cell.hiddenGate(gate);
                for (int unit = 0; rows >= 0 && unit < shape.units(block); unit++) {
                    int from = entry.offset() + row(shape, block, rows, unit) * shape.state();
                    to.setRow(depth(shape, block, gate, unit), 0, parameters, from, shape.state());
                }
            }
        }
    }

    static void packInput(PackedLayer layer, Cell cell, float[] parameters, PackedMatrix to, int fromBlock,
            int toBlock) {
        LayerShape shape = layer.shape();
        ParameterLayout.Entry entry = layer.inputWeights();
        int segment = shape.layer() == 0 ? shape.inputSize() : shape.state();
        for (int block = fromBlock; block < toBlock; block++) {
            for (int gate = 0; gate < shape.gates(); gate++) {
                int rows = cell.inputGate(gate);
                for (int unit = 0; rows >= 0 && unit < shape.units(block); unit++) {
                    int from = entry.offset() + row(shape, block, rows, unit) * shape.inputSize();
                    for (int feature = 0; feature < shape.inputSize(); feature += segment) {
                        to.setRow(depth(shape, block, gate, unit), shape.inputColumn(feature), parameters,
                                from + feature, segment);
                    }
                }
            }
        }
    }

    /// Creates an empty matrix for the recurrent weights of the inner gate.
    static PackedMatrix forInner(LayerShape shape) {
        return PackedMatrix.ofWidePanels(shape.hidden(), shape.state(), shape.format());
    }

    static void packInner(PackedLayer layer, Cell cell, float[] parameters, PackedMatrix to) {
        LayerShape shape = layer.shape();
        int first = cell.hiddenGate(shape.innerGate()) * shape.hidden();
        for (int unit = 0; unit < shape.hidden(); unit++) {
            int from = layer.hiddenWeights().offset() + (first + unit) * shape.state();
            to.setRow(unit, 0, parameters, from, shape.state());
        }
    }

    static void packProjection(PackedLayer layer, float[] parameters, PackedMatrix to) {
        ParameterLayout.Entry entry = layer.projectionWeights();
        int hidden = layer.shape().hidden();
        for (int state = 0; entry != null && state < layer.shape().state(); state++) {
            to.setRow(state, 0, parameters, entry.offset() + state * hidden, hidden);
        }
    }

    static void packHead(PackedHead head, float[] parameters, PackedMatrix to) {
        LayerShape below = head.below();
        int hidden = below.state();
        for (int output = 0; output < head.head().outputSize(); output++) {
            int from = head.weight().offset() + output * below.directions() * hidden;
            for (int direction = 0; direction < below.directions(); direction++) {
                to.setRow(output, direction * below.statePadded(), parameters, from + direction * hidden, hidden);
            }
        }
    }

    private static int row(LayerShape shape, int block, int gate, int unit) {
        return gate * shape.hidden() + block * shape.lanes() + unit;
    }

    private static int depth(LayerShape shape, int block, int gate, int unit) {
        return block * shape.blockWidth() + gate * shape.lanes() + unit;
    }
}
