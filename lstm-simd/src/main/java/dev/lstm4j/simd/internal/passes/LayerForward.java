package dev.lstm4j.simd.internal.passes;

import dev.lstm4j.cell.CellFunction;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedLayer;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.packing.Strategy;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The time loop: runs one layer in one direction. Each step computes the gates of one block of units, `gates = b + [X
/// H₋₁]·[Wᵢₕ Wₕₕ]ᵀ`, and calls the cell while they are in the L1 cache; then it continues with the next block.
///
/// Weights that do not fit into a cache are read less often: the inputs of many steps are multiplied first, block by
/// block, and each step only adds `H₋₁·Wₕₕᵀ` to the result. Either way each gate is the same chain of multiply-adds.
///
/// If the weights fit into the cache of a core, the threads divide the rows of the batch. Rows are independent, so each
/// thread runs all steps without synchronization. With larger weights the threads divide the units: each reads only its
/// part of the weights, and all synchronize after each step ([LayerShare]).
///
/// Outputs are stored in time slots `[T + 2, B, D·V]`: slot t + 1 holds step t, slot 0 the initial hidden state of the
/// forward direction, slot T + 1 that of the reverse direction. Both directions run the same code; a step reads the
/// slot before or after its own. Rows are sorted by length, the longest first ([Sequences]), so the rows that a step
/// computes are the first ones.
///
/// With a projection the cell writes the pre-projection output to a separate buffer, and a second product per step
/// computes the hidden state from it.
final class LayerForward {
    /// The number of input rows that are packed at a time.
    private static final int PROJECTED_ROWS = 1024;

    private final Kernels kernels;
    private final CellFunction cell;
    private final PackedLayer packed;
    private final LayerShape shape;
    private final LayerStates states;
    private final StateSlots slots;
    private final int direction;
    private final LayerInput input;
    private final float[] outputs;
    private final boolean projected;
    private final Workers workers;
    private final Sequences sequences;
    private final @Nullable RecurrentFactors factors;
    private final float[] zeros;
    private final float[] innerSums;
    private final LayerShare[] shares;
    private final CellStep[] cellSteps;
    private final Product[] products;

    LayerForward(PackedNetwork network, int layer, int direction, ForwardBuffers buffers, Workers workers) {
        this.kernels = network.kernels();
        this.cell = network.function();
        this.packed = network.layer(layer, direction);
        this.shape = packed.shape();
        this.states = buffers.states(layer, direction);
        this.slots = buffers.slots(layer, direction);
        this.direction = direction;
        this.input = buffers.input(layer);
        this.outputs = buffers.outputs(layer);
        this.projected = Strategy.projected(shape);
        this.workers = workers;
        this.sequences = buffers.sequences();
        this.factors = buffers.recurrentFactors(layer, direction);
        this.zeros = PackedMatrix.zeroStart(shape.lanes());
        this.innerSums = new float[shape.innerGate() < 0 ? 0 : sequences.maxBatch() * shape.padded()];
        this.shares = new LayerShare[workers.size()];
        this.cellSteps = new CellStep[workers.size()];
        this.products = new Product[workers.size()];
        for (int member = 0; member < workers.size(); member++) {
            shares[member] = new LayerShare(workers);
            cellSteps[member] = new CellStep();
            cellSteps[member].scratch = new float[cell.scratch()
                    * (shape.wholeRows() ? shape.padded() : shape.lanes())];
            cellSteps[member].training = states.training();
            products[member] = new Product();
        }
    }

    /// Runs a thread's share of the steps `[fromTime, toTime)`, in the order of the direction.
    void run(int member, int members, int fromTime, int toTime) {
        LayerShare share = shares[member];
        share.set(shape, sequences, member, members);
        if (share.isEmpty()) {
            return;
        }
        int stepsAtATime = states.rows() == 0 ? toTime - fromTime : states.rows() / sequences.batch();
        for (int done = 0; done < toTime - fromTime; done += stepsAtATime) {
            int length = Math.min(stepsAtATime, toTime - fromTime - done);
            int from = direction == 0 ? fromTime + done : toTime - done - length;
            if (projected) {
                project(share, from, from + length);
            }
            int prepared = 0;
            for (int i = 0; i < length; i++) {
                int time = direction == 0 ? from + i : from + length - 1 - i;
                int rows = share.rows(sequences.active(time));
                if (rows > 0) {
                    if (rows != prepared) {
                        prepare(cellSteps[member], rows, share.toBlock() - share.fromBlock());
                        prepared = rows;
                    }
                    step(share, time, gateRow(time, from) + share.fromRow(), rows);
                }
                if (share.byUnits()) {
                    workers.meet(members);
                }
                if (shape.projects() && rows > 0) {
                    projectOutputs(share, time, rows);
                }
                if (shape.projects() && share.byUnits()) {
                    workers.meet(members);
                }
            }
        }
    }

