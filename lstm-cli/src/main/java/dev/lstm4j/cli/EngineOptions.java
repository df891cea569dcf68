package dev.lstm4j.cli;

import dev.lstm4j.forecast.ForecastModel;
import dev.lstm4j.simd.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for kernels and threads.
final class EngineOptions {

    /// The kernels to use.
    enum Choice {
        AUTO, SCALAR, VECTOR
    }

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads; results do not depend on it. "
            + "Default: the number of cores, at most 2.")
    private int threads = Defaults.threads();

    @Option(names = "--kernels", paramLabel = "KIND", description = "auto, scalar or vector. Default: auto.")
    private @Nullable Choice kernels;

    /// Checks the threads.
    void check() {
        Checks.atLeast("--threads", threads, 1);
    }

    Engine engine() {
        check();
        Engine engine = switch (kernels) {
            case SCALAR -> Engine.scalar();
            case VECTOR -> Engine.vector();
            case AUTO -> Engine.auto();
            case null -> Engine.auto();
        };
        return engine.withThreads(threads);
    }

    /// Loads the model for a few forecasts: unless kernels are requested, they are chosen by the amount of work.
    ForecastModel forFewForecasts(ForecastModel model) {
        check();
        return kernels == null || kernels == Choice.AUTO ? model.withThreads(threads) : model.withEngine(engine());
    }
}
