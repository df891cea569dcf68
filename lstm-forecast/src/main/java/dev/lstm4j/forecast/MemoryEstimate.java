package dev.lstm4j.forecast;

import dev.lstm4j.Architecture;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;

/// Estimates the memory that training takes: six arrays of the size of the parameters (weights, gradients, two of
/// Adam, packed copies) and eight floats for each gate, step and row.
final class MemoryEstimate {
    private static final int ARRAYS = 6;
    private static final int FLOATS_A_GATE = 8;
    private static final int GATES = 4;
    private static final double MEBIBYTE = 1 << 20;

    private MemoryEstimate() {}

    static double bytes(Architecture architecture, int batch, int lookback) {
        double parameters = (double) architecture.parameterLayout().size() * Float.BYTES * ARRAYS;
        double activations = (double) batch * lookback * architecture.hiddenSize() * GATES * FLOATS_A_GATE
                * architecture.numLayers() * architecture.directions();
        return parameters + activations;
    }

    /// Refuses a training that cannot fit into memory, before any memory is allocated.
    static void require(Architecture architecture, int batch, int lookback) {
        double needed = bytes(architecture, batch, lookback);
        double available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            int layers = architecture.numLayers();
            throw ForecastException.setting(Setting.HIDDEN,
                    "training " + layers + (layers == 1 ? " layer of " : " layers of ") + architecture.hiddenSize()
                            + " units takes about " + mebibytes(needed) + " MiB of memory, expected at most "
                            + mebibytes(available)
                            + "; use fewer units or layers, smaller batches or a shorter lookback",
                    Setting.LAYERS, Setting.BATCH_SIZE, Setting.LOOKBACK);
        }
    }

    private static long mebibytes(double bytes) {
        return Math.round(bytes / MEBIBYTE);
    }
}
