package dev.lstm4j.simd.internal.packing;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.quantization.WeightType;
import java.util.Set;

/// Selects how a layer is run, by its size alone. All ways give the same bits. For tests, `-Dlstm4j.strategy`
/// overrides the selection for layers of every size: `auto`, or a comma-separated list of `rows` or `units` (what
/// threads divide), `projected` (input products first) and `quantized` (quantized weights stay narrow in memory).
public final class Strategy {
    /// A job of fewer multiply-adds, about 10 µs, is faster on one thread.
    private static final long WORTH_SHARING = 1 << 20;
    /// Weights of this many floats (2 MiB) do not fit into the cache of one core. Reading them at every step costs more
    /// than synchronizing the threads at every step.
    private static final long OWN_CACHE = 1 << 19;
    /// Weights of this many floats (16 MiB) do not stay in a shared cache from step to step.
    private static final long SHARED_CACHE = 1 << 22;

    private static final Set<String> FORCED = forced();

    private Strategy() {}

    private static Set<String> forced() {
        Set<String> names = Set.of(System.getProperty("lstm4j.strategy", "auto").split(","));
        if (!Set.of("auto", "rows", "units", "projected", "quantized").containsAll(names)) {
            throw new IllegalStateException(
                    "lstm4j.strategy: expected auto, or a list of rows, units, projected and quantized, found "
                            + names);
        }
        return names;
    }

    /// The number of threads to use for a job.
    ///
    /// @param multiplyAdds the number of multiply-adds in the job
    /// @param most the number of threads available
    /// @return 1 or most
    public static int members(long multiplyAdds, int most) {
        return multiplyAdds >= WORTH_SHARING || !FORCED.contains("auto") ? most : 1;
    }

    /// Whether the threads divide the units of a layer instead of the rows of the batch. If the weights do not fit into
    /// the cache of a core, each thread then reads only its own part of them.
    ///
    /// @param shape the layer
    /// @param members the number of threads
    /// @return true for layers of 2 MiB or more, unless the cell needs whole rows or there is only one thread
    public static boolean byUnits(LayerShape shape, int members) {
        return members > 1 && !shape.wholeRows() && !FORCED.contains("rows")
                && (FORCED.contains("units") || shape.weights() >= OWN_CACHE);
    }

    /// Whether quantized weights stay narrow in memory. If they are widened once, small layers are faster
    /// ([Kernels#leastQuantized]).
    ///
    /// @param shape the layer
    /// @param kernels the kernels that read the weights
    /// @param type the type of the model's weights
    /// @return true for large layers, depending on the kernels
    public static boolean quantized(LayerShape shape, Kernels kernels, WeightType type) {
        return type != WeightType.FLOAT32 && (FORCED.contains("quantized")
                || shape.weights() >= kernels.leastQuantized(type));
    }

    /// Whether the input products of many steps are computed at once, one block of units after the other, so that input
    /// weights that do not fit into a cache are read less often.
    ///
    /// @param shape the layer
    /// @return true for layers of 16 MiB or more
    public static boolean projected(LayerShape shape) {
        return FORCED.contains("projected") || shape.weights() >= SHARED_CACHE;
    }
}
