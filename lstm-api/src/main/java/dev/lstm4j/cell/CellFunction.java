package dev.lstm4j.cell;

import dev.lstm4j.engine.CellStep;

/// Computes the steps of a [Cell]; created by [Cell#function]. The operands are fields of a [CellStep], which are
/// named below. Several threads call the same function at once, each with its own step.
public interface CellFunction {

    /// The size of [CellStep#scratch].
    ///
    /// @return the number of floats per unit of a block, or per unit of all blocks if the cell needs whole rows
    default int scratch() {
        return 0;
    }

    /// One step: from pre-activations and previous states to new states.
    ///
    /// @param step in: gates (pre-activations), cellBefore; out: gates (activations, or anything that backward reads if
    ///        [CellStep#training] is set), cell, hidden
    void forward(CellStep step);

    /// One step backward: from the gradients of the new states to those of the pre-activations and of the previous
    /// states.
    ///
    /// @param step in: gates (as [#forward] left them), cellBefore, cell, dHidden, dOutput, dCell; out: gates and dGates
    ///        (gradients of the pre-activations), dCell (of the previous states); added to: dUnitWeights
    void backward(CellStep step);

    /// The rest of a forward step of a cell with an inner gate ([Cell#innerGate()]), after the product within the step.
    ///
    /// @param step as [#forward] left it, which wrote inner; in: innerSums; out: gates, cell, hidden
    /// @throws UnsupportedOperationException if the cell has no inner gate
    default void forwardInner(CellStep step) {
        throw new UnsupportedOperationException(
                "forwardInner: expected an implementation, since innerGate() is not -1, "
                        + "found none in " + getClass().getName());
    }

    /// The rest of a backward step of a cell with an inner gate, after the backward pass of the product within the
    /// step.
    ///
    /// @param step as [#backward] left it, which wrote innerSums; in: inner, the gradient of what the product read; out:
    ///        gates, dGates, dCell
    /// @throws UnsupportedOperationException if the cell has no inner gate
    default void backwardInner(CellStep step) {
        throw new UnsupportedOperationException(
                "backwardInner: expected an implementation, since innerGate() is not -1, "
                        + "found none in " + getClass().getName());
    }
}
