package dev.lstm4j.training.internal;

import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.simd.internal.Sizes;
import dev.lstm4j.simd.internal.packing.LayerShape;
import dev.lstm4j.simd.internal.packing.PackedLayer;
import dev.lstm4j.simd.internal.packing.PackedNetwork;
import dev.lstm4j.simd.internal.passes.ForwardBuffers;
import dev.lstm4j.simd.internal.passes.LayerShare;
import dev.lstm4j.simd.internal.passes.LayerStates;
import dev.lstm4j.simd.internal.passes.RecurrentFactors;
import dev.lstm4j.simd.internal.passes.Sequences;
import dev.lstm4j.simd.internal.threads.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The backward time loop (backpropagation through time, Werbos 1990; docs/lstm-math.md) of one layer in one
/// direction, from its last step to its first. At each step the cell turns the gradients of its states into those of
/// its gates, which overwrite the kept activations and are also copied side by side for the products: `dH₋₁ =
/// dGates·Wₕₕ` for the previous step and `dX = dGates·Wᵢₕ` for the layer below. Threads divide the work as in the
/// forward pass: by rows, where each thread runs all steps independently, or by units, with two barriers per step,
/// after the gradients of all gates and after those of all hidden states. With a projection, a further product `dM =
/// dH·Wₕᵣ` precedes the cell, and dH of all steps is kept for the gradient of Wₕᵣ.
final class LayerBackward {
    /// In place of an offset, if the step has no gradient of its outputs.
    private static final int NONE = -1;

    private final PackedNetwork network;
    private final LayerShape shape;
    private final LayerStates states;
    private final int direction;
    private final Workers workers;
    private final Sequences sequences;
    private final @Nullable RecurrentFactors factors;
    private final PackedMatrix hiddenWeights;
    private final @Nullable PackedMatrix inputWeights;
    private final @Nullable PackedMatrix projection;
    private final @Nullable PackedMatrix inner;
    private final float[] dInnerSums;
    private final float[] dInner;
    private final float[] dStates;
    private final float[] dPreProjection;
    private final float[] dGates;
    private final float[] dHidden;
    private final float[] dCell;
    private final float[] dUnitWeights;
    private final float[] zeros;
    private final LayerShare[] shares;
    private final CellStep[] cellSteps;
    private final Product[] products;

    /// @param wantInput whether to compute the gradient of the layer's input
    LayerBackward(PackedNetwork network, int layer, int direction, ForwardBuffers buffers, boolean wantInput,
            Workers workers) {
        int maxBatch = buffers.maxBatch();
        this.network = network;
        this.shape = network.shape(layer);
        this.states = buffers.states(layer, direction);
        this.direction = direction;
        this.workers = workers;
        this.sequences = buffers.sequences();
        this.factors = buffers.recurrentFactors(layer, direction);
        this.hiddenWeights = TransposedWeights.forHidden(shape);
        this.inputWeights = wantInput ? TransposedWeights.forInput(shape) : null;
        this.dGates = new float[Sizes.floats("session, gradients of the gates", maxBatch, shape.blocks(),
                shape.blockWidth())];
        boolean projects = shape.projects();
        this.projection = projects ? TransposedWeights.forProjection(shape) : null;
        this.inner = shape.innerGate() < 0 ? null : TransposedWeights.forInner(shape);
        this.dInnerSums = new float[inner == null ? 0 : maxBatch * shape.padded()];
        this.dInner = new float[inner == null ? 0 : maxBatch * shape.padded()];
        this.dStates = new float[Sizes.floats("session, gradients of the states", projects ? buffers.maxTime() : 0,
                maxBatch, shape.statePadded())];
        this.dPreProjection = new float[projects ? maxBatch * shape.padded() : 0];
        this.dHidden = new float[maxBatch * shape.statePadded()];
        this.dCell = new float[Sizes.floats("session, gradients of the states", maxBatch, shape.cellWidth())];
        this.dUnitWeights = new float[Sizes.floats("session, gradients of the units' weights", maxBatch,
                network.layer(layer, direction).unitWeights().length)];
        this.zeros = new float[Math.max(PackedMatrix.MAX_VECTORS * shape.lanes(), shape.padded())];
        this.shares = new LayerShare[workers.size()];
        this.cellSteps = new CellStep[workers.size()];
        this.products = new Product[workers.size()];
        for (int member = 0; member < workers.size(); member++) {
            shares[member] = new LayerShare(workers);
            cellSteps[member] = new CellStep();
            cellSteps[member].scratch = new float[network.function().scratch()
                    * (shape.wholeRows() ? shape.padded() : shape.lanes())];
            products[member] = new Product();
        }
    }

