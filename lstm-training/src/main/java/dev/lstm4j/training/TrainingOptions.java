package dev.lstm4j.training;

import dev.lstm4j.training.internal.Numbers;
import dev.lstm4j.training.schedules.LearningRateSchedule;
import dev.lstm4j.training.schedules.Schedules;
import java.util.Objects;

/// The settings of a training run. Immutable; every `with…` method returns a changed copy.
///
/// ```java
/// TrainingOptions options = TrainingOptions.ofEpochs(50).withBatchSize(32).withClipNorm(1);
/// ```
///
public final class TrainingOptions {
    private static final int DEFAULT_BATCH_SIZE = 32;

    private final int epochs;
    private int batchSize = DEFAULT_BATCH_SIZE;
    private double clipNorm;
    private double clipValue;
    private long seed;
    private LearningRateSchedule schedule = Schedules.constant();
    private int accumulate = 1;
    private double averageDecay;
    private NonFinite nonFinite = NonFinite.STOP;

    private TrainingOptions(int epochs) {
        this.epochs = requireAtLeastOne("epochs", epochs);
    }

    /// Creates options with defaults: batch size 32, no clipping, seed 0, a constant learning rate, one batch per
    /// update, no weight average, and a stop at a loss or gradient that is not finite.
    ///
    /// @param epochs the maximum number of passes over the training data
    /// @return the options
    /// @throws IllegalArgumentException if it is below 1
    public static TrainingOptions ofEpochs(int epochs) {
        return new TrainingOptions(epochs);
    }

    /// A copy that a `with…` method changes before it is published.
    private TrainingOptions copy(int newEpochs) {
        TrainingOptions copy = new TrainingOptions(newEpochs);
        copy.batchSize = batchSize;
        copy.clipNorm = clipNorm;
        copy.clipValue = clipValue;
        copy.seed = seed;
        copy.schedule = schedule;
        copy.accumulate = accumulate;
        copy.averageDecay = averageDecay;
        copy.nonFinite = nonFinite;
        return copy;
    }

    /// Sets the number of epochs.
    ///
    /// @param changed the maximum number of passes over the training data
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public TrainingOptions withEpochs(int changed) {
        return copy(changed);
    }

    /// Sets the batch size.
    ///
    /// @param examples the number of examples in a mini-batch; an update uses [#accumulate()] mini-batches
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public TrainingOptions withBatchSize(int examples) {
        TrainingOptions copy = copy(epochs);
        copy.batchSize = requireAtLeastOne("batchSize", examples);
        return copy;
    }

    /// Clips the gradients by their global norm.
    ///
    /// @param largest the maximum norm; 0 for no clipping
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative
    public TrainingOptions withClipNorm(double largest) {
        TrainingOptions copy = copy(epochs);
        copy.clipNorm = requireClip("clipNorm", largest);
        return copy;
    }

    /// Clips each gradient value by its magnitude, before clipping by norm.
    ///
    /// @param largest the maximum magnitude; 0 for no clipping
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative
    public TrainingOptions withClipValue(double largest) {
        TrainingOptions copy = copy(epochs);
        copy.clipValue = requireClip("clipValue", largest);
        return copy;
    }

    /// Sets the seed of initial parameters, shuffling, dropout and teacher forcing.
    ///
    /// @param changed any number
    /// @return a changed copy
    public TrainingOptions withSeed(long changed) {
        TrainingOptions copy = copy(epochs);
        copy.seed = changed;
        return copy;
    }

    /// Sets the learning rate schedule.
    ///
    /// @param changed the schedule, which starts from the optimizer's initial rate
    /// @return a changed copy
    public TrainingOptions withSchedule(LearningRateSchedule changed) {
        TrainingOptions copy = copy(epochs);
        copy.schedule = Objects.requireNonNull(changed, "schedule: expected a LearningRateSchedule, found null");
        return copy;
    }

    /// Accumulates the gradients of several batches for each update, as if they were one batch.
    ///
    /// @param batches the number of batches per update
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public TrainingOptions withAccumulate(int batches) {
        TrainingOptions copy = copy(epochs);
        copy.accumulate = requireAtLeastOne("accumulate", batches);
        return copy;
    }

    /// Evaluates and keeps a moving average of the weights ([WeightAverage]) instead of the weights.
    ///
    /// @param decay of the average, in [0, 1); 0 for the weights themselves
    ///        @return a changed copy
    /// @throws IllegalArgumentException if it is outside [0, 1)
    public TrainingOptions withAverageDecay(double decay) {
        TrainingOptions copy = copy(epochs);
        copy.averageDecay = Numbers.requireFraction("averageDecay", decay);
        return copy;
    }

    /// Sets how to handle an update whose loss or gradient is not finite.
    ///
    /// @param choice stop or skip
    /// @return a changed copy
    public TrainingOptions withNonFinite(NonFinite choice) {
        TrainingOptions copy = copy(epochs);
        copy.nonFinite = Objects.requireNonNull(choice, "nonFinite: expected STOP or SKIP, found null");
        return copy;
    }

    /// The number of epochs.
    ///
    /// @return the maximum number of passes over the training data
    public int epochs() {
        return epochs;
    }

    /// The batch size.
    ///
    /// @return at least 1; 32 by default
    public int batchSize() {
        return batchSize;
    }

    /// The maximum global gradient norm.
    ///
    /// @return 0 for no clipping, the default
    public double clipNorm() {
        return clipNorm;
    }

    /// The maximum magnitude of each gradient value.
    ///
    /// @return 0 for no clipping, the default
    public double clipValue() {
        return clipValue;
    }

    /// The seed of initial parameters, shuffling, dropout and teacher forcing.
    ///
    /// @return 0 by default
    public long seed() {
        return seed;
    }

    /// The learning rate schedule.
    ///
    /// @return constant by default
    public LearningRateSchedule schedule() {
        return schedule;
    }

    /// The number of batches per update.
    ///
    /// @return at least 1, the default
    public int accumulate() {
        return accumulate;
    }

    /// The decay of the weight average.
    ///
    /// @return 0 for the weights themselves, the default
    public double averageDecay() {
        return averageDecay;
    }

    /// How an update is handled whose loss or gradient is not finite.
    ///
    /// @return [NonFinite#STOP] by default
    public NonFinite nonFinite() {
        return nonFinite;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingOptions that && epochs == that.epochs && batchSize == that.batchSize
                && clipNorm == that.clipNorm && clipValue == that.clipValue && seed == that.seed
                && schedule.equals(that.schedule) && accumulate == that.accumulate
                && averageDecay == that.averageDecay && nonFinite == that.nonFinite;
    }

    @Override
    public int hashCode() {
        return Objects.hash(epochs, batchSize, clipNorm, clipValue, seed, schedule, accumulate, averageDecay,
                nonFinite);
    }

    @Override
    public String toString() {
        return "TrainingOptions[epochs=" + epochs + ", batchSize=" + batchSize + ", clipNorm=" + clipNorm
                + ", clipValue=" + clipValue + ", seed=" + seed + ", schedule=" + schedule + ", accumulate="
                + accumulate + ", averageDecay=" + averageDecay + ", nonFinite=" + nonFinite + "]";
    }

    private static int requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
        }
        return value;
    }

    private static double requireClip(String name, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(name + ": expected a number of at least 0, found " + value);
        }
        return value;
    }
}
