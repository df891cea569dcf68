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
import org.jspecify.annotations.Nullable;

/// The time loop: runs one layer in one direction. At each step, block of units by block of units, one register tile
/// gives the gates, `gates = b + [X H₋₁]·[Wᵢₕ Wₕₕ]ᵀ`, and the cell reads them while they are in the L1 cache.
///
/// Weights that no cache holds are read less often: the inputs of many steps are multiplied first, block by block, and
/// each step adds only `H₋₁·Wₕₕᵀ` to what they gave. Either way every gate is the same chain of multiply-adds.
///
/// The threads share rows of the batch where each core's own cache holds the weights: rows never meet, and a
/// thread goes through all steps alone. Of larger weights each takes its own units, so that it reads only its own part
/// of them, and the threads meet after each step.
///
/// Outputs lie in time slots `[T + 2, B, D·V]`: slot t + 1 holds step t, slot 0 the hidden state before the first step
/// of the forward direction, slot T + 1 that of the reverse direction. So both directions are one code: a step
/// reads the slot beside its own. Sequences that end earlier stand behind the others ([Sequences]): a step has the rows that
/// still go on.
///
/// With a projection the cell leaves what its units show in a buffer of their own, and one more product a step makes the
/// hidden state of it.
final class LayerForward {
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
        this.cellSteps = new CellStep[workers.size()];
        this.products = new Product[workers.size()];
        for (int member = 0; member < workers.size(); member++) {
            cellSteps[member] = new CellStep();
            cellSteps[member].scratch = new float[cell.scratch()
                    * (shape.wholeRows() ? shape.padded() : shape.lanes())];
            cellSteps[member].training = states.training();
            products[member] = new Product();
        }
    }

    /// A thread's share of times `[fromTime, toTime)`, in the direction's own order.
    void run(int member, int members, int fromTime, int toTime) {
        boolean byUnits = Strategy.byUnits(shape, members);
        int fromRow = byUnits ? 0 : sequences.shareRows(member, members);
        int toRow = byUnits ? sequences.batch() : sequences.shareRows(member + 1, members);
        int fromBlock = byUnits ? Workers.share(shape.blocks(), member, members) : 0;
        int toBlock = byUnits ? Workers.share(shape.blocks(), member + 1, members) : shape.blocks();
        if (fromRow == toRow) {
            return;
        }
        int stepsAtATime = states.rows() == 0 ? toTime - fromTime : states.rows() / sequences.batch();
        for (int done = 0; done < toTime - fromTime; done += stepsAtATime) {
            int length = Math.min(stepsAtATime, toTime - fromTime - done);
            int from = direction == 0 ? fromTime + done : toTime - done - length;
            if (projected) {
                project(products[member], from, from + length, fromRow, toRow, fromBlock, toBlock);
            }
            int prepared = 0;
            for (int i = 0; i < length; i++) {
                int time = direction == 0 ? from + i : from + length - 1 - i;
                int rows = Math.min(sequences.active(time), toRow) - fromRow;
                if (rows > 0) {
                    if (rows != prepared) {
                        prepare(cellSteps[member], rows, toBlock - fromBlock);
                        prepared = rows;
                    }
                    step(member, time, gateRow(time, from) + fromRow, fromRow, rows, fromBlock, toBlock);
                }
                if (byUnits) {
                    workers.meet(members);
                }
                if (shape.projects() && rows > 0) {
                    showStates(member, byUnits ? members : 1, time, fromRow, rows);
                }
                if (shape.projects() && byUnits) {
                    workers.meet(members);
                }
            }
        }
    }

    /// Where the gates of a time begin: kept ones at their own time, others where the stretch at hand begins.
    private int gateRow(int time, int fromTime) {
        return states.kept() ? sequences.start(time) : (time - fromTime) * sequences.batch();
    }

    private void project(Product product, int fromTime, int toTime, int fromRow, int toRow, int fromBlock,
            int toBlock) {
        int width = shape.blockWidth();
        product.depthOffset = 0;
        product.from(packed.bias(), 0, 0, width);
        for (int block = fromBlock; block < toBlock; block++) {
            for (int time = fromTime; time < toTime; time++) {
                int gateRow = gateRow(time, fromTime) + fromRow;
                product.rows = Math.max(0, Math.min(sequences.active(time), toRow) - fromRow);
                product.left(input.array(), input.at(time, fromRow), input.rowStride(), shape.inputWidth());
                product.to(states.gates(), gateRow * width, width, states.blockStride());
                kernels.product(product, packed.weights(), block, 1);
            }
        }
    }

    /// From what the units show to the hidden states: `h = m·Wₕᵣᵀ`, some panels of them.
    private void showStates(int member, int members, int time, int row, int rows) {
        PackedMatrix projection = packed.projection();
        if (projection == null) {
            return;
        }
        int sharer = members == 1 ? 0 : member;
        int from = Workers.share(projection.panels(), sharer, members);
        int to = Workers.share(projection.panels(), sharer + 1, members);
        Product product = products[member];
        product.rows = rows;
        product.depthOffset = 0;
        product.left(states.shown(), (states.shownSlot(time) * sequences.batch() + row) * shape.padded(),
                shape.padded(),
                shape.hidden());
        product.from(zeros, 0, 0, 0);
        product.to(outputs, ((time + 1) * sequences.batch() + row) * shape.outputWidth()
                + direction * shape.statePadded(), shape.outputWidth(), projection.panelWidth());
        kernels.product(product, projection, from, to - from);
    }

    /// The second product of a gate that waits for others, and the rest of the step.
    private void multiplyInner(Product product, CellStep step, int row) {
        PackedMatrix inner = packed.inner();
        if (inner == null) {
            return;
        }
        if (factors != null) {
            factors.apply(states.shown(), step.innerOffset, row, product.rows);
        }
        product.depthOffset = 0;
        product.left(states.shown(), step.innerOffset, shape.padded(), shape.state());
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
        step.inner = states.shown();
        step.innerSums = innerSums;
        step.innerStride = shape.padded();
        step.gates = states.gates();
        step.gatesStride = alone && states.rows() > 0 ? states.blockStride() : shape.blockWidth();
        step.cellBefore = states.cells();
        step.cell = states.cells();
        step.cellStride = alone ? shape.lanes() : shape.padded();
        step.unitWeights = packed.unitWeights();
        step.unitWeightsStride = alone ? unitWeightsWidth() : 0;
        step.hidden = shape.projects() ? states.shown() : outputs;
        step.hiddenStride = alone ? shape.lanes() : shape.projects() ? shape.padded() : shape.outputWidth();
    }

    private int unitWeightsWidth() {
        return packed.unitWeights().length / shape.blocks();
    }

    private void step(int member, int time, int gateRow, int row, int rows, int fromBlock, int toBlock) {
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
                ? (states.shownSlot(time) * batch + row) * shape.padded()
                : ((time + 1) * batch + row) * shape.outputWidth() + column;
        int cellBefore = (slots.cellSlotBefore(time) * batch + row) * shape.padded();
        int cellAfter = (slots.cellSlotAfter(time) * batch + row) * shape.padded();
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
        PackedMatrix weights = packed.weights();
        CellStep step = cellSteps[member];
        // One row alone is a matrix-vector product, which wants all panels at a time, and the cell all blocks as rows. A cell
        // that sees whole rows wants all gates first.
        int together = alone || shape.wholeRows() ? toBlock - fromBlock : 1;
        for (int block = fromBlock; block < toBlock; block += together) {
            kernels.product(product, weights, block, together);
            int unit = block * shape.lanes();
            step.gatesOffset = block * panel + gates;
            step.cellBeforeOffset = cellBefore + unit;
            step.cellOffset = cellAfter + unit;
            step.hiddenOffset = hidden + unit;
            step.unitWeightsOffset = block * unitWeightsWidth();
            step.innerOffset = (states.shownSlot(time) * batch + row) * shape.padded();
            step.innerSumsOffset = row * shape.padded();
            cell.forward(step);
        }
        multiplyInner(product, step, row);
        if (toBlock == shape.blocks()) {
            clearPadding(rows, hidden, cellAfter);
        }
    }

    /// Padded units are 0 by their zero weights, but for an input that is not finite, since 0·∞ is NaN and would go on, and
    /// but for functions that are not 0 at 0.
    private void clearPadding(int rows, int hidden, int cellAfter) {
        int units = shape.hidden();
        int padded = shape.padded();
        if (units == padded) {
            return;
        }
        float[] cells = states.cells();
        float[] to = shape.projects() ? states.shown() : outputs;
        int stride = shape.projects() ? padded : shape.outputWidth();
        for (int row = 0; row < rows; row++) {
            int h = hidden + row * stride;
            int c = cellAfter + row * padded;
            for (int unit = units; unit < padded; unit++) {
                to[h + unit] = 0f;
                cells[c + unit] = 0f;
            }
        }
    }
}