    /// The first row of the gates of a step. Gates that are kept have rows for every step; otherwise rows are counted
    /// from `fromTime`.
    private int gateRow(int time, int fromTime) {
        return states.kept() ? sequences.start(time) : (time - fromTime) * sequences.batch();
    }

    /// Computes the input products of the steps, several steps at a time, whose inputs are packed once for all blocks.
    private void project(LayerShare share, int fromTime, int toTime) {
        int times = Math.max(1, PROJECTED_ROWS / Math.max(1, share.rows(sequences.batch())));
        for (int from = fromTime; from < toTime; from += times) {
            project(share, fromTime, from, Math.min(from + times, toTime));
        }
    }

    private void project(LayerShare share, int firstTime, int fromTime, int toTime) {
        int width = shape.blockWidth();
        Product product = products[share.member()];
        product.depthOffset = 0;
        product.from(packed.bias(), 0, 0, width);
        boolean packs = false;
        for (int block = share.fromBlock(); block < share.toBlock(); block++) {
            int packedOffset = 0;
            for (int time = fromTime; time < toTime; time++) {
                int gateRow = gateRow(time, firstTime) + share.fromRow();
                product.rows = share.rows(sequences.active(time));
                product.left(input.array(), input.at(time, share.fromRow()), input.rowStride(), shape.inputWidth());
                product.packedOffset = packedOffset;
                if (block == share.fromBlock()) {
                    packs = kernels.pack(product);
                }
                product.isPacked = packs;
                packedOffset += product.rows * shape.inputWidth();
                product.to(states.gates(), gateRow * width, width, states.blockStride());
                packed.multiply(kernels, product, block, 1);
            }
        }
    }

    /// Computes the hidden states from the pre-projection outputs, `h = m·Wₕᵣᵀ`, for the thread's share of the panels.
    private void projectOutputs(LayerShare share, int time, int rows) {
        PackedMatrix projection = packed.projection();
        if (projection == null) {
            return;
        }
        int row = share.fromRow();
        int from = share.from(projection.panels());
        int to = share.to(projection.panels());
        Product product = products[share.member()];
        product.rows = rows;
        product.depthOffset = 0;
        product.left(states.secondInputs(), (states.secondInputSlot(time) * sequences.batch() + row) * shape.padded(),
                shape.padded(),
                shape.hidden());
        product.from(zeros, 0, 0, 0);
        product.to(outputs, ((time + 1) * sequences.batch() + row) * shape.outputWidth()
                + direction * shape.statePadded(), shape.outputWidth(), projection.panelWidth());
        kernels.product(product, projection, from, to - from);
    }

    /// For a cell with an inner gate: computes the product within the step, then the rest of the step.
    private void multiplyInner(Product product, CellStep step, int row) {
        PackedMatrix inner = packed.inner();
        if (inner == null) {
            return;
        }
        if (factors != null) {
            factors.apply(states.secondInputs(), step.innerOffset, row, product.rows);
        }
        product.depthOffset = 0;
        product.left(states.secondInputs(), step.innerOffset, shape.padded(), shape.state());
        product.from(zeros, 0, 0, 0);
        product.to(innerSums, step.innerSumsOffset, shape.padded(), inner.panelWidth());
        kernels.product(product, inner, 0, inner.panels());
        cell.forwardInner(step);
    }

    private void prepare(CellStep step, int rows, int blocks) {
        boolean alone = rows == 1 && !shape.wholeRows();
        step.rows = alone ? blocks : rows;
        step.blocks = shape.wholeRows() ? shape.blocks() : 1;
        step.gatesBlockStride = states.blockStride();
        step.layerUnits = shape.hidden();
        step.units = shape.lanes();
        step.inner = states.secondInputs();
        step.innerSums = innerSums;
        step.innerStride = shape.padded();
        step.gates = states.gates();
        step.gatesStride = alone && states.rows() > 0 ? states.blockStride() : shape.blockWidth();
        step.cellBefore = states.cells();
        step.cell = states.cells();
        step.cellStride = alone ? shape.lanes() : shape.cellWidth();
        step.stateStride = shape.padded();
        step.unitWeights = packed.unitWeights();
        step.unitWeightsStride = alone ? unitWeightsWidth() : 0;
        step.hidden = shape.projects() ? states.secondInputs() : outputs;
        step.hiddenStride = alone ? shape.lanes() : shape.projects() ? shape.padded() : shape.outputWidth();
    }

