package dev.lstm4j.cli;

import dev.lstm4j.Architecture;
import dev.lstm4j.cli.data.InputException;

/// Ranges of numbers from the command line.
final class Checks {
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

    private static long mebibytes(double bytes) {
        return Math.round(bytes / (1 << 20));
    }
}
