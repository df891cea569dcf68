package dev.lstm4j.forecast;

import dev.lstm4j.Architecture;
import dev.lstm4j.CellOptions;
import dev.lstm4j.CellType;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.Setting;

/// The cells of recipes by their names. The only place that knows how a name becomes a cell.
enum CellName {
    LSTM, PEEPHOLE, COUPLED, LAYERNORM, GRU, RNN;

    static CellName find(String name) {
        return Names.find(Setting.CELL, CellName.class, name);
    }

    boolean hasForgetGate() {
        return switch (this) {
            case LSTM, PEEPHOLE, LAYERNORM -> true;
            case COUPLED, GRU, RNN -> false;
        };
    }

    Architecture architecture(int inputs, int hidden) {
        CellType type = switch (this) {
            case LSTM, PEEPHOLE, COUPLED, LAYERNORM -> CellType.LSTM;
            case GRU -> CellType.GRU;
            case RNN -> CellType.RNN;
        };
        CellOptions options = CellOptions.DEFAULT.withPeephole(this == PEEPHOLE).withCoupled(this == COUPLED)
                .withLayerNorm(this == LAYERNORM);
        return Architecture.of(type, inputs, hidden).withCell(type, options);
    }
}
