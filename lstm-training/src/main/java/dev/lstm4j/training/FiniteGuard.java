package dev.lstm4j.training;

import dev.lstm4j.ParameterLayout;
import dev.lstm4j.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Watches loss and gradient norm of each update, and says what was wrong and how it came to that where one is not finite.
/// Of a good update it keeps the norm, no more.
final class FiniteGuard {
    private static final int NORMS = 5;
    private static final String REMEDY = "; take a smaller learning rate, clip the gradient, or look for numbers in the "
            + "data that are none";

    private final NonFinite choice;
    private final double[] norms = new double[NORMS];
    private long good;
    private int skipped;
    private int seen;
    private String first = "";

    FiniteGuard(NonFinite choice) {
        this.choice = choice;
    }

    void beginEpoch() {
        skipped = 0;
        seen = 0;
    }

    /// Whether an update may be made.
    ///
    /// @param network whose gradients are not clipped yet
    /// @param loss of the update's examples
    /// @param norm of the gradients
    /// @param epoch from 1
    /// @param batch from 1
    /// @return false where it is to be left out
    /// @throws ArithmeticException where the training ends here
    boolean accepts(TrainingNetwork network, double loss, double norm, int epoch, int batch) {
        seen++;
        if (Double.isFinite(loss) && Double.isFinite(norm)) {
            norms[(int) (good++ % NORMS)] = norm;
            return true;
        }
        if (choice == NonFinite.STOP || skipped == 0) {
            first = "loss " + loss + " and gradient norm " + norm + " in epoch " + epoch + ", batch " + batch + ": "
                    + culprit(network) + "; " + history();
        }
        if (choice == NonFinite.STOP) {
            throw new ArithmeticException(
                    "training: expected a finite loss and gradient, found " + first + REMEDY);
        }
        skipped++;
        return false;
    }

    /// How many updates of the epoch were left out.
    ///
    /// @param epoch from 1
    /// @return fewer than there were
    /// @throws ArithmeticException where all were
    int skipped(int epoch) {
        if (skipped == seen) {
            throw new ArithmeticException("training: expected an update with a finite loss and gradient in epoch "
                    + epoch + ", found all " + seen + " skipped; the first with " + first + REMEDY);
        }
        return skipped;
    }

    /// The first weight that is not finite, since it spoils every gradient; else the first gradient.
    private static String culprit(TrainingNetwork network) {
        String weight = firstOf(network.parameters());
        if (weight != null) {
            return "weight " + weight;
        }
        String gradient = firstOf(network.gradients());
        return gradient == null ? "all weights and gradients are finite" : "gradient of " + gradient;
    }

    /// Names the first float that is not finite, in the order of the layout.
    ///
    /// @param parameters weights or gradients
    /// @return for example `fc.weight[0, 3] is NaN`, or null where all are finite
    static @Nullable String firstOf(Parameters parameters) {
        float[] values = parameters.values();
        for (ParameterLayout.Entry entry : parameters.layout().entries()) {
            for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                if (!Float.isFinite(values[i])) {
                    return entry.name() + index(entry.shape(), i - entry.offset()) + " is " + values[i];
                }
            }
        }
        return null;
    }

    private static List<Integer> index(List<Integer> shape, int at) {
        List<Integer> index = new ArrayList<>();
        int rest = at;
        for (int size : shape.reversed()) {
            index.addFirst(rest % size);
            rest /= size;
        }
        return index;
    }

    private String history() {
        if (good == 0) {
            return "there was no update before";
        }
        StringBuilder text = new StringBuilder("gradient norms before:");
        for (long i = Math.max(0, good - NORMS); i < good; i++) {
            text.append(String.format(Locale.ROOT, " %.4g", norms[(int) (i % NORMS)]));
        }
        return text.toString();
    }
}
