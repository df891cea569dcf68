package dev.lstm4j.cli;

import dev.lstm4j.engine.Kernels;
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

    /// Chooses for what is computed once. The vector kernels are slow until HotSpot has compiled them: a small
    /// computation is over before that, and the scalar kernels answer with the same bits. Only where nothing is asked for.
    ///
    /// @param operations floating point operations in all
    Kernels kernelsForOnce(double operations) {
        boolean auto = kernels == null || kernels == Choice.AUTO;
        boolean forced = !System.getProperty("lstm4j.kernels", "auto").equals("auto");
        return auto && !forced && operations < Defaults.ONCE_OPERATIONS ? KernelSelection.choose("scalar") : kernels();
    }
}
