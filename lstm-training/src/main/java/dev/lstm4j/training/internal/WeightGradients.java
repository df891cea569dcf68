package dev.lstm4j.training.internal;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.ColumnPanel;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedHead;
import dev.lstm4j.simd.internal.packing.PackedLayer;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardBuffers;
import dev.lstm4j.simd.internal.passes.ForwardPass;
import dev.lstm4j.simd.internal.passes.HeadInput;
import dev.lstm4j.simd.internal.passes.LayerInput;
import dev.lstm4j.simd.internal.passes.LayerStates;
import dev.lstm4j.simd.internal.passes.RecurrentFactors;
import dev.lstm4j.simd.internal.passes.Sequences;
import dev.lstm4j.simd.internal.threads.Workers;

/// Computes the gradients of the parameters, which are sums over all rows of all steps: `dWᵢₕ = dGatesᵀ·X`, `dWₕₕ =
/// dGatesᵀ·H₋₁`, `db = Σ dGates`. The rows are processed in chunks. For each chunk, some columns of X or H at a time
/// are copied to a panel and multiplied with the gates of each block of units in turn. Each thread has its own blocks
/// and its own object. Every element is summed in the order of the rows, so results are bit-identical for any number
/// of threads.
final class WeightGradients {
    /// The number of rows of a chunk, such that the copied columns and the gates of a block stay in the L2 cache.
    private static final int STRETCH = 256;

    private final PackedNetwork network;
    private final Kernels kernels;
    private final Cell cell;
    private final ForwardPass forward;
    private final Workers workers;
    private final ForwardBuffers buffers;
    private final Sequences sequences;
    private final ColumnPanel panel;
    private final Share share;

    /// A thread's share of a layer in one direction. One object is reused for all calls, so that none allocates.
    private static final class Share {
        private PackedLayer packed;
        private LayerStates states;
        private int direction;
        private int firstRow;
        private int toRow;
        private int fromBlock;
        private int toBlock;
        private float[] gradients = {};

        private Share(PackedLayer packed, LayerStates states) {
            this.packed = packed;
            this.states = states;
        }
    }

    WeightGradients(PackedNetwork network, ForwardPass forward, Workers workers) {
        this.workers = workers;
        this.network = network;
        this.kernels = network.kernels();
        this.cell = network.cell();
        this.forward = forward;
        this.buffers = forward.buffers();
        this.sequences = buffers.sequences();
        this.panel = kernels.columnPanel(STRETCH);
        this.share = new Share(network.layer(0, 0), buffers.states(0, 0));
    }

    /// Adds the gradients of a thread's share of a layer's units, in one direction.
    ///
    /// @param backward the backward pass of that layer
    void addLayer(int layer, int direction, int member, int members, LayerBackward backward, float[] gradients) {
        PackedLayer packed = network.layer(layer, direction);
        LayerShape shape = packed.shape();
        share.packed = packed;
        share.states = buffers.states(layer, direction);
        share.direction = direction;
        share.firstRow = sequences.start(forward.firstTime(layer, direction));
        share.toRow = sequences.start(sequences.time());
        share.fromBlock = workers.shareBySpeed(shape.blocks(), member, members);
        share.toBlock = workers.shareBySpeed(shape.blocks(), member + 1, members);
        share.gradients = gradients;
        int segment = layer == 0 ? shape.inputSize() : shape.state();
        for (int from = share.firstRow; share.fromBlock < share.toBlock && from < share.toRow; from += STRETCH) {
            int length = Math.min(STRETCH, share.toRow - from);
            for (int feature = 0; feature < shape.inputSize(); feature += segment) {
                for (int column = 0; column < segment; column += panel.maxColumns()) {
                    panel.resize(length, Math.min(panel.maxColumns(), segment - column));
                    copyInputs(buffers.input(layer), from, shape.inputColumn(feature) + column);
                    addInputColumns(from, feature + column);
                }
            }
            for (int column = 0; column < shape.state(); column += panel.maxColumns()) {
                panel.resize(length, Math.min(panel.maxColumns(), shape.state() - column));
                copyHidden(shape, direction, from, column);
                addHiddenColumns(from, column, false);
                if (shape.innerGate() >= 0) {
                    copySlots(share.states.secondInputs(), from, 0, shape.padded(), column);
                    addHiddenColumns(from, column, true);
                }
            }
        }
        addBiases();
        addUnitWeights(backward.dUnitWeights());
        int fromState = workers.shareBySpeed(shape.state(), member, members);
        addProjection(backward.dStates(), fromState, workers.shareBySpeed(shape.state(), member + 1, members));
    }

