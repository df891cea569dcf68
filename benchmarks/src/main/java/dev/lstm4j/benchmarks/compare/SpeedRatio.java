package dev.lstm4j.benchmarks.compare;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.stat.descriptive.rank.Percentile;

/// How many times as fast one measurement is as another: the ratio of medians, with a bootstrap interval (Efron 1979)
/// that resamples the forks and then the iterations within each. The JIT compiler may produce different code in each
/// fork, so an interval from the iterations of one fork would be far too narrow.
///
/// @param ratio base time divided by new time; above 1 if the new one is faster
/// @param low the lower end of the interval that contains 95 % of the resampled ratios
/// @param high its upper end
public record SpeedRatio(double ratio, double low, double high) {
    private static final int DRAWS = 2_000;
    private static final long SEED = 20_261_123;

    /// Compares times.
    ///
    /// @param base one array per fork
    /// @param changed one array per fork, in the same unit
    /// @return the ratio
    /// @throws IllegalArgumentException if a side has no forks or a fork no iterations
    public static SpeedRatio of(List<double[]> base, List<double[]> changed) {
        requireSome("base", base);
        requireSome("changed", changed);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] draws = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            draws[i] = median(draw(base, random)) / median(draw(changed, random));
        }
        Percentile percentile = new Percentile();
        percentile.setData(draws);
        return new SpeedRatio(median(medians(base)) / median(medians(changed)), percentile.evaluate(2.5),
                percentile.evaluate(97.5));
    }

    /// Resamples the forks, and the iterations of each, and returns the median of each fork.
    private static double[] draw(List<double[]> forks, SplittableRandom random) {
        double[] medians = new double[forks.size()];
        for (int f = 0; f < medians.length; f++) {
            double[] fork = forks.get(random.nextInt(forks.size()));
            double[] drawn = new double[fork.length];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = fork[random.nextInt(fork.length)];
            }
            medians[f] = median(drawn);
        }
        return medians;
    }

    private static double[] medians(List<double[]> forks) {
        return forks.stream().mapToDouble(SpeedRatio::median).toArray();
    }

    private static double median(double[] values) {
        return new Percentile().evaluate(values, 50);
    }

    private static void requireSome(String name, List<double[]> forks) {
        if (forks.isEmpty() || forks.stream().anyMatch(fork -> fork.length == 0)) {
            throw new IllegalArgumentException(name + ": expected forks with at least one iteration each, found none");
        }
    }
}
