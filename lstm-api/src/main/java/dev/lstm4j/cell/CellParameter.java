package dev.lstm4j.cell;

import dev.lstm4j.init.Initialization;

/// A parameter of a cell's own besides its gates' weights and biases: some numbers for each unit, such as peepholes.
/// Its shape is `[rows, H]`, and its name in a layout is this name with the suffix of layer and direction, such as
/// `peephole_l0`.
///
/// @param name a word such as `peephole`; not one of the layout's own, such as `weight_ih`
/// @param rows the number of values for each unit, at least 1
/// @param initialization how its initial values are drawn, unless an initializer says otherwise
/// @param hasGateBiases whether its first rows are the gates' biases, in the order of [Cell#gates()]; an initial forget
///        bias is then written there
public record CellParameter(String name, int rows, Initialization initialization, boolean hasGateBiases) {

    /// Checks the number of rows.
    ///
    /// @throws IllegalArgumentException if rows is below 1
    public CellParameter {
        if (rows < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1 row, found " + rows);
        }
    }

    /// A parameter that holds no biases of gates.
    ///
    /// @param name a word such as `peephole`
    /// @param rows the number of values for each unit, at least 1
    /// @param initialization how its initial values are drawn
    public CellParameter(String name, int rows, Initialization initialization) {
        this(name, rows, initialization, false);
    }
}