    private int timeOf(int row) {
        int time = row / sequences.batch(); // no step has more rows than this
        while (sequences.start(time + 1) <= row) {
            time++;
        }
        return time;
    }

    private void copyInputs(LayerInput input, int fromRow, int column) {
        int time = timeOf(fromRow);
        int row = fromRow - sequences.start(time);
        for (int k = 0; k < panel.depth(); k++) {
            panel.copyRow(k, input.array(), input.at(time, row) + column);
            row++;
            if (row == sequences.active(time)) {
                row = 0;
                time++;
            }
        }
    }

    /// Copies the hidden states before each step, as read by the recurrent weights.
    private void copyHidden(LayerShape shape, int direction, int fromRow, int column) {
        int first = direction == 0 ? 0 : 2;
        RecurrentFactors factors = buffers.recurrentFactors(shape.layer(), direction);
        if (factors == null) {
            copySlots(buffers.outputs(shape.layer()), fromRow, first, shape.outputWidth(),
                    direction * shape.statePadded() + column);
        } else {
            copySlots(factors.masked(), fromRow, first, factors.width(), column);
        }
    }

    /// Copies columns of an array of time slots; `first` is the slot of step 0.
    private void copySlots(float[] from, int fromRow, int first, int width, int column) {
        int time = timeOf(fromRow);
        int row = fromRow - sequences.start(time);
        for (int k = 0; k < panel.depth(); k++) {
            panel.copyRow(k, from, ((time + first) * sequences.batch() + row) * width + column);
            row++;
            if (row == sequences.active(time)) {
                row = 0;
                time++;
            }
        }
    }

    private void addInputColumns(int fromRow, int column) {
        ParameterLayout.Entry entry = share.packed.inputWeights();
        for (int block = share.fromBlock; block < share.toBlock; block++) {
            for (int gate = 0; gate < share.packed.shape().gates(); gate++) {
                addColumns(fromRow, block, gate, cell.inputGate(gate), entry, column);
            }
        }
    }

    /// @param inner whether the columns are the inputs of the inner gate's recurrent weights
    private void addHiddenColumns(int fromRow, int column, boolean inner) {
        ParameterLayout.Entry entry = share.packed.hiddenWeights();
        for (int block = share.fromBlock; block < share.toBlock; block++) {
            for (int gate = 0; gate < share.packed.shape().gates(); gate++) {
                if (inner == (gate == share.packed.shape().innerGate())) {
                    addColumns(fromRow, block, gate, cell.hiddenGate(gate), entry, column);
                }
            }
        }
    }

    /// @param rows the gate's block of rows in the weights, or negative if the gate does not use these weights
    private void addColumns(int fromRow, int block, int gate, int rows, ParameterLayout.Entry weights, int column) {
        if (rows < 0) {
            return;
        }
        LayerShape shape = share.packed.shape();
        LayerStates states = share.states;
        int stride = weights == share.packed.inputWeights() ? shape.inputSize() : shape.state();
        int from = block * states.blockStride() + fromRow * shape.blockWidth() + gate * shape.lanes();
        int unit = rows * shape.hidden() + block * shape.lanes();
        kernels.transposedProduct(states.gates(), from, shape.blockWidth(), shape.units(block), panel,
                share.gradients, weights.offset() + column + unit * stride, stride);
    }

    /// If a gate uses both biases, they have the same gradient, which is summed once and copied.
    private void addBiases() {
        ParameterLayout.Entry[] biases = share.packed.biases();
        if (biases.length == 0) {
            return;
        }
        LayerShape shape = share.packed.shape();
        LayerStates states = share.states;
        float[] gradients = share.gradients;
        int depth = share.toRow - share.firstRow;
        for (int block = share.fromBlock; block < share.toBlock; block++) {
            for (int gate = 0; gate < shape.gates(); gate++) {
                int from = block * states.blockStride() + share.firstRow * shape.blockWidth() + gate * shape.lanes();
                int unit = block * shape.lanes();
                int ofInput = biases[0].offset() + cell.inputGate(gate) * shape.hidden() + unit;
                int ofHidden = biases[1].offset() + cell.hiddenGate(gate) * shape.hidden() + unit;
                boolean both = cell.inputGate(gate) >= 0 && cell.hiddenGate(gate) >= 0;
                int first = cell.inputGate(gate) >= 0 ? ofInput : ofHidden;
                kernels.columnSums(depth, states.gates(), from, shape.blockWidth(), shape.units(block), gradients,
                        first);
                if (both) {
                    System.arraycopy(gradients, first, gradients, ofHidden, shape.units(block));
                }
            }
        }
    }

