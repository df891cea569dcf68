package dev.lstm4j.simd.internal.packing;

import java.util.Set;

/// Which of several ways a layer is run; all give the same bits. The choice goes by sizes alone. For tests,
/// `-Dlstm4j.strategy` makes every layer, however small, take some ways: a list of `rows` or `units` (what threads
/// share) and `projected` (inputs first), separated by commas; none of them stands for `auto`.
public final class Strategy {
    /// A job of fewer multiply-adds than this, some 10 µs, finishes sooner on one thread.
    private static final long WORTH_SHARING = 1 << 20;
    /// Weights of so many floats, 2 MiB, are more than the cache of one core holds, and reading them once a step more
    /// than meeting once a step costs.
    private static final long OWN_CACHE = 1 << 19;
    /// Weights of so many floats, 16 MiB, are more than a shared cache holds from step to step.
    private static final long SHARED_CACHE = 1 << 22;

    private static final Set<String> FORCED = forced();

    private Strategy() {}

    private static Set<String> forced() {
        Set<String> names = Set.of(System.getProperty("lstm4j.strategy", "auto").split(","));
        if (!Set.of("auto", "rows", "units", "projected").containsAll(names)) {
            throw new IllegalStateException(
                    "lstm4j.strategy: expected auto, or some of rows, units and projected, found " + names);
        }
        return names;
    }

    /// The number of threads that pays off for a job.
    ///
    /// @param multiplyAdds how large it is
    /// @param most the number of threads available
    /// @return 1 or most
    public static int members(long multiplyAdds, int most) {
        return multiplyAdds >= WORTH_SHARING || !FORCED.contains("auto") ? most : 1;
    }

    /// Whether threads share a layer's units, not the rows of the batch: where a core's own cache does not hold the
    /// weights, so that each reads only its own part of them.
    ///
    /// @param shape the layer
    /// @param members the number of threads
    /// @return true for layers of 2 MiB or more, unless units must meet within a step
    public static boolean byUnits(LayerShape shape, int members) {
        return members > 1 && !shape.wholeRows() && !FORCED.contains("rows")
                && (FORCED.contains("units") || shape.weights() >= OWN_CACHE);
    }

    /// Whether a layer's inputs are multiplied for many steps at once, block of units by block, so that input weights
    /// that no cache holds are read less often.
    ///
    /// @param shape the layer
    /// @return true for layers of 16 MiB or more
    public static boolean projected(LayerShape shape) {
        return FORCED.contains("projected") || shape.weights() >= SHARED_CACHE;
    }
}
