package dev.lstm4j.simd.internal.cells;

import dev.lstm4j.CellOptions;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;

/// The plain recurrent cell (Elman 1990) as `torch.nn.RNN` has it: `h = φ(h')`. It has no state but the hidden one.
final class RnnCell implements Cell {
    private final GateFunction function;

    RnnCell(CellOptions options, Kernels kernels) {
        this.function = new GateFunction(options.candidate(), options.clip(), kernels);
    }

    @Override
    public int gates() {
        return 1;
    }

    @Override
    public void forward(Kernels kernels, CellStep step) {
        int n = step.units;
        for (int row = 0; row < step.rows; row++) {
            int at = step.gatesOffset + row * step.gatesStride;
            function.apply(step.gates, at, at + n);
            System.arraycopy(step.gates, at, step.hidden, step.hiddenOffset + row * step.hiddenStride, n);
        }
    }

    @Override
    public void backward(Kernels kernels, CellStep step) {
        int n = step.units;
        for (int row = 0; row < step.rows; row++) {
            int at = step.gatesOffset + row * step.gatesStride;
            int dHidden = step.dHiddenOffset + row * step.dHiddenStride;
            int dOutput = step.dOutputOffset + row * step.dOutputStride;
            int dGates = step.dGatesOffset + row * step.dGatesStride;
            for (int j = 0; j < n; j++) {
                float d = (step.dHidden[dHidden + j] + step.dOutput[dOutput + j])
                        * function.derivative(step.gates[at + j]);
                step.gates[at + j] = d;
                step.dGates[dGates + j] = d;
            }
        }
    }
}