    /// Packs the weights of some blocks of units from the flat parameters.
    void pack(float[] parameters, int fromBlock, int toBlock) {
        PackedLayer layer = network.layer(shape.layer(), direction);
        TransposedWeights.packHidden(layer, network.cell(), parameters, hiddenWeights, fromBlock, toBlock);
        if (inputWeights != null) {
            TransposedWeights.packInput(layer, network.cell(), parameters, inputWeights, fromBlock, toBlock);
        }
        if (inner != null && fromBlock == 0 && toBlock > 0) {
            TransposedWeights.packInner(layer, network.cell(), parameters, inner);
        }
        if (projection != null && fromBlock == 0 && toBlock > 0) {
            TransposedWeights.packProjection(layer, parameters, projection);
        }
    }

    /// The gradient of the hidden state, `[B, V]`: in, of the final state; out, of the initial state.
    float[] dHidden() {
        return dHidden;
    }

    /// The gradients of the cell's states, `[B, K·U·N]`; in and out as for [#dHidden()].
    float[] dCell() {
        return dCell;
    }

    /// The gradients of the per-unit weights, separately for each row of the batch, `[B, U, K·N]`.
    float[] dUnitWeights() {
        return dUnitWeights;
    }

    /// With a projection, the complete gradients of the hidden states, step by step without gaps, `[Σ, V]`.
    float[] dStates() {
        return dStates;
    }

    /// Runs a thread's share of the steps, from the last to the first.
    void run(int member, int members, GradientFlow flow) {
        LayerShare share = shares[member];
        share.set(shape, sequences, member, members);
        if (share.isEmpty()) {
            return;
        }
        CellStep step = cellSteps[member];
        prepare(step);
        clearUnitWeights(step, share);
        Product product = products[member];
        int fromRow = share.fromRow();
        int gatesWidth = shape.blocks() * shape.blockWidth();
        int stateWidth = shape.statePadded();
        int steps = flow.toTime - flow.fromTime;
        for (int i = 0; i < steps; i++) {
            int t = direction == 0 ? flow.toTime - 1 - i : flow.fromTime + i;
            int rows = share.rows(sequences.active(t));
            boolean has = flow.hasOutputs(t);
            int dOutput = (flow.outputSlot(t) * sequences.batch() + fromRow) * shape.outputWidth()
                    + direction * stateWidth;
            step.rows = rows;
            product.rows = rows;
            if (projection == null) {
                step.dOutput = has ? flow.dOutputs : zeros;
                step.dOutputStride = has ? shape.outputWidth() : 0;
            } else {
                backwardProjection(projection, share, flow, t, has ? dOutput : NONE);
            }
            for (int block = share.fromBlock(); block < share.toBlock(); block += step.blocks) {
                stepCell(step, t, fromRow, block, has && projection == null ? dOutput + block * shape.lanes() : 0);
            }
            multiplyInner(step, product, fromRow);
            if (share.byUnits()) {
                workers.meet(members);
            }
            product.left(dGates, fromRow * gatesWidth, gatesWidth, gatesWidth);
            if (i < steps - 1 || flow.wantStart) {
                product.from(zeros, 0, 0, 0);
                product.to(dHidden, fromRow * stateWidth, stateWidth, hiddenWeights.panelWidth());
                multiply(product, hiddenWeights, share);
                if (factors != null) {
                    factors.backward(dHidden, fromRow, rows, hiddenWeights.column(share.from(hiddenWeights.panels())),
                            Math.min(stateWidth, hiddenWeights.column(share.to(hiddenWeights.panels()))));
                }
            }
            if (inputWeights != null) {
                int panel = inputWeights.panelWidth();
                int at = (t * sequences.batch() + fromRow) * flow.dInputWidth;
                product.to(flow.dInputs, at, flow.dInputWidth, panel);
                if (direction == 0) {
                    product.from(zeros, 0, 0, 0);
                } else {
                    product.from(flow.dInputs, at, flow.dInputWidth, panel);
                }
                multiply(product, inputWeights, share);
            }
            if (share.byUnits()) {
                workers.meet(members);
            }
        }
    }

    /// The gradients of the pre-projection outputs of a step: `dM = dH·Wₕᵣ`.
    ///
    /// @param dOutput the offset of the gradient of the outputs, or [#NONE]
    private void backwardProjection(PackedMatrix weights, LayerShare share, GradientFlow flow, int time, int dOutput) {
        Product product = products[share.member()];
        int stateWidth = shape.statePadded();
        int at = (sequences.start(time) + share.fromRow()) * stateWidth;
        addOutputs(share, flow.dOutputs, dOutput, product.rows, at);
        if (share.byUnits()) {
            workers.meet(share.members());
        }
        product.left(dStates, at, stateWidth, shape.state());
        product.from(zeros, 0, 0, 0);
        product.to(dPreProjection, share.fromRow() * shape.padded(), shape.padded(), weights.panelWidth());
        multiply(product, weights, share);
        if (share.byUnits()) {
            workers.meet(share.members());
        }
    }

