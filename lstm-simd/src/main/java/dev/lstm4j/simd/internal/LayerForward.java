package dev.lstm4j.simd.internal;

import dev.lstm4j.Cell;
import dev.lstm4j.CellStep;
import dev.lstm4j.Kernels;
import dev.lstm4j.PackedMatrix;
import dev.lstm4j.Product;

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
/// Outputs lie in time slots `[T + 2, B, D·U·N]`: slot t + 1 holds step t, slot 0 the hidden state before the first step
/// of the forward direction, slot T + 1 that of the reverse direction. So both directions are one code: a step
/// reads the slot beside its own.
final class LayerForward {
    private final Kernels kernels;
    private final Cell cell;
    private final PackedLayer packed;
    private final LayerShape shape;
    private final LayerStates states;
    private final int direction;
    private final LayerInput input;
    private final float[] outputs;
    private final boolean projected;
    private final Workers workers;
    private final CellStep[] cellSteps;
    private final Product[] products;

    LayerForward(PackedNetwork network, int layer, int direction, LayerStates states, LayerInput input,
            float[] outputs, Workers workers) {
        this.kernels = network.kernels();
        this.cell = network.cell();
        this.packed = network.layer(layer, direction);
        this.shape = packed.shape();
        this.states = states;
        this.direction = direction;
        this.input = input;
        this.outputs = outputs;
        this.projected = Strategy.projected(shape);
        this.workers = workers;
        this.cellSteps = new CellStep[workers.size()];
        this.products = new Product[workers.size()];
        for (int member = 0; member < workers.size(); member++) {
            cellSteps[member] = new CellStep();
            products[member] = new Product();
        }
    }

    LayerStates states() {
        return states;
    }

    /// A thread's share of times `[fromTime, toTime)`, in the direction's own order.
    void run(int member, int members, int batch, int fromTime, int toTime) {
        boolean byUnits = Strategy.byUnits(shape, members);
        int fromRow = byUnits ? 0 : Workers.share(batch, member, members);
        int rows = (byUnits ? batch : Workers.share(batch, member + 1, members)) - fromRow;
        int fromBlock = byUnits ? Workers.share(shape.blocks(), member, members) : 0;
        int toBlock = byUnits ? Workers.share(shape.blocks(), member + 1, members) : shape.blocks();
        if (rows == 0) {
            return;
        }
        int stepsAtATime = states.rows() == 0 ? toTime - fromTime : states.rows() / batch;
        for (int done = 0; done < toTime - fromTime; done += stepsAtATime) {
            int length = Math.min(stepsAtATime, toTime - fromTime - done);
            int from = direction == 0 ? fromTime + done : toTime - done - length;
            if (projected) {
                project(products[member], batch, from, from + length, fromRow, rows, fromBlock, toBlock);
            }
            prepare(cellSteps[member], rows, toBlock - fromBlock);
            for (int i = 0; i < length; i++) {
                int time = direction == 0 ? from + i : from + length - 1 - i;
                step(member, batch, time, gateRow(batch, time, from) + fromRow, fromRow, rows, fromBlock, toBlock);
                if (byUnits) {
                    workers.meet(members);
                }
            }
        }
    }

    /// Where the gates of a time begin: kept ones at their own time, others where the stretch at hand begins.
    private int gateRow(int batch, int time, int fromTime) {
        return (states.kept() ? time : time - fromTime) * batch;
    }

    private void project(Product product, int batch, int fromTime, int toTime, int fromRow, int rows, int fromBlock,
            int toBlock) {
        int width = shape.blockWidth();
        product.rows = rows;
        product.depthOffset = 0;
        product.from(packed.bias(), 0, 0, width);
        for (int block = fromBlock; block < toBlock; block++) {
            for (int time = fromTime; time < toTime; time++) {
                int gateRow = gateRow(batch, time, fromTime) + fromRow;
                product.left(input.array(), input.at(time, fromRow), input.rowStride(), shape.inputWidth());
                product.to(states.gates(), gateRow * width, width, states.blockStride());
                kernels.product(product, packed.weights(), block, 1);
            }
        }
    }

