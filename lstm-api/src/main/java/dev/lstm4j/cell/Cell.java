package dev.lstm4j.cell;

import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;
import java.util.List;

/// The element-wise part of a recurrent cell: what happens between two matrix products. Products, time loops, threads
/// and files know a cell only through this contract.
///
/// Its pre-activations are G packed gates. Each is a sum of rows of `weight_ih` and `weight_hh`, usually the same rows of
/// both; a cell that must see the two sums apart packs them as two gates, each without the other's weights.
public interface Cell {

    /// G, how many packed gates a unit has.
    ///
    /// @return at least 1
    int gates();

    /// Which block of H rows of `weight_ih` and `bias_ih` goes into a packed gate.
    ///
    /// @param packed from 0
    /// @return the block, or -1 for none
    default int inputGate(int packed) {
        return packed;
    }

    /// Which block of H rows of `weight_hh` and `bias_hh` goes into a packed gate.
    ///
    /// @param packed from 0
    /// @return the block, or -1 for none
    default int hiddenGate(int packed) {
        return packed;
    }

    /// How many weights each unit has for itself, such as peepholes: `[K, H]`. The way back adds their gradients itself, row by
    /// row ([CellStep#dUnitWeights]).
    ///
    /// @return K, 0 for none
    default int unitWeights() {
        return 0;
    }

    /// Which parameters hold them, one after the other: each a number of `[H]`, K together.
    ///
    /// @return their names without suffix, such as `peephole`
    default List<String> unitWeightNames() {
        return List.of();
    }

    /// Whether a step must see all units of a row at once, not block by block: the loop then hands it whole rows.
    ///
    /// @return false for cells whose units do not meet
    default boolean wholeRows() {
        return false;
    }

    /// The packed gate, if there is one, whose recurrent weights see not the hidden state but what the cell makes of it once the
    /// other gates are known: a second product within the step. Such a cell sees whole rows.
    ///
    /// @return the packed gate, or -1 for none
    default int innerGate() {
        return -1;
    }

    /// The rest of a step behind the second product.
    ///
    /// @param kernels what computes
    /// @param step as [#forward] left it, which wrote hidden; in: innerSums; out: gates, cell, hidden
    default void forwardInner(Kernels kernels, CellStep step) {
        throw new UnsupportedOperationException();
    }

    /// The rest of a step back behind the second product's way back.
    ///
    /// @param kernels what computes
    /// @param step as [#backward] left it, which wrote innerSums; in: dInner; out: gates, dGates, dCell
    default void backwardInner(Kernels kernels, CellStep step) {
        throw new UnsupportedOperationException();
    }

    /// How much room a step needs beside its arrays ([CellStep#scratch]).
    ///
    /// @return floats for each unit of a block, or of all blocks where it sees whole rows
    default int scratch() {
        return 0;
    }

    /// Whether the cell, having no cell state, keeps its hidden state in that place: it then gets both alike before the
    /// first step, and the gradients of both add up.
    ///
    /// @return false for cells that need no look at the hidden state before
    default boolean keepsHidden() {
        return false;
    }

    /// One step: from pre-activations and the states before to the states after.
    ///
    /// @param kernels what computes
    /// @param step in: gates (pre-activations), cellBefore; out: gates (activations), cell, hidden
    void forward(Kernels kernels, CellStep step);

    /// One step back: from the gradients of the states after to those of the pre-activations and the states before.
    ///
    /// @param kernels what computes
    /// @param step in: gates (activations), cellBefore, cell, dHidden, dOutput, dCell; out: gates and dGates (gradients of
    ///        the pre-activations), dCell, dUnitWeights
    void backward(Kernels kernels, CellStep step);
}
