package dev.lstm4j.training.internal;

import dev.lstm4j.CellStep;
import dev.lstm4j.PackedMatrix;
import dev.lstm4j.Product;
import dev.lstm4j.simd.internal.LayerShape;
import dev.lstm4j.simd.internal.LayerStates;
import dev.lstm4j.simd.internal.PackedNetwork;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.Strategy;
import dev.lstm4j.simd.internal.Workers;
import org.jspecify.annotations.Nullable;

/// The time loop backward (backpropagation through time, Werbos 1990; docs/lstm-math.md): one layer in one direction,
/// from its last step to its first. At each step the cell turns the gradients of its states into those of its gates, in
/// place of the kept activations and side by side for the products: `dH₋₁ = dGates·Wₕₕ` goes on to the step before,
/// `dX = dGates·Wᵢₕ` to the layer below. Threads share the work as the way forward does: rows, each alone through all
/// steps; or units, meeting twice a step, when all gates and when all hidden states have their gradients.
final class LayerBackward {
    private final PackedNetwork network;
    private final LayerShape shape;
    private final LayerStates states;
    private final int direction;
    private final Workers workers;
    private final PackedMatrix hiddenWeights;
    private final @Nullable PackedMatrix inputWeights;
    private final float[] dGates;
    private final float[] dHidden;
    private final float[] dCell;
    private final float[] zeros;
    private final CellStep[] cellSteps;
    private final Product[] products;

    /// @param wantInput whether the gradient of the layer's input is asked for
    LayerBackward(PackedNetwork network, int layer, int direction, LayerStates states, int maxBatch, boolean wantInput,
            Workers workers) {
        this.network = network;
        this.shape = network.shape(layer);
        this.states = states;
        this.direction = direction;
        this.workers = workers;
        this.hiddenWeights = TransposedWeights.forHidden(shape);
        this.inputWeights = wantInput ? TransposedWeights.forInput(shape) : null;
        this.dGates = new float[Sizes.floats("session, gradients of the gates", maxBatch, shape.blocks(),
                shape.blockWidth())];
        this.dHidden = new float[maxBatch * shape.padded()];
        this.dCell = new float[maxBatch * shape.padded()];
        this.zeros = new float[4 * shape.lanes()];
        this.cellSteps = new CellStep[workers.size()];
        this.products = new Product[workers.size()];
        for (int member = 0; member < workers.size(); member++) {
            cellSteps[member] = new CellStep();
            products[member] = new Product();
        }
    }

    /// Copies some blocks of units of the weights from the flat parameters.
    void pack(float[] parameters, int fromBlock, int toBlock) {
        TransposedWeights.packHidden(network.layer(shape.layer(), direction), parameters, hiddenWeights, fromBlock,
                toBlock);
        if (inputWeights != null) {
            TransposedWeights.packInput(network.layer(shape.layer(), direction), parameters, inputWeights, fromBlock,
                    toBlock);
        }
    }

    /// The gradient of the hidden state: to be set for the end of the run, and read for its start, `[B, U·N]`.
    float[] dHidden() {
        return dHidden;
    }

    /// The gradient of the cell state, alike.
    float[] dCell() {
        return dCell;
    }

    /// A thread's share of times `[fromTime, time)`, from the last step to the first.
    ///
    /// @param dOutputs gradients of the layer's outputs, `[T, B, D·U·N]`, or only the last time's `[B, D·U·N]`
    /// @param lastOnly whether dOutputs has only the last time
    /// @param wantStart whether the gradient of the hidden state before the first step is asked for
    /// @param dInputs out: gradients of the layer's inputs, `[T, B, dInputWidth]`, set by the forward direction and added
    ///        to by the reverse one; read only where they are asked for
    void run(int member, int members, int batch, int fromTime, int time, float[] dOutputs, boolean lastOnly,
            boolean wantStart, float[] dInputs, int dInputWidth) {
        boolean byUnits = Strategy.byUnits(shape, members);
        int fromRow = byUnits ? 0 : Workers.share(batch, member, members);
        int rows = (byUnits ? batch : Workers.share(batch, member + 1, members)) - fromRow;
        int fromBlock = byUnits ? Workers.share(shape.blocks(), member, members) : 0;
        int toBlock = byUnits ? Workers.share(shape.blocks(), member + 1, members) : shape.blocks();
        if (rows == 0) {
            return;
        }
        CellStep step = cellSteps[member];
        prepare(step, rows);
        Product product = products[member];
        int gatesWidth = shape.blocks() * shape.blockWidth();
        product.rows = rows;
        product.left(dGates, fromRow * gatesWidth, gatesWidth, gatesWidth);
        for (int i = 0; i < time - fromTime; i++) {
            int t = direction == 0 ? time - 1 - i : fromTime + i;
            boolean given = !lastOnly || t == time - 1;
            step.dOutput = given ? dOutputs : zeros;
            step.dOutputStride = given ? shape.outputWidth() : 0;
            int dOutput = ((lastOnly ? 0 : t) * batch + fromRow) * shape.outputWidth() + direction * shape.padded();
            for (int block = fromBlock; block < toBlock; block++) {
                stepCell(step, batch, t, fromRow, block, given ? dOutput + block * shape.lanes() : 0);
            }
            if (byUnits) {
                workers.meet(members);
            }
            if (i < time - fromTime - 1 || wantStart) {
                product.from(zeros, 0, 0, 0);
                product.to(dHidden, fromRow * shape.padded(), shape.padded(), hiddenWeights.column(1));
                multiply(product, hiddenWeights, byUnits, member, members);
            }
            if (inputWeights != null) {
                int panel = inputWeights.column(1);
                int at = (t * batch + fromRow) * dInputWidth;
                product.to(dInputs, at, dInputWidth, panel);
                if (direction == 0) {
                    product.from(zeros, 0, 0, 0);
                } else {
                    product.from(dInputs, at, dInputWidth, panel);
                }
                multiply(product, inputWeights, byUnits, member, members);
            }
            if (byUnits) {
                workers.meet(members);
            }
        }
    }

    private void multiply(Product product, PackedMatrix weights, boolean byUnits, int member, int members) {
        int from = byUnits ? Workers.share(weights.panels(), member, members) : 0;
        int to = byUnits ? Workers.share(weights.panels(), member + 1, members) : weights.panels();
        network.kernels().product(product, weights, from, to - from);
    }

    private void prepare(CellStep step, int rows) {
        step.rows = rows;
        step.units = shape.lanes();
        step.gates = states.gates();
        step.gatesStride = shape.blockWidth();
        step.dGates = dGates;
        step.dGatesStride = shape.blocks() * shape.blockWidth();
        step.cellBefore = states.cells();
        step.cell = states.cells();
        step.cellStride = shape.padded();
        step.dHidden = dHidden;
        step.dHiddenStride = shape.padded();
        step.dCell = dCell;
    }

    private void stepCell(CellStep step, int batch, int time, int row, int block, int dOutput) {
        int unit = block * shape.lanes();
        int before = ((direction == 0 ? time : time + 1) * batch + row) * shape.padded();
        int after = ((direction == 0 ? time + 1 : time) * batch + row) * shape.padded();
        step.gatesOffset = block * states.blockStride() + (time * batch + row) * shape.blockWidth();
        step.dGatesOffset = row * step.dGatesStride + block * shape.blockWidth();
        step.cellBeforeOffset = before + unit;
        step.cellOffset = after + unit;
        step.dHiddenOffset = row * shape.padded() + unit;
        step.dCellOffset = row * shape.padded() + unit;
        step.dOutputOffset = dOutput;
        network.cell().backward(network.kernels(), step);
    }
}
