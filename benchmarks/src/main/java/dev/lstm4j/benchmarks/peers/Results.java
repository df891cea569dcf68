package dev.lstm4j.benchmarks.peers;

import dev.lstm4j.bench.Mode;
import dev.lstm4j.benchmarks.compare.SpeedRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.jspecify.annotations.Nullable;

/// All measurements of a run, by engine, case and thread count.
///
/// @param measurements one per fork and case
record Results(List<Measurement> measurements) {

    /// LSTM4J compared with the fastest of its peers.
    ///
    /// @param peer the id of that peer
    /// @param speed the speedup, above 1 if LSTM4J is faster
    record Ratio(String peer, SpeedRatio speed) {}

    /// The ids of the engines with measurements, in the order of reports.
    List<String> engines() {
        return Contender.TITLES.keySet().stream()
                .filter(id -> measurements.stream().anyMatch(one -> one.engine().equals(id))).toList();
    }

    /// The ids of the engines with measurements in this mode.
    List<String> engines(Mode mode) {
        return engines().stream().filter(
                id -> measurements.stream().anyMatch(one -> one.engine().equals(id) && one.mode() == mode)).toList();
    }

    /// The thread counts, ascending.
    List<Integer> threads() {
        return List.copyOf(new TreeSet<>(measurements.stream().map(Measurement::threads).toList()));
    }

    /// The cases of a mode that any engine measured, in the order of reports.
    List<Case> cases(Mode mode) {
        return Case.of(mode).stream().filter(one -> measurements.stream()
                .anyMatch(found -> found.mode() == mode && found.workload().equals(one.name()))).toList();
    }

    /// The times of the rounds in seconds, one array per fork.
    List<double[]> forks(String engine, Case one, int threads) {
        return measurements.stream()
                .filter(found -> found.engine().equals(engine) && found.mode() == one.mode()
                        && found.workload().equals(one.name()) && found.threads() == threads)
                .map(Measurement::seconds).toList();
    }

    /// The median over the forks of the median over their rounds, in seconds; NaN if nothing was measured.
    double seconds(String engine, Case one, int threads) {
        List<double[]> forks = forks(engine, one, threads);
        return forks.isEmpty()
                ? Double.NaN
                : median(forks.stream().mapToDouble(Results::median).toArray());
    }

    /// Billions of operations per second; NaN if nothing was measured.
    double gigaflops(String engine, Case one, int threads) {
        return one.operations() / seconds(engine, one, threads) * 1e-9;
    }

    /// LSTM4J compared with the fastest peer, or null if one of the two is missing.
    @Nullable
    Ratio ratio(Case one, int threads) {
        String fastest = "";
        double least = Double.POSITIVE_INFINITY;
        for (String engine : engines()) {
            double seconds = seconds(engine, one, threads);
            if (!engine.equals(Contender.OURS) && seconds < least) {
                least = seconds;
                fastest = engine;
            }
        }
        List<double[]> ours = forks(Contender.OURS, one, threads);
        return ours.isEmpty() || fastest.isEmpty()
                ? null
                : new Ratio(fastest, SpeedRatio.of(forks(fastest, one, threads), ours));
    }

    /// The geometric mean of the speedups of these cases; NaN if there are none.
    double mean(List<Case> cases, int threads) {
        List<Double> logarithms = new ArrayList<>();
        for (Case one : cases) {
            Ratio ratio = ratio(one, threads);
            if (ratio != null) {
                logarithms.add(Math.log(ratio.speed().ratio()));
            }
        }
        return Math.exp(logarithms.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN));
    }

    private static double median(double[] values) {
        return new Percentile().evaluate(values, 50);
    }
}