    /// Adds the gradients of the per-unit weights: sums over the rows of the batch.
    private void addUnitWeights(float[] dRows) {
        int[] offsets = share.packed.unitOffsets();
        LayerShape shape = share.packed.shape();
        int kinds = offsets.length;
        for (int row = 0; row < sequences.batch(); row++) {
            for (int block = share.fromBlock; block < share.toBlock; block++) {
                int from = (row * shape.blocks() + block) * kinds * shape.lanes();
                for (int kind = 0; kind < kinds; kind++) {
                    int to = offsets[kind] + block * shape.lanes();
                    for (int unit = 0; unit < shape.units(block); unit++) {
                        share.gradients[to + unit] += dRows[from + kind * shape.lanes() + unit];
                    }
                }
            }
        }
    }

    /// Adds the gradients of some rows of the projection: `dWₕᵣ = dHᵀ·M`.
    private void addProjection(float[] dStates, int fromState, int toState) {
        ParameterLayout.Entry entry = share.packed.projectionWeights();
        if (entry == null) {
            return;
        }
        LayerShape shape = share.packed.shape();
        float[] gradients = share.gradients;
        int states = toState - fromState;
        for (int from = share.firstRow; states > 0 && from < share.toRow; from += STRETCH) {
            int length = Math.min(STRETCH, share.toRow - from);
            for (int column = 0; column < shape.hidden(); column += panel.maxColumns()) {
                panel.resize(length, Math.min(panel.maxColumns(), shape.hidden() - column));
                copySlots(share.states.secondInputs(), from, 0, shape.padded(), column);
                kernels.transposedProduct(dStates, from * shape.statePadded() + fromState, shape.statePadded(), states,
                        panel, gradients, entry.offset() + fromState * shape.hidden() + column, shape.hidden());
            }
        }
    }

    /// Adds the gradients of the trainable initial states: sums over the rows of the batch.
    void addStart(int layer, int direction, LayerBackward backward, float[] gradients) {
        PackedLayer packed = network.layer(layer, direction);
        ParameterLayout.Entry hidden = packed.hiddenStart();
        for (int row = 0; hidden != null && row < sequences.batch(); row++) {
            int h = row * packed.shape().statePadded();
            int c = row * packed.shape().cellWidth();
            for (int i = 0; i < hidden.length(); i++) {
                gradients[hidden.offset() + i] += backward.dHidden()[h + i]
                        + (cell.keepsHidden() ? backward.dCell()[c + i] : 0f);
            }
            for (int state = 0; state < packed.cellStarts().size(); state++) {
                int to = packed.cellStarts().get(state).offset();
                int from = c + state * packed.shape().padded();
                for (int i = 0; i < packed.shape().hidden(); i++) {
                    gradients[to + i] += backward.dCell()[from + i];
                }
            }
        }
    }

    /// Adds the gradients of the embedding: to the vector of each token, those of its inputs.
    ///
    /// @param dInputs gradients of the lowest layer's inputs, `[T, B, width]`
    void addEmbedding(float[] dInputs, int width, float[] gradients) {
        int size = network.architecture().inputSize();
        int first = network.layout().get("embedding.weight").offset();
        for (int t = 0; t < sequences.time(); t++) {
            for (int row = 0; row < sequences.active(t); row++) {
                int at = t * sequences.batch() + row;
                int to = first + forward.tokens()[at] * size;
                for (int i = 0; i < size; i++) {
                    gradients[to + i] += dInputs[at * width + i];
                }
            }
        }
    }

    /// Adds the gradients of the head.
    ///
    /// @param dRows gradients of the head's outputs, one row after the other
    void addHead(PackedHead head, HeadInput input, float[] dRows, float[] gradients) {
        LayerShape below = head.below();
        int rows = input.rows();
        int size = head.head().outputSize();
        int stride = below.directions() * below.state();
        for (int from = 0; from < rows; from += STRETCH) {
            int length = Math.min(STRETCH, rows - from);
            for (int direction = 0; direction < below.directions(); direction++) {
                for (int column = 0; column < below.state(); column += panel.maxColumns()) {
                    panel.resize(length, Math.min(panel.maxColumns(), below.state() - column));
                    for (int k = 0; k < length; k++) {
                        panel.copyRow(k, input.array(), input.offset()
                                + (from + k) * below.outputWidth() + direction * below.statePadded() + column);
                    }
                    kernels.transposedProduct(dRows, from * head.width(), head.width(), size, panel, gradients,
                            head.weight().offset() + direction * below.state() + column, stride);
                }
            }
        }
        kernels.columnSums(rows, dRows, 0, head.width(), size, gradients, head.biasEntry().offset());
    }
}
