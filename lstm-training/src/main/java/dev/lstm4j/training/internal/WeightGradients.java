package dev.lstm4j.training.internal;

import dev.lstm4j.ColumnPanel;
import dev.lstm4j.Kernels;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.simd.internal.ForwardPass;
import dev.lstm4j.simd.internal.LayerInput;
import dev.lstm4j.simd.internal.LayerShape;
import dev.lstm4j.simd.internal.LayerStates;
import dev.lstm4j.simd.internal.PackedHead;
import dev.lstm4j.simd.internal.PackedLayer;
import dev.lstm4j.simd.internal.PackedNetwork;
import dev.lstm4j.simd.internal.Workers;

/// The gradients of the parameters, sums over all rows of all steps: `dWᵢₕ = dGatesᵀ·X`, `dWₕₕ = dGatesᵀ·H₋₁`,
/// `db = Σ dGates`. The rows are taken in stretches; of each stretch some columns of X or H at a time are copied side by
/// side, and meet the gates of one block of units after the other. Each thread has its own blocks: every
/// element is one chain in the order of the rows, so the number of threads changes no bit. One thread's own.
final class WeightGradients {
    /// Rows of a stretch: the copied columns and the gates of a block then stay in the L2 cache.
    private static final int STRETCH = 256;

    private final PackedNetwork network;
    private final Kernels kernels;
    private final ForwardPass forward;
    private final ColumnPanel panel;

    WeightGradients(PackedNetwork network, ForwardPass forward) {
        this.network = network;
        this.kernels = network.kernels();
        this.forward = forward;
        this.panel = new ColumnPanel(STRETCH, kernels.panelColumns(), network.shape(0).lanes());
    }

    /// Adds the gradients of a thread's share of a layer's units, in one direction.
    void addLayer(int layer, int direction, int member, int members, int batch, int time, float[] gradients) {
        PackedLayer packed = network.layer(layer, direction);
        LayerShape shape = packed.shape();
        int fromBlock = Workers.share(shape.blocks(), member, members);
        int toBlock = Workers.share(shape.blocks(), member + 1, members);
        if (fromBlock == toBlock) {
            return;
        }
        int segment = layer == 0 ? shape.inputSize() : shape.hidden();
        int hiddenBefore = (direction == 0 ? 0 : 2) * batch * shape.outputWidth() + direction * shape.padded();
        int firstRow = forward.firstTime(layer, direction) * batch;
        for (int from = firstRow; from < time * batch; from += STRETCH) {
            int length = Math.min(STRETCH, time * batch - from);
            for (int feature = 0; feature < shape.inputSize(); feature += segment) {
                for (int column = 0; column < segment; column += kernels.panelColumns()) {
                    panel.resize(length, Math.min(kernels.panelColumns(), segment - column));
                    copyInputs(forward.input(layer), batch, from, shape.inputColumn(feature) + column);
                    addColumns(shape, direction, from, fromBlock, toBlock, gradients,
                            packed.inputWeights().offset() + feature + column, shape.inputSize());
                }
            }
            for (int column = 0; column < shape.hidden(); column += kernels.panelColumns()) {
                panel.resize(length, Math.min(kernels.panelColumns(), shape.hidden() - column));
                for (int k = 0; k < length; k++) {
                    panel.copyRow(k, forward.outputs(layer), hiddenBefore + (from + k) * shape.outputWidth() + column);
                }
                addColumns(shape, direction, from, fromBlock, toBlock, gradients,
                        packed.hiddenWeights().offset() + column, shape.hidden());
            }
        }
        addBiases(packed, direction, firstRow, time * batch - firstRow, fromBlock, toBlock, gradients);
    }

    private void copyInputs(LayerInput input, int batch, int fromRow, int column) {
        int time = fromRow / batch;
        int row = fromRow % batch;
        for (int k = 0; k < panel.depth(); k++) {
            panel.copyRow(k, input.array(), input.at(time, row) + column);
            row++;
            if (row == batch) {
                row = 0;
                time++;
            }
        }
    }

    private void addColumns(LayerShape shape, int direction, int fromRow, int fromBlock, int toBlock,
            float[] gradients, int to, int stride) {
        LayerStates states = forward.states(shape.layer(), direction);
        for (int block = fromBlock; block < toBlock; block++) {
            for (int gate = 0; gate < shape.gates(); gate++) {
                int from = block * states.blockStride() + fromRow * shape.blockWidth() + gate * shape.lanes();
                int unit = gate * shape.hidden() + block * shape.lanes();
                kernels.transposedProduct(states.gates(), from, shape.blockWidth(), shape.units(block), panel,
                        gradients, to + unit * stride, stride);
            }
        }
    }

    /// Both biases have the same gradient: it is summed once and copied.
    private void addBiases(PackedLayer packed, int direction, int firstRow, int depth, int fromBlock, int toBlock,
            float[] gradients) {
        ParameterLayout.Entry[] biases = packed.biases();
        if (biases.length == 0) {
            return;
        }
        LayerShape shape = packed.shape();
        LayerStates states = forward.states(shape.layer(), direction);
        for (int block = fromBlock; block < toBlock; block++) {
            for (int gate = 0; gate < shape.gates(); gate++) {
                int from = block * states.blockStride() + firstRow * shape.blockWidth() + gate * shape.lanes();
                int unit = gate * shape.hidden() + block * shape.lanes();
                int first = biases[0].offset() + unit;
                kernels.columnSums(depth, states.gates(), from, shape.blockWidth(), shape.units(block), gradients,
                        first);
                System.arraycopy(gradients, first, gradients, biases[1].offset() + unit, shape.units(block));
            }
        }
    }

    /// Adds the gradients of the head.
    ///
    /// @param dRows gradients of the head's answers `[rows, width]`
    /// @param rows how many
    /// @param outputs where the first of these rows begins in the outputs of the layer below
    void addHead(PackedHead head, float[] dRows, int rows, int outputs, float[] gradients) {
        LayerShape below = head.below();
        int size = head.head().outputSize();
        int stride = below.directions() * below.hidden();
        for (int from = 0; from < rows; from += STRETCH) {
            int length = Math.min(STRETCH, rows - from);
            for (int direction = 0; direction < below.directions(); direction++) {
                for (int column = 0; column < below.hidden(); column += kernels.panelColumns()) {
                    panel.resize(length, Math.min(kernels.panelColumns(), below.hidden() - column));
                    for (int k = 0; k < length; k++) {
                        panel.copyRow(k, forward.outputs(below.layer()),
                                outputs + (from + k) * below.outputWidth() + direction * below.padded() + column);
                    }
                    kernels.transposedProduct(dRows, from * head.width(), head.width(), size, panel, gradients,
                            head.weight().offset() + direction * below.hidden() + column, stride);
                }
            }
        }
        kernels.columnSums(rows, dRows, 0, head.width(), size, gradients, head.biasEntry().offset());
    }
}
