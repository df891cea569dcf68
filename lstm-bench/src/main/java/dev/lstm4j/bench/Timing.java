package dev.lstm4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.hipparchus.stat.descriptive.rank.Percentile;

/// Measures the time of repeated work. The first calls are not counted, because the JIT compiler has not finished;
/// then batches of calls are timed, and the result is their median and their quartiles. If the batches become faster
/// while they are counted, counting starts again. JMH with several forks is more reliable, but takes minutes.
///
/// Work that takes seconds is called less often: warming up and counting each end after 5 s. Even then the first call
/// is not counted.
///
/// @param warmUp warm up for at least this many seconds …
/// @param warmUpCalls … and for at least this many calls; on a busy machine time alone is not enough
/// @param counted count batches for at least this many seconds …
/// @param countedBatches … and count at least this many batches
public record Timing(double warmUp, int warmUpCalls, double counted, int countedBatches) {
    /// For the kernels that the user asks about.
    static final Timing THOROUGH = new Timing(1, 50, 1, 5);

    /// For the kernels to compare with. They may take 30 times as long.
    static final Timing SHORT = new Timing(0.3, 2, 0.3, 3);

    /// The limit for warming up, and the limit for counting.
    private static final double MOST_SECONDS = 5;

    /// The second half of the batches counts as faster than the first if its median is below this part of the other.
    private static final double FASTER = 0.8;

    private static final double BATCH_SECONDS = 0.01;
    private static final int MOST_REPETITIONS = 1_000_000;
    private static final double NANOS = 1e9;

    /// Checks the numbers of calls.
    ///
    /// @throws IllegalArgumentException if a number of calls is below 1
    public Timing {
        if (warmUpCalls < 1 || countedBatches < 1) {
            throw new IllegalArgumentException("timing: expected at least 1 warm-up call and 1 counted batch, found "
                    + warmUpCalls + " and " + countedBatches);
        }
    }

    /// Does the work repeatedly and measures it.
    ///
    /// @param work does the same each time
    /// @return the time of one call
    public Times times(Runnable work) {
        return times(work, System::nanoTime);
    }

    /// Measures with a clock of the caller.
    ///
    /// @param work does the same each time
    /// @param nanoTime the clock
    /// @return the time of one call
    Times times(Runnable work, LongSupplier nanoTime) {
        double once = warmUp(work, nanoTime);
        long start = nanoTime.getAsLong();
        List<Double> batches;
        do {
            batches = count(work, once, nanoTime);
            once = batches.getLast();
        } while (becomesFaster(batches) && since(start, nanoTime) < MOST_SECONDS);
        return new Times(median(batches), percentile(batches, 25), percentile(batches, 75));
    }

    private double warmUp(Runnable work, LongSupplier nanoTime) {
        long start = nanoTime.getAsLong();
        double once;
        int calls = 0;
        do {
            once = batch(work, 1, nanoTime);
            calls++;
        } while (goesOn(since(start, nanoTime), warmUp, calls, warmUpCalls));
        return once;
    }

    private List<Double> count(Runnable work, double once, LongSupplier nanoTime) {
        int repetitions = (int) Math.clamp(BATCH_SECONDS / once, 1, MOST_REPETITIONS);
        List<Double> batches = new ArrayList<>();
        long start = nanoTime.getAsLong();
        do {
            batches.add(batch(work, repetitions, nanoTime));
        } while (goesOn(since(start, nanoTime), counted, batches.size(), countedBatches));
        return batches;
    }

    private static boolean becomesFaster(List<Double> batches) {
        int half = batches.size() / 2;
        return half > 1 && median(batches.subList(batches.size() - half, batches.size())) < FASTER
                * median(batches.subList(0, half));
    }

    private static double median(List<Double> values) {
        return percentile(values, 50);
    }

    private static double percentile(List<Double> values, double percent) {
        return new Percentile(percent).evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static boolean goesOn(double seconds, double leastSeconds, int calls, int leastCalls) {
        return seconds < MOST_SECONDS && (seconds < leastSeconds || calls < leastCalls);
    }

    private static double batch(Runnable work, int repetitions, LongSupplier nanoTime) {
        long start = nanoTime.getAsLong();
        for (int i = 0; i < repetitions; i++) {
            work.run();
        }
        return since(start, nanoTime) / repetitions;
    }

    private static double since(long start, LongSupplier nanoTime) {
        return (nanoTime.getAsLong() - start) / NANOS;
    }
}
