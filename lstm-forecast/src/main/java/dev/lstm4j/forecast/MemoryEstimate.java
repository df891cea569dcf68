package dev.lstm4j.forecast;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;

/// Estimates the memory that a training takes, a little too low rather than too high: what is refused cannot work.
///
/// @param network six arrays of the size of the parameters (weights, gradients, two of the optimizer, packed copies)
/// @param batch six floats for each unit of each step and window, and inputs, outputs and gradients; measured
/// @param data the columns in double precision, the times, and the scaled inputs and targets
/// @param evaluation the sums of the errors of each step; the training has ended by then
record MemoryEstimate(double network, double batch, double data, double evaluation) {
    private static final int ARRAYS = 6;
    private static final int FLOATS_A_UNIT = 6;
    private static final int OUTPUT_ARRAYS = 3;
    /// A date with time, and what it consists of.
    private static final int BYTES_A_TIME = 64;
    /// Absolute and squared errors: of the network, of two baselines, and of the network in standard deviations.
    private static final int SUMS = 8;
    private static final double MEBIBYTE = 1 << 20;
    /// Some virtual machines allow slightly fewer elements than the largest int.
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /// Estimates a training.
    ///
    /// @param architecture the network
    /// @param task its inputs and outputs
    /// @param series the data
    /// @param batch windows in a batch
    static MemoryEstimate of(Architecture architecture, ForecastTask task, Series series, int batch) {
        double features = task.features().size();
        double targets = task.targets().size();
        double outputs = task.horizon() * targets;
        double units = (double) architecture.hiddenSize() * architecture.numLayers() * architecture.directions();
        double rows = series.rows();
        double columns = series.numbers().size();
        return new MemoryEstimate((double) architecture.parameterLayout().size() * Float.BYTES * ARRAYS,
                Float.BYTES * batch
                        * (task.lookback() * (units * FLOATS_A_UNIT + features) + outputs * OUTPUT_ARRAYS),
                rows * ((features + targets) * Float.BYTES + columns * Double.BYTES
                        + (series.time() == null ? 0 : BYTES_A_TIME)),
                Double.BYTES * outputs * SUMS);
    }

    double bytes() {
        return data + Math.max(network + batch, evaluation);
    }

    /// Refuses a training that cannot fit into memory, before most of it is allocated.
    ///
    /// @param architecture the network
    /// @param task its inputs and outputs
    /// @param series the data
    /// @param batch windows in a batch
    /// @throws ForecastException if it cannot
    static void require(Architecture architecture, ForecastTask task, Series series, int batch) {
        long numbers = (long) series.rows() * Math.max(task.features().size(), task.targets().size());
        if (numbers > LARGEST_ARRAY) {
            throw ForecastException.memory(Setting.FEATURES, series.origin().name() + ": expected at most "
                    + LARGEST_ARRAY + " numbers (rows times features), found " + numbers
                    + "; use fewer columns or rows");
        }
        MemoryEstimate estimate = of(architecture, task, series, batch);
        double available = Runtime.getRuntime().maxMemory();
        if (estimate.bytes() > available) {
            throw estimate.refusal(architecture, batch, available);
        }
    }

    /// Names the setting that takes most of the memory.
    private ForecastException refusal(Architecture architecture, int windows, double available) {
        int layers = architecture.numLayers();
        String problem = "training " + layers + (layers == 1 ? " layer of " : " layers of ")
                + architecture.hiddenSize() + " units takes about " + mebibytes(bytes())
                + " MiB of memory (network " + mebibytes(network) + ", " + windows + " windows of a batch "
                + mebibytes(batch) + ", data " + mebibytes(data) + "), expected at most " + mebibytes(available)
                + "; use ";
        if (data >= Math.max(network, batch)) {
            return ForecastException.memory(Setting.FEATURES, problem + "fewer columns or rows");
        }
        return network >= batch
                ? ForecastException.memory(Setting.HIDDEN, problem + "fewer units, layers or steps ahead",
                        Setting.LAYERS, Setting.HORIZON)
                : ForecastException.memory(Setting.BATCH_SIZE,
                        problem + "smaller batches, a shorter lookback, or fewer units or layers", Setting.LOOKBACK,
                        Setting.HIDDEN, Setting.LAYERS);
    }

    private static long mebibytes(double bytes) {
        return Math.round(bytes / MEBIBYTE);
    }
}
