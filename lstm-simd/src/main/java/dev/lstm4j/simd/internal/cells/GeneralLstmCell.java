package dev.lstm4j.simd.internal.cells;

import dev.lstm4j.CellOptions;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;
import java.util.List;

/// The LSTM with the options of the ONNX operator: other functions, peepholes, a coupled forget gate, a bound. With its
/// gates i f g o, or coupled i g o:
/// `i = γ(i' + pᵢ⊙c₋₁)`, `f = γ(f' + p_f⊙c₋₁)` or `1 - i`, `c = f⊙c₋₁ + i⊙g`, `o = γ(o' + pₒ⊙c)`, `h = o⊙η(c)`.
final class GeneralLstmCell implements Cell {
    private final boolean peephole;
    private final boolean coupled;
    private final GateFunction gate;
    private final GateFunction candidate;
    private final GateFunction output;
    private final int candidateGate;
    private final int outputGate;

    GeneralLstmCell(CellOptions options, Kernels kernels) {
        this.peephole = options.peephole();
        this.coupled = options.coupled();
        this.gate = new GateFunction(options.gate(), options.clip(), kernels);
        this.candidate = new GateFunction(options.candidate(), options.clip(), kernels);
        this.output = new GateFunction(options.output(), 0, kernels);
        this.candidateGate = coupled ? 1 : 2;
        this.outputGate = coupled ? 2 : 3;
    }

    @Override
    public int gates() {
        return outputGate + 1;
    }

    @Override
    public int unitWeights() {
        return peephole ? outputGate : 0;
    }

    @Override
    public List<String> unitWeightNames() {
        return peephole ? List.of("peephole") : List.of();
    }

    @Override
    public int scratch() {
        return 1;
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
            int peep = step.unitWeightsOffset + row * step.unitWeightsStride;
            if (peephole) {
                for (int j = 0; j < candidateGate * n; j++) { // the input gate, and the forget gate beside it
                    gates[at + j] += step.unitWeights[peep + j] * step.cellBefore[before + j % n];
                }
            }
            gate.apply(gates, at, at + candidateGate * n);
            candidate.apply(gates, at + candidateGate * n, at + outputGate * n);
            for (int j = 0; j < n; j++) {
                float i = gates[at + j];
                float f = coupled ? 1f - i : gates[at + n + j];
                float c = f * step.cellBefore[before + j] + i * gates[at + candidateGate * n + j];
                step.cell[after + j] = c;
                step.hidden[hidden + j] = c;
            }
            if (peephole) {
                for (int j = 0; j < n; j++) {
                    gates[at + outputGate * n + j] += step.unitWeights[peep + candidateGate * n + j]
                            * step.cell[after + j];
                }
            }
            gate.apply(gates, at + outputGate * n, at + (outputGate + 1) * n);
            output.apply(step.hidden, hidden, hidden + n);
            for (int j = 0; j < n; j++) {
                step.hidden[hidden + j] *= gates[at + outputGate * n + j];
            }
        }
    }

    @Override
    public void backward(Kernels kernels, CellStep step) {
        int n = step.units;
        float[] gates = step.gates;
        float[] shown = step.scratch;
        for (int row = 0; row < step.rows; row++) {
            int at = step.gatesOffset + row * step.gatesStride;
            int before = step.cellBeforeOffset + row * step.cellStride;
            int dState = row * step.dHiddenStride;
            int peep = step.unitWeightsOffset + row * step.unitWeightsStride;
            int dPeep = step.dUnitWeightsOffset + row * step.dUnitWeightsStride;
            System.arraycopy(step.cell, step.cellOffset + row * step.cellStride, shown, 0, n);
            output.apply(shown, 0, n);
            for (int j = 0; j < n; j++) {
                float i = gates[at + j];
                float f = coupled ? 1f - i : gates[at + n + j];
                float g = gates[at + candidateGate * n + j];
                float o = gates[at + outputGate * n + j];
                float cBefore = step.cellBefore[before + j];
                float dH = step.dHidden[step.dHiddenOffset + dState + j]
                        + step.dOutput[step.dOutputOffset + row * step.dOutputStride + j];
                float dO = dH * shown[j] * gate.derivative(o);
                float dC = step.dCell[step.dCellOffset + dState + j] + dH * o * output.derivative(shown[j]);
                if (peephole) {
                    dC += dO * step.unitWeights[peep + candidateGate * n + j];
                    step.dUnitWeights[dPeep + candidateGate * n + j] += dO
                            * step.cell[step.cellOffset + row * step.cellStride + j];
                }
                float dI = dC * (coupled ? g - cBefore : g) * gate.derivative(i);
                float dBefore = dC * f;
                if (!coupled) {
                    float dF = dC * cBefore * gate.derivative(f);
                    gates[at + n + j] = dF;
                    if (peephole) {
                        dBefore += dF * step.unitWeights[peep + n + j];
                        step.dUnitWeights[dPeep + n + j] += dF * cBefore;
                    }
                }
                if (peephole) {
                    dBefore += dI * step.unitWeights[peep + j];
                    step.dUnitWeights[dPeep + j] += dI * cBefore;
                }
                gates[at + j] = dI;
                gates[at + candidateGate * n + j] = dC * i * candidate.derivative(g);
                gates[at + outputGate * n + j] = dO;
                step.dCell[step.dCellOffset + dState + j] = dBefore;
            }
            System.arraycopy(gates, at, step.dGates, step.dGatesOffset + row * step.dGatesStride,
                    (outputGate + 1) * n);
        }
    }
}
