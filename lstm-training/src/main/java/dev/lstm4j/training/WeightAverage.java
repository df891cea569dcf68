package dev.lstm4j.training;

import dev.lstm4j.Parameters;
import dev.lstm4j.training.internal.Numbers;
import dev.lstm4j.training.optimizers.Adam;

/// An exponential moving average of the weights (EMA; Polyak and Juditsky 1992, with exponential weights): it follows
/// the training with less noise, and is judged and kept in place of the weights themselves. After n updates it is `Σ
/// dⁿ⁻ⁱ·wᵢ / Σ dⁿ⁻ⁱ` over the weights after each, with decay d: the start is corrected as in Adam, so the weights that
/// the training began with have no part in it, and the average of one update is that update's weights.
public final class WeightAverage {
    private final double decay;
    private final Parameters values;
    private long updates;

    /// An average of nothing yet.
    ///
    /// @param decay d, from 0 to below 1: an average over about 1 / (1 - d) updates
    /// @param start its values until the first update; copied
    /// @throws IllegalArgumentException if the decay is out of range
    public WeightAverage(double decay, Parameters start) {
        this.decay = Numbers.requireFraction("decay", decay);
        this.values = start.copy();
    }

    /// Takes the weights after an update in.
    ///
    /// @param weights of the same layout; not changed
    /// @throws IllegalArgumentException if there are more or fewer than at the start
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

    /// Gives a network the average and keeps its weights, or, the second time, gives them back.
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
    /// @return not a copy
    public Parameters values() {
        return values;
    }

    /// The number of updates it has seen: with the values, all that a checkpoint needs.
    ///
    /// @return at least 0
    public long updates() {
        return updates;
    }

    /// Goes on from what another average of the same decay had.
    ///
    /// @param average its values; copied
    /// @param count the number of updates it had seen
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
