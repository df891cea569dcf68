package dev.lstm4j.simd.internal;

import dev.lstm4j.Cell;
import dev.lstm4j.CellStep;
import dev.lstm4j.Kernels;
import dev.lstm4j.Operand;
import dev.lstm4j.PackedMatrix;

/// The time loop: runs one layer in one direction over a stretch of time, in two jobs for the workers.
///
/// 1. [#projectInputs]: the inputs of all steps at once, `gates = b + X·Wᵢₕᵀ`, one big product, shared by rows.
/// 2. [#recur]: step by step `gates += H₋₁·Wₕₕᵀ`, then the cell. A block's gates come from one register tile and are
///    still in the L1 cache when the cell reads them. Shared by rows of the batch: rows never meet, so a thread goes
///    through the whole stretch alone.
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
    private final Operand inputs;
    private final Operand outputs;
    private final CellStep[] cellSteps;

    LayerForward(PackedNetwork network, int layer, int direction, LayerStates states, float[] inputs, float[] outputs,
            int members) {
        this.kernels = network.kernels();
        this.cell = network.cell();
        this.packed = network.layer(layer, direction);
        this.shape = packed.shape();
        this.states = states;
        this.direction = direction;
        this.inputs = Operand.rows(inputs, shape.inputWidth());
        this.outputs = Operand.rows(outputs, shape.outputWidth());
        this.cellSteps = new CellStep[members];
        for (int member = 0; member < members; member++) {
            cellSteps[member] = new CellStep();
        }
    }

    LayerStates states() {
        return states;
    }

    /// Fills the gates of times `[fromTime, toTime)` with what the inputs give, rows `[fromRow, toRow)` of that stretch.
    ///
    /// @param inputOffset where the inputs of time 0 begin
    void projectInputs(int batch, int fromTime, int fromRow, int toRow, int inputOffset) {
        int width = shape.blockWidth();
        Operand gates = states.gates();
        float[] bias = packed.bias();
        int rows = toRow - fromRow;
        int from = inputOffset + (fromTime * batch + fromRow) * shape.inputWidth();
        for (int block = 0; block < shape.blocks(); block++) {
            int to = block * gates.blockStride() + fromRow * width;
            for (int row = 0; row < rows; row++) {
                System.arraycopy(bias, block * width, gates.array(), to + row * width, width);
            }
            kernels.product(rows, inputs, from, packed.weights(), block, 1, 0, shape.inputWidth(), gates,
                    fromRow * width);
        }
    }

    /// Runs rows `[fromRow, toRow)` of the batch through times `[fromTime, toTime)`, in the direction's own order.
    void recur(int member, int batch, int fromTime, int toTime, int fromRow, int toRow) {
        if (fromRow == toRow) {
            return;
        }
        CellStep step = cellSteps[member];
        prepare(step, toRow - fromRow);
        for (int i = 0; i < toTime - fromTime; i++) {
            int time = direction == 0 ? fromTime + i : toTime - 1 - i;
            step(step, batch, time, (time - fromTime) * batch + fromRow, fromRow, toRow - fromRow == 1);
        }
    }

    private void prepare(CellStep step, int rows) {
        boolean alone = rows == 1;
        step.rows = alone ? shape.blocks() : rows;
        step.units = shape.lanes();
        step.gates = states.gates().array();
        step.gatesStride = alone ? states.gates().blockStride() : shape.blockWidth();
        step.cellBefore = states.cells();
        step.cell = states.cells();
        step.cellStride = alone ? shape.lanes() : shape.padded();
        step.hidden = outputs.array();
        step.hiddenStride = alone ? shape.lanes() : shape.outputWidth();
    }

    private void step(CellStep step, int batch, int time, int gateRow, int row, boolean alone) {
        int slotBefore = direction == 0 ? time : time + 2;
        int column = direction * shape.padded();
        int hiddenBefore = (slotBefore * batch + row) * shape.outputWidth() + column;
        int hidden = ((time + 1) * batch + row) * shape.outputWidth() + column;
        int cellBefore = (cellSlotBefore(time) * batch + row) * shape.padded();
        int cellAfter = (cellSlot(time) * batch + row) * shape.padded();
        Operand gates = states.gates();
        PackedMatrix weights = packed.weights();
        int gateOffset = gateRow * shape.blockWidth();
        if (alone) { // a matrix-vector product wants all panels at a time, and the cell all blocks as if they were rows
            kernels.product(1, outputs, hiddenBefore, weights, 0, shape.blocks(), shape.inputWidth(), shape.hidden(),
                    gates, gateOffset);
            step.gatesOffset = gateOffset;
            step.cellBeforeOffset = cellBefore;
            step.cellOffset = cellAfter;
            step.hiddenOffset = hidden;
            cell.forward(kernels, step);
            clearPadding(1, hidden, cellAfter);
            return;
        }
        for (int block = 0; block < shape.blocks(); block++) {
            kernels.product(step.rows, outputs, hiddenBefore, weights, block, 1, shape.inputWidth(), shape.hidden(),
                    gates, gateOffset);
            int unit = block * shape.lanes();
            step.gatesOffset = block * gates.blockStride() + gateOffset;
            step.cellBeforeOffset = cellBefore + unit;
            step.cellOffset = cellAfter + unit;
            step.hiddenOffset = hidden + unit;
            cell.forward(kernels, step);
        }
        clearPadding(step.rows, hidden, cellAfter);
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
                outputs.array()[h + unit] = 0f;
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
