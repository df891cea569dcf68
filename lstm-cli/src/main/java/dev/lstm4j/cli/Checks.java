package dev.lstm4j.cli;

import dev.lstm4j.Architecture;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.forecast.table.InputException;
import java.util.Arrays;
import java.util.List;

/// Ranges of numbers from the command line.
final class Checks {
    /// Some virtual machines allow a few less than the largest int.
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Checks() {}

    static void atLeast(String option, long found, long least) {
        if (found < least) {
            throw new InputException(option + ": expected at least " + least + ", found " + found);
        }
    }

    static void positive(String option, double found) {
        if (!(found > 0) || Double.isInfinite(found)) {
            throw new InputException(option + ": expected a number above 0, found " + found);
        }
    }

    static void notNegative(String option, double found) {
        if (!(found >= 0)) {
            throw new InputException(option + ": expected at least 0, found " + found);
        }
    }

    /// A word out of a list, in capitals or not. picocli would show the words of a list as Java writes them.
    static <E extends Enum<E>> E choice(String option, String found, E[] choices) {
        for (E choice : choices) {
            if (choice.toString().equalsIgnoreCase(found)) {
                return choice;
            }
        }
        List<String> words = Arrays.stream(choices).map(Enum::toString).toList();
        throw new InputException(option + ": expected " + String.join(", ", words.subList(0, words.size() - 1)) + " or "
                + words.getLast() + ", found '" + found + "'");
    }

    static void finite(String option, double found) {
        if (!Double.isFinite(found)) {
            throw new InputException(option + ": expected a finite number, found " + found);
        }
    }

    static void fraction(String option, double found) {
        if (!(found >= 0 && found < 1)) {
            throw new InputException(option + ": expected a number from 0 to below 1, found " + found);
        }
    }

    static void probability(String option, double found) {
        if (!(found >= 0 && found < 1)) {
            throw new InputException(option + ": expected a probability from 0 to below 1, found " + found);
        }
    }

    /// Refuses a training that cannot fit into memory, before any is taken. Six arrays of the size of the parameters
    /// (weights, gradients, two of Adam, packed copies), and about eight floats for each unit, step and row.
    static void fitsMemory(Architecture architecture, int batch, int lookback) {
        double parameters = architecture.parameterLayout().size() * 4.0 * 6;
        double activations = (double) batch * lookback * architecture.hiddenSize() * 4 * 8 * architecture.numLayers()
                * architecture.directions();
        double needed = parameters + activations;
        double available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw new InputException("--hidden " + architecture.hiddenSize() + ", --layers " + architecture.numLayers()
                    + ": training takes about " + mebibytes(needed) + " MiB of memory, and there are "
                    + mebibytes(available) + "; take a smaller network, --batch or --lookback");
        }
    }

    /// Refuses a measurement that cannot fit into memory, before any is taken.
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
                    + " MiB of memory, and there are " + mebibytes(available)
                    + "; take smaller sizes, or more memory with LSTM_JAVA_OPTIONS=-Xmx...");
        }
    }

    private static long mebibytes(double bytes) {
        return Math.round(bytes / (1 << 20));
    }
}
