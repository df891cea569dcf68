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

/// The gradients of the parameters, sums over all rows of all steps: `dWᵢₕ = dGatesᵀ·X`, `dWₕₕ = dGatesᵀ·H₋₁`, `db = Σ
/// dGates`. The rows are taken in stretches; of each stretch some columns of X or H at a time are copied side by side,
/// and meet the gates of one block of units after the other. Each thread has its own blocks: every element is one chain
/// in the order of the rows, so the number of threads changes no bit. One thread's own.
final class WeightGradients {
    /// Rows of a stretch: the copied columns and the gates of a block then stay in the L2 cache.
    private static final int STRETCH = 256;

    private final PackedNetwork network;
    private final Kernels kernels;
    private final Cell cell;
    private final ForwardPass forward;
    private final ForwardBuffers buffers;
    private final Sequences sequences;
    private final ColumnPanel panel;

    WeightGradients(PackedNetwork network, ForwardPass forward) {
        this.network = network;
        this.kernels = network.kernels();
        this.cell = network.cell();
        this.forward = forward;
        this.buffers = forward.buffers();
        this.sequences = buffers.sequences();
        this.panel = new ColumnPanel(STRETCH, kernels.panelColumns(), network.shape(0).lanes());
    }

    /// Adds the gradients of a thread's share of a layer's units, in one direction.
    ///
    /// @param backward what the way back through that layer left
    void addLayer(int layer, int direction, int member, int members, LayerBackward backward, float[] gradients) {
        PackedLayer packed = network.layer(layer, direction);
        LayerShape shape = packed.shape();
        int fromBlock = Workers.share(shape.blocks(), member, members);
        int toBlock = Workers.share(shape.blocks(), member + 1, members);
        int firstRow = sequences.start(forward.firstTime(layer, direction));
        int rows = sequences.start(sequences.time());
        int segment = layer == 0 ? shape.inputSize() : shape.state();
        for (int from = firstRow; fromBlock < toBlock && from < rows; from += STRETCH) {
            int length = Math.min(STRETCH, rows - from);
            for (int feature = 0; feature < shape.inputSize(); feature += segment) {
                for (int column = 0; column < segment; column += kernels.panelColumns()) {
                    panel.resize(length, Math.min(kernels.panelColumns(), segment - column));
                    copyInputs(buffers.input(layer), from, shape.inputColumn(feature) + column);
                    addInputColumns(packed, direction, from, fromBlock, toBlock, gradients, feature + column);
                }
            }
            for (int column = 0; column < shape.state(); column += kernels.panelColumns()) {
                panel.resize(length, Math.min(kernels.panelColumns(), shape.state() - column));
                copyHidden(shape, direction, from, column);
                addHiddenColumns(packed, direction, from, fromBlock, toBlock, gradients, column, false);
                if (shape.innerGate() >= 0) {
                    copySlots(buffers.states(layer, direction).shown(), from, 0, shape.padded(), column);
                    addHiddenColumns(packed, direction, from, fromBlock, toBlock, gradients, column, true);
                }
            }
        }
        addBiases(packed, direction, firstRow, rows - firstRow, fromBlock, toBlock, gradients);
        addUnitWeights(packed, fromBlock, toBlock, backward.dUnitWeights(), gradients);
        addProjection(packed, direction, firstRow, rows, member, members, backward.dStates(), gradients);
    }