    private void prepare(CellStep step, int rows, int blocks) {
        boolean alone = rows == 1;
        step.rows = alone ? blocks : rows;
        step.units = shape.lanes();
        step.gates = states.gates();
        step.gatesStride = alone && states.rows() > 0 ? states.blockStride() : shape.blockWidth();
        step.cellBefore = states.cells();
        step.cell = states.cells();
        step.cellStride = alone ? shape.lanes() : shape.padded();
        step.hidden = outputs;
        step.hiddenStride = alone ? shape.lanes() : shape.outputWidth();
    }

    private void step(int member, int batch, int time, int gateRow, int row, int rows, int fromBlock, int toBlock) {
        int width = shape.blockWidth();
        int slotBefore = direction == 0 ? time : time + 2;
        int column = direction * shape.padded();
        int hiddenBefore = (slotBefore * batch + row) * shape.outputWidth() + column;
        int hidden = ((time + 1) * batch + row) * shape.outputWidth() + column;
        int cellBefore = (cellSlotBefore(time) * batch + row) * shape.padded();
        int cellAfter = (cellSlot(time) * batch + row) * shape.padded();
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
            product.left(outputs, hiddenBefore, shape.outputWidth(), shape.hidden());
            product.from(states.gates(), gates, width, panel);
        } else {
            product.depthOffset = 0;
            product.left(input.array(), input.at(time, row), input.rowStride(), shape.inputWidth());
            product.beside(outputs, hiddenBefore, shape.outputWidth(), shape.hidden());
            product.from(packed.bias(), 0, 0, width);
        }
        product.to(states.gates(), gates, width, panel);
        PackedMatrix weights = packed.weights();
        CellStep step = cellSteps[member];
        // One row alone is a matrix-vector product, which wants all panels at a time, and the cell all blocks as rows.
        int together = alone ? toBlock - fromBlock : 1;
        for (int block = fromBlock; block < toBlock; block += together) {
            kernels.product(product, weights, block, together);
            int unit = block * shape.lanes();
            step.gatesOffset = block * panel + gates;
            step.cellBeforeOffset = cellBefore + unit;
            step.cellOffset = cellAfter + unit;
            step.hiddenOffset = hidden + unit;
            cell.forward(kernels, step);
        }
        if (toBlock == shape.blocks()) {
            clearPadding(rows, hidden, cellAfter);
        }
    }

    /// Padded units are 0 by their zero weights, but for an input that is not finite: 0·∞ is NaN, and would go on.
    private void clearPadding(int rows, int hidden, int cellAfter) {
        int units = shape.hidden();
        int padded = shape.padded();
        if (units == padded) {
            return;
        }
        float[] cells = states.cells();
        for (int row = 0; row < rows; row++) {
            int h = hidden + row * shape.outputWidth();
            int c = cellAfter + row * padded;
            for (int unit = units; unit < padded; unit++) {
                outputs[h + unit] = 0f;
                cells[c + unit] = 0f;
            }
        }
    }

    private int cellSlotBefore(int time) {
        return !states.kept() ? 0 : direction == 0 ? time : time + 1;
    }

    private int cellSlot(int time) {
        return !states.kept() ? 0 : direction == 0 ? time + 1 : time;
    }

    /// Where the hidden states before the first step lie.
    int startHidden(int batch, int time) {
        int slot = direction == 0 ? 0 : time + 1;
        return slot * batch * shape.outputWidth() + direction * shape.padded();
    }

    /// Where the hidden states after the last step lie.
    int endHidden(int batch, int time) {
        int slot = direction == 0 ? time : 1;
        return slot * batch * shape.outputWidth() + direction * shape.padded();
    }

    /// Where the cell states before the first step lie.
    int startCell(int batch, int time) {
        return direction == 0 || !states.kept() ? 0 : time * batch * shape.padded();
    }

    /// Where the cell states after the last step lie.
    int endCell(int batch, int time) {
        return direction == 1 || !states.kept() ? 0 : time * batch * shape.padded();
    }
}
