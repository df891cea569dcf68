package dev.lstm4j.cell;

import dev.lstm4j.init.Initialization;

/// A cell's own parameter, besides the weights and biases of its gates: some numbers for each unit, such as peepholes.
/// Its shape is `[rows, H]`. Its name in a layout is this name followed by the suffix for layer and direction, such as
/// `peephole_l0`.
///
/// @param name a word such as `peephole`; not one that the layout itself uses, such as `weight_ih`
/// @param rows the number of values per unit, at least 1
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

    /// Creates a parameter that holds no gate biases.
    ///
    /// @param name a word such as `peephole`
    /// @param rows the number of values per unit, at least 1
    /// @param initialization how its initial values are drawn
    public CellParameter(String name, int rows, Initialization initialization) {
        this(name, rows, initialization, false);
    }
}
