package dev.lstm4j.forecast;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.SeriesProfile;
import dev.lstm4j.SeriesProfile.Bounds;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.simd.InferenceSession;
import dev.lstm4j.simd.Network;
import dev.lstm4j.forecast.encoding.ForecastWindows;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs a model's network. Unless an engine is given, the scalar kernels compute as long as there is little to compute
/// ([Engine#forOneAnswer]).
final class Inference {
    private static final int BATCH = 128;
    /// Inputs, states of a layer and outputs of a batch: 32 MiB.
    private static final long MOST_FLOATS = 1 << 23;

    private final Model model;
    private final ForecastTask task;
    private final @Nullable Engine engine;
    private final int threads;
    private final Map<Engine, Network> networks = new HashMap<>();
    private long steps;

    /// Prepares nothing yet.
    ///
    /// @param model whose network runs
    /// @param task of the model
    /// @param engine what computes, or null to decide by the number of operations
    /// @param threads used if there is no engine
    Inference(Model model, ForecastTask task, @Nullable Engine engine, int threads) {
        this.model = model;
        this.task = task;
        this.engine = engine;
        this.threads = threads;
    }

    /// The engine for some more windows.
    ///
    /// @param windows the number of windows
    /// @return the given one, or that for everything computed so far and these windows
    synchronized Engine engine(int windows) {
        steps += (long) task.lookback() * windows;
        return engine != null ? engine : Engine.forOneAnswer(model.architecture(), steps).withThreads(threads);
    }

    /// The network for some more windows. It is packed once for each engine.
    private synchronized Network network(int windows) {
        return networks.computeIfAbsent(engine(windows), chosen -> Network.of(model, chosen));
    }

    /// Forecasts what follows some rows.
    ///
    /// @param inputs `[lookback, features]`, scaled
    /// @return `[horizon, targets]`, in the targets' units
    double[] next(float[] inputs) {
        float[] y = new float[task.horizon() * task.targets().size()];
        try (InferenceSession session = network(1).session(1, task.lookback())) {
            session.forward(inputs, 1, y);
        }
        double[] values = new double[y.length];
        unscale(y, 0, values);
        return values;
    }

    /// Forecasts every window, batch by batch.
    ///
    /// @param windows of a series
    /// @param each gets the forecast of each window, in their order: `[horizon, targets]`, in the targets' units; the
    ///        next call changes the array
    void run(ForecastWindows windows, Consumer<double[]> each) {
        int targets = task.targets().size();
        int width = task.horizon() * targets;
        int step = windows.inputSize();
        int batch = Math.min(batch(), windows.size());
        double[] values = new double[width];
        float[] x = new float[batch * windows.time() * step];
        float[] y = new float[batch * width];
        try (InferenceSession session = network(windows.size()).session(batch, windows.time())) {
            for (int from = 0; from < windows.size(); from += batch) {
                int count = Math.min(batch, windows.size() - from);
                for (int b = 0; b < count; b++) {
                    windows.copyInput(from + b, x, b * windows.time() * step, step);
                }
                session.forward(x, count, y);
                for (int b = 0; b < count; b++) {
                    unscale(y, b * width, values);
                    each.accept(values);
                }
            }
        }
    }

    private void unscale(float[] y, int from, double[] values) {
        int targets = task.targets().size();
        SeriesProfile profile = model.profile();
        Bounds bounds = profile == null ? Bounds.NONE : profile.bounds();
        for (int k = 0; k < targets; k++) {
            for (int i = k; i < values.length; i += targets) {
                values[i] = bounds.limit(task.targetScaling().unscale(k, y[from + i]));
            }
        }
    }

    /// The number of windows that are forecast at once: fewer if they are large, so that they need little memory.
    int batch() {
        Architecture architecture = model.architecture();
        long row = Math.max(task.features().size(), (long) architecture.hiddenSize() * architecture.directions());
        long window = task.lookback() * row + (long) task.horizon() * task.targets().size();
        return Math.clamp(MOST_FLOATS / window, 1, BATCH);
    }
}
