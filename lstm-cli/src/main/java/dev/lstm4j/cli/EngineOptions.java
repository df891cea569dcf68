package dev.lstm4j.cli;

import dev.lstm4j.Kernels;
import dev.lstm4j.simd.KernelSelection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what computes.
final class EngineOptions {

    /// Which kernels.
    enum Choice {
        AUTO, SCALAR, VECTOR
    }

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute; results do not depend on it. "
            + "Default: the cores, at most 2.")
    private int threads = Defaults.threads();

    @Option(names = "--kernels", paramLabel = "KIND", description = "auto, scalar or vector. Default: auto.")
    private @Nullable Choice kernels;

    int threads() {
        Checks.atLeast("--threads", threads, 1);
        return threads;
    }

    /// Chooses; the first call in the process decides.
    Kernels kernels() {
        if (kernels != null) {
            System.setProperty("lstm4j.kernels", kernels.name().toLowerCase(Locale.ROOT));
        }
        return KernelSelection.kernels();
    }
}
