package dev.lstm4j.simd.internal.cells;

import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.CellStep;
import dev.lstm4j.engine.Kernels;

/// The long short-term memory cell (docs/lstm-math.md): `c = f·c₋₁ + i·g`, `h = o·tanh(c)`.
final class LstmCell implements Cell {
    @Override
    public int gates() {
        return 4;
    }

    @Override
    public void forward(Kernels kernels, CellStep step) {
        kernels.lstmForward(step);
    }

    @Override
    public void backward(Kernels kernels, CellStep step) {
        kernels.lstmBackward(step);
    }
}
