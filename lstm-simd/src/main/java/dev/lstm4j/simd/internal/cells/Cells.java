package dev.lstm4j.simd.internal.cells;

import dev.lstm4j.Architecture;
import dev.lstm4j.CellOptions;
import dev.lstm4j.cell.Cell;
import dev.lstm4j.engine.Kernels;

/// Which cell a network has.
public final class Cells {
    private Cells() {}

    public static Cell of(Architecture architecture, Kernels kernels) {
        CellOptions options = architecture.cellOptions();
        return switch (architecture.cell()) {
            case LSTM -> options.equals(CellOptions.DEFAULT)
                    ? new LstmCell()
                    : options.layerNorm()
                            ? new NormalizedLstmCell(options, architecture.bias(), kernels)
                            : new GeneralLstmCell(options, kernels);
            case GRU -> options.linearBeforeReset()
                    ? new GruCell(options, kernels)
                    : new ResetFirstGruCell(options, kernels);
            case RNN -> new RnnCell(options, kernels);
        };
    }
}
