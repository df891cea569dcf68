package dev.lstm4j.benchmarks.peers;

import java.util.Locale;

/// How long and how often a piece of work runs. The Python script does the same with the same options.
///
/// @param warmup the minimum warm-up in seconds
/// @param rounds the number of rounds, if they fit into `mostSeconds`
/// @param roundSeconds the approximate duration of a round in seconds
/// @param mostSeconds the maximum duration of all rounds in seconds; at least one round runs
public record Timing(double warmup, int rounds, double roundSeconds, double mostSeconds) {

    /// Times of a piece of work.
    ///
    /// @param repetitions repetitions per round
    /// @param seconds seconds per repetition, one number per round, with 4 digits
    public record Rounds(int repetitions, double[] seconds) {}

    /// Times a piece of work.
    ///
    /// @param work one repetition
    /// @return the rounds
    public Rounds measure(Runnable work) {
        double spent = 0;
        double one = 0;
        int next = 1;
        while (spent < warmup || one == 0) {
            double seconds = seconds(work, next);
            spent += seconds;
            one = seconds / next;
            next = (int) Math.min(2.0 * next, Math.max(1, warmup / 4 / one));
        }
        int repetitions = (int) Math.max(1, Math.round(roundSeconds / one));
        double[] times = new double[(int) Math.min(rounds, Math.max(1, mostSeconds / (one * repetitions)))];
        for (int round = 0; round < times.length; round++) {
            times[round] = Double.parseDouble(
                    String.format(Locale.ROOT, "%.3e", seconds(work, repetitions) / repetitions));
        }
        return new Rounds(repetitions, times);
    }

    private static double seconds(Runnable work, int repetitions) {
        long start = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
            work.run();
        }
        return (System.nanoTime() - start) * 1e-9;
    }
}
