package dev.lstm4j.simd.internal.cells;

import dev.lstm4j.CellOptions;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;

/// The gated recurrent unit whose reset gate acts before the recurrent weights (Cho et al. 2014; ONNX's GRU unless told
/// otherwise, Keras' with `reset_after=False`): `r = γ(r')`, `z = γ(z')`, `n = φ(n'ₓ + Uₙ·(r⊙h₋₁))`,
/// `h = (1 - z)⊙n + z⊙h₋₁`. The candidate's recurrent weights have a product of their own, behind the reset gate.
final class ResetFirstGruCell implements Cell {
    private static final int RESET = 0;
    private static final int UPDATE = 1;
    private static final int CANDIDATE = 2;
    private static final int GATES = 3;

    private final GateFunction gate;
    private final GateFunction candidate;

    ResetFirstGruCell(CellOptions options, Kernels kernels) {
        this.gate = new GateFunction(options.gate(), options.clip(), kernels);
        this.candidate = new GateFunction(options.candidate(), options.clip(), kernels);
    }

    @Override
    public int gates() {
        return GATES;
    }

    @Override
    public int innerGate() {
        return CANDIDATE;
    }

    @Override
    public boolean wholeRows() {
        return true;
    }

    @Override
    public boolean keepsHidden() {
        return true;
    }

    private static int gates(CellStep step, int row, int block) {
        return step.gatesOffset + row * step.gatesStride + block * step.gatesBlockStride;
    }

    @Override
    public void forward(Kernels kernels, CellStep step) {
        int n = step.units;
        float[] gates = step.gates;
        for (int row = 0; row < step.rows; row++) {
            for (int block = 0; block < step.blocks; block++) {
                int at = gates(step, row, block);
                int before = step.cellBeforeOffset + row * step.cellStride + block * n;
                int inner = step.innerOffset + row * step.innerStride + block * n;
                gate.apply(gates, at + RESET * n, at + CANDIDATE * n); // and the update gate beside it
                for (int j = 0; j < n; j++) {
                    step.inner[inner + j] = gates[at + RESET * n + j] * step.cellBefore[before + j];
                }
            }
        }
    }

    @Override
    public void forwardInner(Kernels kernels, CellStep step) {
        int n = step.units;
        float[] gates = step.gates;
        for (int row = 0; row < step.rows; row++) {
            for (int block = 0; block < step.blocks; block++) {
                int at = gates(step, row, block);
                int state = row * step.cellStride + block * n;
                int sums = step.innerSumsOffset + row * step.innerStride + block * n;
                int hidden = step.hiddenOffset + row * step.hiddenStride + block * n;
                for (int j = 0; j < n; j++) {
                    gates[at + CANDIDATE * n + j] += step.innerSums[sums + j];
                }
                candidate.apply(gates, at + CANDIDATE * n, at + GATES * n);
                for (int j = 0; j < n; j++) {
                    float z = gates[at + UPDATE * n + j];
                    float h = (1f - z) * gates[at + CANDIDATE * n + j]
                            + z * step.cellBefore[step.cellBeforeOffset + state + j];
                    step.cell[step.cellOffset + state + j] = h;
                    step.hidden[hidden + j] = h;
                }
            }
        }
    }

    @Override
    public void backward(Kernels kernels, CellStep step) {
        int n = step.units;
        float[] gates = step.gates;
        for (int row = 0; row < step.rows; row++) {
            for (int block = 0; block < step.blocks; block++) {
                int at = gates(step, row, block);
                int before = step.cellBeforeOffset + row * step.cellStride + block * n;
                int dState = row * step.dHiddenStride + block * n;
                int dOutput = step.dOutputOffset + row * step.dOutputStride + block * n;
                int sums = step.innerSumsOffset + row * step.innerStride + block * n;
                for (int j = 0; j < n; j++) {
                    float z = gates[at + UPDATE * n + j];
                    float c = gates[at + CANDIDATE * n + j];
                    float dH = step.dHidden[step.dHiddenOffset + dState + j] + step.dCell[step.dCellOffset + dState + j]
                            + step.dOutput[dOutput + j];
                    float dCandidate = dH * (1f - z) * candidate.derivative(c);
                    gates[at + UPDATE * n + j] = dH * (step.cellBefore[before + j] - c) * gate.derivative(z);
                    gates[at + CANDIDATE * n + j] = dCandidate;
                    step.innerSums[sums + j] = dCandidate;
                    step.dCell[step.dCellOffset + dState + j] = dH * z;
                }
            }
        }
    }

    @Override
    public void backwardInner(Kernels kernels, CellStep step) {
        int n = step.units;
        float[] gates = step.gates;
        for (int row = 0; row < step.rows; row++) {
            for (int block = 0; block < step.blocks; block++) {
                int at = gates(step, row, block);
                int before = step.cellBeforeOffset + row * step.cellStride + block * n;
                int dState = step.dCellOffset + row * step.dHiddenStride + block * n;
                int inner = step.innerOffset + row * step.innerStride + block * n;
                for (int j = 0; j < n; j++) {
                    float r = gates[at + RESET * n + j];
                    float dInner = step.inner[inner + j];
                    gates[at + RESET * n + j] = dInner * step.cellBefore[before + j] * gate.derivative(r);
                    step.dCell[dState + j] += dInner * r;
                }
                System.arraycopy(gates, at, step.dGates,
                        step.dGatesOffset + row * step.dGatesStride + block * GATES * n, GATES * n);
            }
        }
    }
}
