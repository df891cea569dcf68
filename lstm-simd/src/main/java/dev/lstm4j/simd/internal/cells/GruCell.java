package dev.lstm4j.simd.internal.cells;

import dev.lstm4j.CellOptions;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;

/// The gated recurrent unit (Cho et al. 2014) as `torch.nn.GRU` has it: `r = γ(r')`, `z = γ(z')`,
/// `n = φ(n'ₓ + r⊙n'ₕ)`, `h = (1 - z)⊙n + z⊙h₋₁`. The reset gate comes between the two halves of the candidate, so they are
/// two packed gates: the inputs' half has no recurrent weights, the hidden state's no input weights.
final class GruCell implements Cell {
    private static final int RESET = 0;
    private static final int UPDATE = 1;
    private static final int FROM_INPUT = 2;
    private static final int FROM_HIDDEN = 3;
    private static final int CANDIDATE_ROWS = 2;

    private final GateFunction gate;
    private final GateFunction candidate;

    GruCell(CellOptions options, Kernels kernels) {
        this.gate = new GateFunction(options.gate(), options.clip(), kernels);
        this.candidate = new GateFunction(options.candidate(), options.clip(), kernels);
    }

    @Override
    public int gates() {
        return FROM_HIDDEN + 1;
    }

    @Override
    public int inputGate(int packed) {
        return packed == FROM_HIDDEN ? -1 : packed;
    }

    @Override
    public int hiddenGate(int packed) {
        return packed == FROM_INPUT ? -1 : packed == FROM_HIDDEN ? CANDIDATE_ROWS : packed;
    }

    @Override
    public boolean keepsHidden() {
        return true;
    }

    @Override
    public void forward(Kernels kernels, CellStep step) {
        int n = step.units;
        float[] gates = step.gates;
        for (int row = 0; row < step.rows; row++) {
            int at = step.gatesOffset + row * step.gatesStride;
            int before = step.cellBeforeOffset + row * step.cellStride;
            int after = step.cellOffset + row * step.cellStride;
            int hidden = step.hiddenOffset + row * step.hiddenStride;
            gate.apply(gates, at + RESET * n, at + FROM_INPUT * n); // and the update gate beside it
            for (int j = 0; j < n; j++) {
                gates[at + FROM_INPUT * n + j] += gates[at + RESET * n + j] * gates[at + FROM_HIDDEN * n + j];
            }
            candidate.apply(gates, at + FROM_INPUT * n, at + FROM_HIDDEN * n);
            for (int j = 0; j < n; j++) {
                float z = gates[at + UPDATE * n + j];
                float h = (1f - z) * gates[at + FROM_INPUT * n + j] + z * step.cellBefore[before + j];
                step.cell[after + j] = h;
                step.hidden[hidden + j] = h;
            }
        }
    }

    @Override
    public void backward(Kernels kernels, CellStep step) {
        int n = step.units;
        float[] gates = step.gates;
        for (int row = 0; row < step.rows; row++) {
            int at = step.gatesOffset + row * step.gatesStride;
            int before = step.cellBeforeOffset + row * step.cellStride;
            int dState = row * step.dHiddenStride;
            for (int j = 0; j < n; j++) {
                float r = gates[at + RESET * n + j];
                float z = gates[at + UPDATE * n + j];
                float c = gates[at + FROM_INPUT * n + j];
                float fromHidden = gates[at + FROM_HIDDEN * n + j];
                float dH = step.dHidden[step.dHiddenOffset + dState + j] + step.dCell[step.dCellOffset + dState + j]
                        + step.dOutput[step.dOutputOffset + row * step.dOutputStride + j];
                float dCandidate = dH * (1f - z) * candidate.derivative(c);
                gates[at + RESET * n + j] = dCandidate * fromHidden * gate.derivative(r);
                gates[at + UPDATE * n + j] = dH * (step.cellBefore[before + j] - c) * gate.derivative(z);
                gates[at + FROM_INPUT * n + j] = dCandidate;
                gates[at + FROM_HIDDEN * n + j] = dCandidate * r;
                step.dCell[step.dCellOffset + dState + j] = dH * z;
            }
            System.arraycopy(gates, at, step.dGates, step.dGatesOffset + row * step.dGatesStride, gates() * n);
        }
    }
}
