package dev.lstm4j.training.internal;

import dev.lstm4j.CellStep;
import dev.lstm4j.Operand;
import dev.lstm4j.PackedMatrix;
import dev.lstm4j.simd.internal.LayerShape;
import dev.lstm4j.simd.internal.LayerStates;
import dev.lstm4j.simd.internal.PackedNetwork;
import java.util.Arrays;

/// The time loop backward (backpropagation through time, Werbos 1990; docs/lstm-math.md): one layer in one direction,
/// from its last step to its first. At each step the cell turns the gradients of its states into those of its gates, in
/// place of the kept activations; `dH₋₁ = dGates·Wₕₕ` goes on to the step before. Rows never meet, so each thread takes
/// its rows through all steps alone.
final class LayerBackward {
    private final PackedNetwork network;
    private final LayerShape shape;
    private final LayerStates states;
    private final int direction;
    private final PackedMatrix hiddenWeights;
    private final Operand dHidden;
    private final float[] dCell;
    private final float[] zeros;
    private final CellStep[] cellSteps;

    LayerBackward(PackedNetwork network, int layer, int direction, LayerStates states, int maxBatch, int members) {
        this.network = network;
        this.shape = network.shape(layer);
        this.states = states;
        this.direction = direction;
        this.hiddenWeights = TransposedWeights.forHidden(shape);
        this.dHidden = Operand.rows(new float[maxBatch * shape.padded()], shape.padded());
        this.dCell = new float[maxBatch * shape.padded()];
        this.zeros = new float[shape.lanes()];
        this.cellSteps = new CellStep[members];
        for (int member = 0; member < members; member++) {
            cellSteps[member] = new CellStep();
        }
    }

    PackedMatrix hiddenWeights() {
        return hiddenWeights;
    }

    /// The gradient of the hidden state: to be set for the end of the run, and read for its start, `[B, U·N]`.
    float[] dHidden() {
        return dHidden.array();
    }

    /// The gradient of the cell state, alike.
    float[] dCell() {
        return dCell;
    }

    /// Runs rows `[fromRow, toRow)` from the last step to the first.
    ///
    /// @param dOutputs gradients of the layer's outputs, `[T, B, D·U·N]`, or only the last time's `[B, D·U·N]`
    /// @param lastOnly whether dOutputs has only the last time
    /// @param wantStart whether the gradient of the hidden state before the first step is asked for
    void recur(int member, int batch, int time, int fromRow, int toRow, float[] dOutputs, boolean lastOnly,
            boolean wantStart) {
        if (fromRow == toRow) {
            return;
        }
        CellStep step = cellSteps[member];
        step.rows = toRow - fromRow;
        step.units = shape.lanes();
        step.gates = states.gates().array();
        step.gatesStride = shape.blockWidth();
        step.cellBefore = states.cells();
        step.cell = states.cells();
        step.cellStride = shape.padded();
        step.dHidden = dHidden.array();
        step.dHiddenStride = shape.padded();
        step.dCell = dCell;
        for (int i = 0; i < time; i++) {
            int t = direction == 0 ? time - 1 - i : i;
            boolean given = !lastOnly || t == time - 1;
            step.dOutput = given ? dOutputs : zeros;
            step.dOutputStride = given ? shape.outputWidth() : 0;
            int dOutput = ((lastOnly ? 0 : t) * batch + fromRow) * shape.outputWidth() + direction * shape.padded();
            stepCell(step, batch, t, fromRow, given ? dOutput : -1);
            if (i < time - 1 || wantStart) {
                Arrays.fill(dHidden.array(), fromRow * shape.padded(), toRow * shape.padded(), 0f);
                network.kernels().product(step.rows, states.gates(), (t * batch + fromRow) * shape.blockWidth(),
                        hiddenWeights, 0, hiddenWeights.panels(), 0, hiddenWeights.depth(), dHidden,
                        fromRow * shape.padded());
            }
        }
    }

    private void stepCell(CellStep step, int batch, int time, int row, int dOutput) {
        int before = ((direction == 0 ? time : time + 1) * batch + row) * shape.padded();
        int after = ((direction == 0 ? time + 1 : time) * batch + row) * shape.padded();
        int gates = (time * batch + row) * shape.blockWidth();
        for (int block = 0; block < shape.blocks(); block++) {
            int unit = block * shape.lanes();
            step.gatesOffset = block * states.gates().blockStride() + gates;
            step.cellBeforeOffset = before + unit;
            step.cellOffset = after + unit;
            step.dHiddenOffset = row * shape.padded() + unit;
            step.dCellOffset = row * shape.padded() + unit;
            step.dOutputOffset = dOutput < 0 ? 0 : dOutput + unit;
            network.cell().backward(network.kernels(), step);
        }
    }
}
