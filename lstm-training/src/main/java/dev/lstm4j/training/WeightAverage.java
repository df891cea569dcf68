package dev.lstm4j.training;

import dev.lstm4j.Parameters;
import dev.lstm4j.training.internal.Numbers;
import dev.lstm4j.training.optimizers.Adam;

/// An exponential moving average (EMA) of the weights (Polyak and Juditsky 1992, with exponential weights). It is less
/// noisy than the weights, and is evaluated and kept instead of them. After n updates it is `Σ dⁿ⁻ⁱ·wᵢ / Σ dⁿ⁻ⁱ` with
/// the weights `wᵢ` after update i and the decay d. The bias is corrected as in Adam: the initial weights do not
/// contribute, and the average after one update equals the weights after it.
public final class WeightAverage {
    private final double decay;
    private final Parameters values;
    private long updates;

    /// Creates an average without any updates.
    ///
    /// @param decay d, from 0 to below 1: an average over about 1 / (1 - d) updates
    /// @param start the values before the first update; copied
    /// @throws IllegalArgumentException if the decay is out of range
    public WeightAverage(double decay, Parameters start) {
        this.decay = Numbers.requireFraction("decay", decay);
        this.values = start.copy();
    }

    /// Adds the weights after an update.
    ///
    /// @param weights of the same layout; not changed
    /// @throws IllegalArgumentException if their number differs from that of the start
    public void add(Parameters weights) {
        float[] average = values.values();
        float[] latest = weights.values();
        if (latest.length != average.length) {
            throw new IllegalArgumentException(
                    "weights: expected " + average.length + " floats, found " + latest.length);
        }
        updates++;
        float part = (float) ((1 - decay) / (1 - StrictMath.pow(decay, updates)));
        for (int i = 0; i < average.length; i++) {
            average[i] += part * (latest[i] - average[i]);
        }
    }

    /// Swaps the weights of a network and the average; a second call swaps them back.
    ///
    /// @param network of the same layout
    public void exchange(TrainingNetwork network) {
        float[] average = values.values();
        float[] weights = network.parameters().values();
        for (int i = 0; i < average.length; i++) {
            float kept = weights[i];
            weights[i] = average[i];
            average[i] = kept;
        }
        network.parametersChanged();
    }

    /// The average.
    ///
    /// @return the live values, not a copy
    public Parameters values() {
        return values;
    }

    /// The number of updates averaged. A checkpoint needs only this number and the values.
    ///
    /// @return at least 0
    public long updates() {
        return updates;
    }

    /// Restores the state of another average with the same decay.
    ///
    /// @param average its values; copied
    /// @param count its number of updates
    /// @throws IllegalArgumentException if the sizes differ or the count is negative
    public void restore(Parameters average, long count) {
        if (average.values().length != values.values().length || count < 0) {
            throw new IllegalArgumentException("average: expected " + values.values().length
                    + " floats and at least 0 updates, found " + average.values().length + " and " + count);
        }
        System.arraycopy(average.values(), 0, values.values(), 0, values.values().length);
        updates = count;
    }
}
