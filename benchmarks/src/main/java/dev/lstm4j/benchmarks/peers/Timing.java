package dev.lstm4j.benchmarks.peers;

import java.util.Locale;

/// How long and how often. The Python script does the same with the same options.
///
/// @param warmup least seconds before the first round
/// @param rounds how many, unless they take too long
/// @param roundSeconds about how long a round takes
/// @param mostSeconds no more rounds than fit in, but one
public record Timing(double warmup, int rounds, double roundSeconds, double mostSeconds) {

    /// Times of a piece of work.
    ///
    /// @param repetitions in each round
    /// @param seconds a repetition, one number a round, with 4 digits
    public record Rounds(int repetitions, double[] seconds) {}

    /// Times a piece of work.
    ///
    /// @param work what is done once
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