    private int unitWeightsWidth() {
        return packed.unitWeights().length / shape.blocks();
    }

    private void step(LayerShare share, int time, int gateRow, int rows) {
        int member = share.member();
        int row = share.fromRow();
        int fromBlock = share.fromBlock();
        int toBlock = share.toBlock();
        int width = shape.blockWidth();
        int batch = sequences.batch();
        int slotBefore = slots.hiddenSlotBefore(time);
        int column = direction * shape.statePadded();
        boolean drops = factors != null;
        float[] before = drops ? factors.masked() : outputs;
        int beforeStride = drops ? factors.width() : shape.outputWidth();
        int hiddenBefore = (slotBefore * batch + row) * beforeStride + (drops ? 0 : column);
        if (drops) {
            factors.apply(outputs, slotBefore, batch, row, rows);
        }
        int hidden = shape.projects()
                ? (states.secondInputSlot(time) * batch + row) * shape.padded()
                : ((time + 1) * batch + row) * shape.outputWidth() + column;
        int cellBefore = (slots.cellSlotBefore(time) * batch + row) * shape.cellWidth();
        int cellAfter = (slots.cellSlotAfter(time) * batch + row) * shape.cellWidth();
        boolean alone = rows == 1;
        boolean ofBlock = states.rows() == 0;
        int panel = !ofBlock ? states.blockStride() : alone ? width : 0;
        int gates = !ofBlock
                ? gateRow * width
                : states.memberOffset(member) - fromBlock * panel;

        Product product = products[member];
        product.rows = rows;
        if (projected) {
            product.depthOffset = shape.inputWidth();
            product.left(before, hiddenBefore, beforeStride, shape.state());
            product.from(states.gates(), gates, width, panel);
        } else {
            product.depthOffset = 0;
            product.left(input.array(), input.at(time, row), input.rowStride(), shape.inputWidth());
            product.beside(before, hiddenBefore, beforeStride, shape.state());
            product.from(packed.bias(), 0, 0, width);
        }
        product.to(states.gates(), gates, width, panel);
        CellStep step = cellSteps[member];
        // A single row is a matrix-vector product over all panels, and the cell takes all blocks as rows. A cell that
        // needs whole rows needs all gates first.
        int together = alone || shape.wholeRows() ? toBlock - fromBlock : 1;
        for (int block = fromBlock; block < toBlock; block += together) {
            packed.multiply(kernels, product, block, together);
            int unit = block * shape.lanes();
            step.gatesOffset = block * panel + gates;
            step.cellBeforeOffset = cellBefore + unit;
            step.cellOffset = cellAfter + unit;
            step.hiddenOffset = hidden + unit;
            step.unitWeightsOffset = block * unitWeightsWidth();
            step.innerOffset = (states.secondInputSlot(time) * batch + row) * shape.padded();
            step.innerSumsOffset = row * shape.padded();
            cell.forward(step);
        }
        multiplyInner(product, step, row);
        if (toBlock == shape.blocks()) {
            clearPadding(rows, hidden, cellAfter);
        }
    }

    /// Sets padded units to 0. Their weights are 0, but the units may still differ from 0: after an input that is not
    /// finite, since 0·∞ is NaN, and with activation functions that are not 0 at 0.
    private void clearPadding(int rows, int hidden, int cellAfter) {
        int units = shape.hidden();
        int padded = shape.padded();
        if (units == padded) {
            return;
        }
        float[] cells = states.cells();
        float[] to = shape.projects() ? states.secondInputs() : outputs;
        int stride = shape.projects() ? padded : shape.outputWidth();
        for (int row = 0; row < rows; row++) {
            int h = hidden + row * stride;
            Arrays.fill(to, h + units, h + padded, 0f);
            for (int state = 0; state < shape.states(); state++) {
                int c = cellAfter + row * shape.cellWidth() + state * padded;
                Arrays.fill(cells, c + units, c + padded, 0f);
            }
        }
    }
}
