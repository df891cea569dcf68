package dev.lstm4j;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.cell.CellParameter;
import dev.lstm4j.cell.TracedGate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks that the declaration of a cell is consistent, so that a mistake is reported before the cell is used.
final class CellDeclaration {
    /// Parameter names that the layout itself uses.
    private static final Set<String> RESERVED = Set.of("weight_ih", "weight_hh", "weight_hr", "bias_ih", "bias_hh",
            "h0");
    private static final String WORD = "[a-z][a-z0-9_]*";

    private CellDeclaration() {}

    static void check(Cell cell) {
        String name = cell.name();
        require(name.matches(WORD), name, "a name of lower-case letters, digits and underscores", name);
        int gates = cell.gates().size();
        int packed = cell.packedGates();
        require(gates > 0 && packed > 0, name, "at least one gate", gates + " gates and " + packed + " packed gates");
        boolean[] fromInput = new boolean[gates];
        boolean[] fromHidden = new boolean[gates];
        for (int p = 0; p < packed; p++) {
            int input = cell.inputGate(p);
            int hidden = cell.hiddenGate(p);
            require(input >= -1 && input < gates && hidden >= -1 && hidden < gates && Math.max(input, hidden) >= 0,
                    name,
                    "an input gate and a hidden gate from 0 to " + (gates - 1)
                            + ", or -1 for one of them, in packed gate " + p,
                    input + " and " + hidden);
            take(cell, fromInput, input, "weight_ih");
            take(cell, fromHidden, hidden, "weight_hh");
        }
        for (int gate = 0; gate < gates; gate++) {
            require(fromInput[gate] && fromHidden[gate], name,
                    "packed gates with weight_ih and weight_hh of gate " + cell.gates().get(gate),
                    "none with " + (fromInput[gate] ? "weight_hh" : "weight_ih"));
        }
        require(cell.forgetGate() >= -1 && cell.forgetGate() < gates, name, "a forget gate from -1 to " + (gates - 1),
                Integer.toString(cell.forgetGate()));
        int inner = cell.innerGate();
        require(inner >= -1 && inner < packed, name, "an inner gate from -1 to " + (packed - 1),
                Integer.toString(inner));
        require(inner < 0 || cell.needsWholeRows() && cell.hiddenGate(inner) >= 0, name,
                "needsWholeRows() and a hidden gate of at least 0 for inner gate " + inner,
                cell.needsWholeRows() + " and " + (inner < 0 ? inner : cell.hiddenGate(inner)));
        require(!cell.keepsHidden() || cell.states().isEmpty() && !cell.allowsProjection(), name,
                "no states and no projection, since keepsHidden() is true",
                "states " + cell.states() + (cell.allowsProjection() ? " and a projection" : ""));
        checkNames(cell);
        for (TracedGate traced : cell.tracedGates()) {
            require(traced.packed() >= 0 && traced.packed() < packed, name,
                    "packed gates from 0 to " + (packed - 1) + " in tracedGates()", Integer.toString(traced.packed()));
        }
    }

    private static void take(Cell cell, boolean[] taken, int gate, String weights) {
        if (gate >= 0) {
            require(!taken[gate], cell.name(), "one packed gate for each block of " + weights,
                    "two for gate " + cell.gates().get(gate));
            taken[gate] = true;
        }
    }

    private static void checkNames(Cell cell) {
        List<String> shown = new ArrayList<>(cell.tracedGates().stream().map(TracedGate::name).toList());
        shown.addAll(cell.states());
        shown.add("h");
        require(new HashSet<>(shown).size() == shown.size(), cell.name(),
                "gates and states with different names, none of them h",
                shown.toString());
        require(new HashSet<>(cell.gates()).size() == cell.gates().size(), cell.name(), "gates with different names",
                cell.gates().toString());
        List<String> parameters = new ArrayList<>(cell.parameters(true).stream().map(CellParameter::name).toList());
        cell.states().forEach(state -> parameters.add(state + "0"));
        require(new HashSet<>(parameters).size() == parameters.size() && parameters.stream().allMatch(
                parameter -> parameter.matches(WORD) && !RESERVED.contains(parameter)), cell.name(),
                "different parameter names, none of them " + RESERVED, parameters.toString());
    }

    private static void require(boolean fits, String name, String expected, String found) {
        if (!fits) {
            throw new IllegalArgumentException("cell " + name + ": expected " + expected + ", found " + found);
        }
    }
}
