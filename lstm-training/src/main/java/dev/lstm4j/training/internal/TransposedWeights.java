package dev.lstm4j.training.internal;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedHead;
import dev.lstm4j.simd.internal.packing.PackedLayer;

/// Transposed copies of the weights, for the products of the backward pass: `dH = dGates·W`. The depth follows the
/// gates' own order, block by block `[i×N, f×N, g×N, o×N]`; rows of padded units stay zero.
final class TransposedWeights {
    private TransposedWeights() {}

    /// Room for the recurrent weights of a layer.
    static PackedMatrix forHidden(LayerShape shape) {
        return PackedMatrix.ofWidePanels(shape.blocks() * shape.blockWidth(), shape.state(), shape.lanes());
    }

    /// Room for the weights of a projection.
    static PackedMatrix forProjection(LayerShape shape) {
        return PackedMatrix.ofWidePanels(shape.state(), shape.padded(), shape.lanes());
    }

    /// Room for the input weights of a layer.
    static PackedMatrix forInput(LayerShape shape) {
        return PackedMatrix.ofWidePanels(shape.blocks() * shape.blockWidth(), shape.inputWidth(), shape.lanes());
    }

    /// Room for the weights of a head.
    static PackedMatrix forHead(PackedHead head) {
        return PackedMatrix.ofWidePanels(head.width(), head.below().outputWidth(), head.below().lanes());
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
                    packRow(parameters, from, shape.state(), to, depth(shape, block, gate, unit), 0);
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
                        packRow(parameters, from + feature, segment, to, depth(shape, block, gate, unit),
                                shape.inputColumn(feature));
                    }
                }
            }
        }
    }

    /// Room for the recurrent weights of the inner gate.
    static PackedMatrix forInner(LayerShape shape) {
        return PackedMatrix.ofWidePanels(shape.hidden(), shape.state(), shape.lanes());
    }

    static void packInner(PackedLayer layer, Cell cell, float[] parameters, PackedMatrix to) {
        LayerShape shape = layer.shape();
        int first = cell.hiddenGate(shape.innerGate()) * shape.hidden();
        for (int unit = 0; unit < shape.hidden(); unit++) {
            packRow(parameters, layer.hiddenWeights().offset() + (first + unit) * shape.state(), shape.state(), to,
                    unit, 0);
        }
    }

    static void packProjection(PackedLayer layer, float[] parameters, PackedMatrix to) {
        ParameterLayout.Entry entry = layer.projectionWeights();
        int hidden = layer.shape().hidden();
        for (int state = 0; entry != null && state < layer.shape().state(); state++) {
            packRow(parameters, entry.offset() + state * hidden, hidden, to, state, 0);
        }
    }

    static void packHead(PackedHead head, float[] parameters, PackedMatrix to) {
        LayerShape below = head.below();
        int hidden = below.state();
        for (int output = 0; output < head.head().outputSize(); output++) {
            int from = head.weight().offset() + output * below.directions() * hidden;
            for (int direction = 0; direction < below.directions(); direction++) {
                packRow(parameters, from + direction * hidden, hidden, to, output, direction * below.statePadded());
            }
        }
    }

    private static int row(LayerShape shape, int block, int gate, int unit) {
        return gate * shape.hidden() + block * shape.lanes() + unit;
    }

    private static int depth(LayerShape shape, int block, int gate, int unit) {
        return block * shape.blockWidth() + gate * shape.lanes() + unit;
    }

    /// Copies neighbouring floats into neighbouring columns, panel by panel.
    private static void packRow(float[] from, int offset, int length, PackedMatrix to, int depth, int column) {
        int done = 0;
        while (done < length) {
            int at = column + done;
            int panel = at / to.panelWidth();
            int end = panel == to.panels() - 1 ? Integer.MAX_VALUE : to.column(panel + 1);
            int count = Math.min(length - done, end - at);
            System.arraycopy(from, offset + done, to.data(), to.index(depth, at), count);
            done += count;
        }
    }
}
