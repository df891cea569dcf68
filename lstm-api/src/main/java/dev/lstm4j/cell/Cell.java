package dev.lstm4j.cell;

import dev.lstm4j.engine.Kernels;
import java.util.ArrayList;
import java.util.List;

/// A recurrent cell: a value that declares the structure of the cell and creates the [CellFunction] that computes its
/// steps. Everything else follows from the declaration: the layout, number, initial values and packing of the
/// parameters, the input and output of states, traces, streaming and files.
///
/// A step works on pre-activations `W·x + U·h₋₁ + b`, one for each gate and unit, which the engine's matrix products
/// compute. The weights `weight_ih` `[G·H, I]` and `weight_hh` `[G·H, P]` have a block of H rows for each gate.
///
/// Usually the engine computes one pre-activation for each gate. A cell that needs the part from the input and the part
/// from the hidden state separately (a GRU's candidate) declares *packed gates*: each takes one block of `weight_ih`,
/// one of `weight_hh`, or both. A unit has one pre-activation for each packed gate.
///
/// Implementations must be immutable, with `equals`, `hashCode` and `toString` based on their settings, as in a record.
public interface Cell {

    /// The name of the cell in files, and the prefix of its parameters in a network with a head (`lstm.weight_ih_l0`).
    ///
    /// @return a word in lower case; cells that differ only in their settings may share it
    String name();

    /// A description for messages and reports.
    ///
    /// @return a noun with an article, such as `an LSTM with peepholes`
    default String description() {
        return "a " + name();
    }

    /// The gates, in the order of their blocks of H rows in the weights.
    ///
    /// @return G different names, at least one; those of the built-in gates are [Gate#label()]
    List<String> gates();

    /// The number of packed gates of a unit.
    ///
    /// @return at least 1
    default int packedGates() {
        return gates().size();
    }

    /// The block of `weight_ih` and `bias_ih` that a packed gate takes.
    ///
    /// @param packed from 0
    /// @return the index of the gate, or -1 if the packed gate takes nothing from the input
    default int inputGate(int packed) {
        return packed;
    }

    /// The block of `weight_hh` and `bias_hh` that a packed gate takes.
    ///
    /// @param packed from 0
    /// @return the index of the gate, or -1 if the packed gate takes nothing from the hidden state
    default int hiddenGate(int packed) {
        return packed;
    }

    /// Whether the gates have the biases `bias_ih` and `bias_hh` in a network with biases.
    ///
    /// @return false for cells whose own parameters replace them, such as those of layer normalisation
    default boolean hasGateBiases() {
        return true;
    }

    /// The gate that determines how much of the previous state is kept. An initializer may raise its initial bias.
    ///
    /// @return its index in [#gates()], or -1 if the cell has none with a bias of its own
    default int forgetGate() {
        return -1;
    }

    /// The states besides the hidden state, each with one number per unit.
    ///
    /// @return K different names, such as `c`; none by default
    default List<String> states() {
        return List.of();
    }

    /// Whether a step reads the previous hidden state element by element, as a GRU does. The engine then keeps a copy
    /// of the hidden state as the cell's only state: a step reads it from `cellBefore` and writes the new hidden state
    /// to `cell` and to `hidden`. Such a cell declares no other states.
    ///
    /// @return false by default
    default boolean keepsHidden() {
        return false;
    }

    /// The cell's own parameters, besides its weights and gate biases.
    ///
    /// @param bias whether the network has biases
    /// @return in the order of the layout; none by default
    default List<CellParameter> parameters(boolean bias) {
        return List.of();
    }

    /// Whether a step needs all units of a row at once. The engine then passes whole rows instead of single blocks of
    /// units.
    ///
    /// @return false by default
    default boolean needsWholeRows() {
        return false;
    }

    /// The packed gate, if there is one, whose recurrent weights are not applied to the hidden state but to what
    /// [CellFunction#forward] wrote to `inner`. The engine computes this product within the step and then calls
    /// [CellFunction#forwardInner]. Such a cell needs whole rows.
    ///
    /// @return the packed gate, or -1 for none
    default int innerGate() {
        return -1;
    }

    /// Whether the hidden state may be a projection of what the cell computes (Sak et al. 2014).
    ///
    /// @return false by default
    default boolean allowsProjection() {
        return false;
    }

    /// The gates that a trace can show.
    ///
    /// @return by default each gate of [#gates()], read from the first packed gate that takes its block of `weight_ih`
    default List<TracedGate> tracedGates() {
        List<TracedGate> traced = new ArrayList<>();
        for (int gate = 0; gate < gates().size(); gate++) {
            int packed = 0;
            while (packed < packedGates() && inputGate(packed) != gate) {
                packed++;
            }
            if (packed < packedGates()) {
                traced.add(new TracedGate(gates().get(gate), packed, false));
            }
        }
        return traced;
    }

    /// The settings stored in a file, from which a [CellProvider] creates an equal cell.
    ///
    /// @return no settings by default and for a cell that has only default settings
    default CellSettings settings() {
        return CellSettings.none();
    }

    /// Creates the function that computes the steps.
    ///
    /// @param kernels the arithmetic
    /// @param bias whether the network has biases, as for [#parameters]
    /// @return a stateless function, which several threads may call at once
    CellFunction function(Kernels kernels, boolean bias);
}
