package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.data.SeriesWindows;
import java.util.Arrays;

/// What a network forecasts for each window of a series.
///
/// @param task horizon and targets
/// @param firstRows the first row that each window forecasts
/// @param values `[windows, horizon, targets]`, in the targets' units
public record Forecasts(ForecastTask task, int[] firstRows, double[] values) {
    private static final int BATCH = 128;

    /// Runs a network over windows.
    ///
    /// @param network trained for the task
    /// @param task how its answers are scaled
    /// @param windows what it reads
    /// @return its forecasts
    public static Forecasts of(Network network, ForecastTask task, SeriesWindows windows) {
        int[] firstRows = new int[windows.size()];
        Arrays.setAll(firstRows, windows::targetRow);
        return new Forecasts(task, firstRows, run(network, task, windows));
    }

    /// Forecasts what follows some rows.
    ///
    /// @param network trained for the task
    /// @param task how its answers are scaled
    /// @param inputs `[lookback, features]`, scaled
    /// @return `[horizon, targets]`, in the targets' units
    public static double[] next(Network network, ForecastTask task, float[] inputs) {
        float[] y = new float[task.horizon() * task.targets().size()];
        try (InferenceSession session = network.session(1, task.lookback())) {
            session.forward(1, inputs, y);
        }
        double[] values = new double[y.length];
        Arrays.setAll(values, i -> task.targetScaling().unscale(i % task.targets().size(), y[i]));
        return values;
    }

    private static double[] run(Network network, ForecastTask task, Dataset inputs) {
        int targets = task.targets().size();
        int width = task.horizon() * targets;
        int step = inputs.inputSize();
        int batch = Math.min(BATCH, inputs.size());
        double[] values = new double[Math.multiplyExact(inputs.size(), width)];
        float[] x = new float[batch * inputs.time() * step];
        float[] y = new float[batch * width];
        try (InferenceSession session = network.session(batch, inputs.time())) {
            for (int from = 0; from < inputs.size(); from += batch) {
                int count = Math.min(batch, inputs.size() - from);
                for (int b = 0; b < count; b++) {
                    inputs.copyInput(from + b, x, b * inputs.time() * step, step);
                }
                session.forward(count, x, y);
                for (int i = 0; i < count * width; i++) {
                    values[from * width + i] = task.targetScaling().unscale(i % targets, y[i]);
                }
            }
        }
        return values;
    }

    /// How many windows there are.
    ///
    /// @return at least 1
    public int windows() {
        return firstRows.length;
    }

    /// One forecast.
    ///
    /// @param window from 0
    /// @param step from 0
    /// @param target from 0
    /// @return in the target's unit
    public double at(int window, int step, int target) {
        return values[(window * task.horizon() + step) * task.targets().size() + target];
    }
}
