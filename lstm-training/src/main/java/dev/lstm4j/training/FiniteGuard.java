package dev.lstm4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Accepts an update only if its loss and gradient norm are finite. Otherwise it reports the cause and the previous
/// gradient norms. Of an accepted update it keeps only the norm.
final class FiniteGuard {
    private static final int NORMS = 5;

    private final NonFinite choice;
    private final List<Double> norms = new ArrayList<>(NORMS);
    private int skipped;
    private int seen;
    private String first = "";

    FiniteGuard(NonFinite choice) {
        this.choice = choice;
    }

    Checkpoint.Guard state() {
        return new Checkpoint.Guard(norms, skipped, seen, first);
    }

    void restore(Checkpoint.Guard state) {
        norms.clear();
        norms.addAll(state.norms());
        skipped = state.skipped();
        seen = state.seen();
        first = state.first();
    }

    void beginEpoch() {
        skipped = 0;
        seen = 0;
    }

    /// Checks an update.
    ///
    /// @param loss of the update's examples
    /// @param norm of the gradients before clipping
    /// @param epoch from 1
    /// @param batch from 1
    /// @param cause finds the value that is not finite; only called if the update is not accepted
    /// @return false if the update is to be skipped
    /// @throws ArithmeticException if training stops here
    boolean accepts(double loss, double norm, int epoch, int batch, Supplier<NonFiniteCause> cause) {
        seen++;
        if (Double.isFinite(loss) && Double.isFinite(norm)) {
            if (norms.size() == NORMS) {
                norms.removeFirst();
            }
            norms.add(norm);
            return true;
        }
        if (choice == NonFinite.STOP || skipped == 0) {
            NonFiniteCause found = cause.get();
            first = "loss " + loss + " and gradient norm " + norm + " in epoch " + epoch + ", batch " + batch + ": "
                    + found.text() + "; " + history() + "; " + found.remedy();
        }
        if (choice == NonFinite.STOP) {
            throw new NonFiniteException("training: expected a finite loss and gradient, found " + first);
        }
        skipped++;
        return false;
    }

    /// The number of skipped updates of the epoch.
    ///
    /// @param epoch from 1
    /// @return less than the number of updates
    /// @throws ArithmeticException if all were skipped
    int skipped(int epoch) {
        if (skipped == seen && seen > 0) {
            throw new NonFiniteException("training: expected an update with a finite loss and gradient in epoch "
                    + epoch + ", found all " + seen + " skipped; the first with " + first);
        }
        return skipped;
    }

    private String history() {
        if (norms.isEmpty()) {
            return "there was no earlier update";
        }
        StringBuilder text = new StringBuilder("earlier gradient norms:");
        for (double norm : norms) {
            text.append(String.format(Locale.ROOT, " %.4g", norm));
        }
        return text.toString();
    }
}