    private int timeOf(int row) {
        int time = row / sequences.batch(); // no time has more rows than that
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

    /// The hidden states before each step, as the recurrent weights saw them.
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

    /// Copies columns of an array in time slots; `first` is the slot of time 0.
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

    private void addInputColumns(PackedLayer packed, int direction, int fromRow, int fromBlock, int toBlock,
            float[] gradients, int column) {
        int stride = packed.shape().inputSize();
        for (int block = fromBlock; block < toBlock; block++) {
            for (int gate = 0; gate < packed.shape().gates(); gate++) {
                int to = packed.inputWeights().offset() + column;
                addColumns(packed.shape(), direction, fromRow, block, gate, cell.inputGate(gate), gradients, to,
                        stride);
            }
        }
    }

    /// @param inner whether the columns are those that the gate which waits for others saw
    private void addHiddenColumns(PackedLayer packed, int direction, int fromRow, int fromBlock, int toBlock,
            float[] gradients, int column, boolean inner) {
        int stride = packed.shape().state();
        for (int block = fromBlock; block < toBlock; block++) {
            for (int gate = 0; gate < packed.shape().gates(); gate++) {
                int to = packed.hiddenWeights().offset() + column;
                if (inner == (gate == packed.shape().innerGate())) {
                    addColumns(packed.shape(), direction, fromRow, block, gate, cell.hiddenGate(gate), gradients, to,
                            stride);
                }
            }
        }
    }

    private void addColumns(LayerShape shape, int direction, int fromRow, int block, int gate, int rows,
            float[] gradients, int to, int stride) {
        if (rows < 0) {
            return;
        }
        LayerStates states = buffers.states(shape.layer(), direction);
        int from = block * states.blockStride() + fromRow * shape.blockWidth() + gate * shape.lanes();
        int unit = rows * shape.hidden() + block * shape.lanes();
        kernels.transposedProduct(states.gates(), from, shape.blockWidth(), shape.units(block), panel,
                gradients, to + unit * stride, stride);
    }

    /// Where both biases lead into a gate, they have the same gradient: it is summed once and copied.
    private void addBiases(PackedLayer packed, int direction, int firstRow, int depth, int fromBlock, int toBlock,
            float[] gradients) {
        ParameterLayout.Entry[] biases = packed.biases();
        if (biases.length == 0) {
            return;
        }
        LayerShape shape = packed.shape();
        LayerStates states = buffers.states(shape.layer(), direction);
        for (int block = fromBlock; block < toBlock; block++) {
            for (int gate = 0; gate < shape.gates(); gate++) {
                int from = block * states.blockStride() + firstRow * shape.blockWidth() + gate * shape.lanes();
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

    /// Of weights that each unit has for itself: the sum over the rows of the batch.
    private void addUnitWeights(PackedLayer packed, int fromBlock, int toBlock, float[] dRows, float[] gradients) {
        int[] offsets = packed.unitOffsets();
        LayerShape shape = packed.shape();
        int kinds = offsets.length;
        for (int row = 0; row < sequences.batch(); row++) {
            for (int block = fromBlock; block < toBlock; block++) {
                int from = (row * shape.blocks() + block) * kinds * shape.lanes();
                for (int kind = 0; kind < kinds; kind++) {
                    int to = offsets[kind] + block * shape.lanes();
                    for (int unit = 0; unit < shape.units(block); unit++) {
                        gradients[to + unit] += dRows[from + kind * shape.lanes() + unit];
                    }
                }
            }
        }
    }

    /// Of the projection: `dWₕᵣ = dHᵀ·M`. The threads share its rows.
    private void addProjection(PackedLayer packed, int direction, int firstRow, int toRow, int member, int members,
            float[] dStates, float[] gradients) {
        ParameterLayout.Entry entry = packed.projectionWeights();
        if (entry == null) {
            return;
        }
        LayerShape shape = packed.shape();
        float[] shown = buffers.states(shape.layer(), direction).shown();
        int fromState = Workers.share(shape.state(), member, members);
        int states = Workers.share(shape.state(), member + 1, members) - fromState;
        for (int from = firstRow; states > 0 && from < toRow; from += STRETCH) {
            int length = Math.min(STRETCH, toRow - from);
            for (int column = 0; column < shape.hidden(); column += kernels.panelColumns()) {
                panel.resize(length, Math.min(kernels.panelColumns(), shape.hidden() - column));
                copySlots(shown, from, 0, shape.padded(), column);
                kernels.transposedProduct(dStates, from * shape.statePadded() + fromState, shape.statePadded(), states,
                        panel, gradients, entry.offset() + fromState * shape.hidden() + column, shape.hidden());
            }
        }
    }

    /// Adds the gradients of the states that each sequence begins with: sums over the rows of the batch.
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

    /// Adds the gradients of the embedding: of each token, those of the inputs that it became.
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
    /// @param dRows gradients of the head's answers, one row after the other
    void addHead(PackedHead head, HeadInput input, float[] dRows, float[] gradients) {
        LayerShape below = head.below();
        int rows = input.rows();
        int size = head.head().outputSize();
        int stride = below.directions() * below.state();
        for (int from = 0; from < rows; from += STRETCH) {
            int length = Math.min(STRETCH, rows - from);
            for (int direction = 0; direction < below.directions(); direction++) {
                for (int column = 0; column < below.state(); column += kernels.panelColumns()) {
                    panel.resize(length, Math.min(kernels.panelColumns(), below.state() - column));
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
