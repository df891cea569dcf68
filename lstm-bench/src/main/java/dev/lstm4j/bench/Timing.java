package dev.lstm4j.bench;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.stat.descriptive.rank.Median;

/// The time of something done again and again: first for a while unmeasured, so that the JIT compiler is done with it,
/// then in batches, of which the median counts. JMH with its forks is surer; this answers in seconds.
///
/// @param warmUp seconds before anything counts
/// @param measured seconds that count
/// @param least batches that count at least
public record Timing(double warmUp, double measured, int least) {
    /// The kernels that are asked about.
    static final Timing THOROUGH = new Timing(1, 1, 3);

    /// The kernels that they are compared with, which take some 30 times as long.
    static final Timing SHORT = new Timing(0.3, 0.3, 1);

    private static final double BATCH_SECONDS = 0.01;

    /// What takes so long a time counts at once: warming up can be no large part of it.
    private static final double LONG_SECONDS = 4;

    /// Does the work and measures it.
    ///
    /// @param work does the same each time
    /// @return seconds of doing it once
    public double seconds(Runnable work) {
        long start = System.nanoTime();
        double once;
        do {
            once = batch(work, 1);
            if (once > LONG_SECONDS) {
                return once;
            }
        } while (since(start) < warmUp);
        int repetitions = (int) Math.clamp(BATCH_SECONDS / once, 1, 1_000_000);
        List<Double> batches = new ArrayList<>();
        start = System.nanoTime();
        while (batches.size() < least || since(start) < measured) {
            batches.add(batch(work, repetitions));
        }
        return new Median().evaluate(batches.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double batch(Runnable work, int repetitions) {
        long start = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
            work.run();
        }
        return since(start) / repetitions;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
