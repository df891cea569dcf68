package dev.lstm4j.cli;

import dev.lstm4j.bench.Workload;

/// Checks the ranges of options that are not part of a recipe.
final class Checks {
    /// The largest array: some virtual machines allow slightly fewer elements than the largest int.
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Checks() {}

    static void atLeast(String option, long found, long least) {
        if (found < least) {
            throw new InputException(option + ": expected at least " + least + ", found " + found);
        }
    }

    /// Refuses a measurement that cannot fit into memory, before the first one starts.
    static void fitsMemory(String option, Workload workload, boolean training) {
        double inputs = (double) workload.batch() * workload.time() * workload.input();
        if (inputs > LARGEST_ARRAY) {
            throw new InputException(option + ": expected at most " + LARGEST_ARRAY + " inputs (B*T*I), found "
                    + workload.name());
        }
        double needed = workload.bytes(training);
        double available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw new InputException(option + " " + workload.name() + ": measuring takes about " + mebibytes(needed)
                    + " MiB of memory, expected at most " + mebibytes(available)
                    + "; use smaller sizes, or give Java more memory with LSTM_JAVA_OPTIONS=-Xmx...");
        }
    }

    private static long mebibytes(double bytes) {
        return Math.round(bytes / (1 << 20));
    }
}
