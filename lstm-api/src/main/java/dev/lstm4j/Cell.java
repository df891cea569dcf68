package dev.lstm4j;

/// The element-wise part of a recurrent cell: what happens between two matrix products. Products, time loops, threads
/// and files know a cell only through this contract.
public interface Cell {

    /// Which cell it is, with its number of gates.
    ///
    /// @return the type
    CellType type();

    /// One step: from pre-activations and the states before to the states after.
    ///
    /// @param kernels what computes
    /// @param step in: gates (pre-activations), cellBefore; out: gates (activations), cell, hidden
    void forward(Kernels kernels, CellStep step);

    /// One step back: from the gradients of the states after to those of the pre-activations and the states before.
    ///
    /// @param kernels what computes
    /// @param step in: gates (activations), cellBefore, cell, dHidden, dOutput, dCell; out: gates (gradients of the
    ///        pre-activations), dCell
    void backward(Kernels kernels, CellStep step);
}