    /// The complete gradient of the hidden states of some rows: the sum of those from the next step and from the
    /// layer above.
    private void addOutputs(LayerShare share, float[] dOutputs, int dOutput, int rows, int dState) {
        int width = shape.statePadded();
        int to = share.to(rows);
        for (int row = share.from(rows); row < to; row++) {
            System.arraycopy(dHidden, (share.fromRow() + row) * width, dStates, dState + row * width, width);
            for (int state = 0; dOutput != NONE && state < width; state++) {
                dStates[dState + row * width + state] += dOutputs[dOutput + row * shape.outputWidth() + state];
            }
        }
    }

    /// For a cell with an inner gate: the backward pass of the product within the step, then the rest of the step.
    private void multiplyInner(CellStep step, Product product, int fromRow) {
        if (inner == null) {
            return;
        }
        int width = shape.padded();
        product.left(dInnerSums, fromRow * width, width, shape.hidden());
        product.from(zeros, 0, 0, 0);
        product.to(dInner, fromRow * width, width, inner.panelWidth());
        network.kernels().product(product, inner, 0, inner.panels());
        if (factors != null) {
            factors.backward(dInner, fromRow, step.rows, 0, width);
        }
        network.function().backwardInner(step);
    }

    private void multiply(Product product, PackedMatrix weights, LayerShare share) {
        int from = share.from(weights.panels());
        network.kernels().product(product, weights, from, share.to(weights.panels()) - from);
    }

    private void clearUnitWeights(CellStep step, LayerShare share) {
        int width = step.dUnitWeightsStride / shape.blocks();
        for (int row = share.fromRow(); row < share.toRow(); row++) {
            int at = row * step.dUnitWeightsStride;
            Arrays.fill(dUnitWeights, at + share.fromBlock() * width, at + share.toBlock() * width, 0f);
        }
    }

    private void prepare(CellStep step) {
        boolean projects = projection != null;
        step.units = shape.lanes();
        step.blocks = shape.wholeRows() ? shape.blocks() : 1;
        step.gatesBlockStride = states.blockStride();
        step.layerUnits = shape.hidden();
        step.gates = states.gates();
        step.gatesStride = shape.blockWidth();
        step.dGates = dGates;
        step.dGatesStride = shape.blocks() * shape.blockWidth();
        step.cellBefore = states.cells();
        step.cell = states.cells();
        step.cellStride = shape.cellWidth();
        step.stateStride = shape.padded();
        step.dHidden = projects ? dPreProjection : dHidden;
        step.dHiddenStride = shape.padded();
        step.dOutput = zeros;
        step.dOutputStride = 0;
        step.dCell = dCell;
        step.dCellStride = shape.cellWidth();
        step.unitWeights = network.layer(shape.layer(), direction).unitWeights();
        step.unitWeightsStride = 0;
        step.inner = dInner;
        step.innerSums = dInnerSums;
        step.innerStride = shape.padded();
        step.dUnitWeights = dUnitWeights;
        step.dUnitWeightsStride = step.unitWeights.length;
    }

    private void stepCell(CellStep step, int time, int row, int block, int dOutput) {
        int unit = block * shape.lanes();
        int batch = sequences.batch();
        int before = ((direction == 0 ? time : time + 1) * batch + row) * shape.cellWidth();
        int after = ((direction == 0 ? time + 1 : time) * batch + row) * shape.cellWidth();
        step.gatesOffset = block * states.blockStride() + (sequences.start(time) + row) * shape.blockWidth();
        step.dGatesOffset = row * step.dGatesStride + block * shape.blockWidth();
        step.cellBeforeOffset = before + unit;
        step.cellOffset = after + unit;
        step.dHiddenOffset = row * shape.padded() + unit;
        step.dCellOffset = row * shape.cellWidth() + unit;
        step.dOutputOffset = dOutput;
        step.innerOffset = row * shape.padded();
        step.innerSumsOffset = row * shape.padded();
        step.unitWeightsOffset = block * (step.unitWeights.length / shape.blocks());
        step.dUnitWeightsOffset = row * step.dUnitWeightsStride + step.unitWeightsOffset;
        network.function().backward(step);
    }
}
