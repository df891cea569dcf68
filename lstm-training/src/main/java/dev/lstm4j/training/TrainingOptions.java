package dev.lstm4j.training;

import dev.lstm4j.training.internal.Numbers;
import dev.lstm4j.training.schedules.LearningRateSchedule;
import dev.lstm4j.training.schedules.Schedules;
import java.util.Objects;

/// The settings of a training. Immutable; every `with…` method returns a changed copy.
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

    /// Options with defaults: batches of 32, no clipping, seed 0, a constant learning rate, one batch an update, no
    /// average of the weights, and a stop at a loss or gradient that is not finite.
    ///
    /// @param epochs how often a training sees every example, at most
    /// @return the options
    /// @throws IllegalArgumentException if it is below 1
    public static TrainingOptions ofEpochs(int epochs) {
        return new TrainingOptions(epochs);
    }

    /// A copy for a `with…` method to change before anyone else sees it.
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
    /// @param changed how often a training sees every example, at most
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public TrainingOptions withEpochs(int changed) {
        return copy(changed);
    }

    /// Sets the size of a batch.
    ///
    /// @param examples of a batch; those of an update, if no batches accumulate
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public TrainingOptions withBatchSize(int examples) {
        TrainingOptions copy = copy(epochs);
        copy.batchSize = requireAtLeastOne("batchSize", examples);
        return copy;
    }

    /// Clips the gradient by its global norm.
    ///
    /// @param largest the largest norm; 0 for no clipping
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is negative
    public TrainingOptions withClipNorm(double largest) {
        TrainingOptions copy = copy(epochs);
        copy.clipNorm = requireClip("clipNorm", largest);
        return copy;
    }

    /// Clips each gradient by its magnitude, before the norm.
    ///
    /// @param largest the largest magnitude; 0 for no clipping
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

    /// Sets the course of the learning rate.
    ///
    /// @param changed the schedule; it begins with the optimizer's own rate
    /// @return a changed copy
    public TrainingOptions withSchedule(LearningRateSchedule changed) {
        TrainingOptions copy = copy(epochs);
        copy.schedule = Objects.requireNonNull(changed, "schedule: expected a LearningRateSchedule, found null");
        return copy;
    }

    /// Makes each update of the gradients of several batches, as if they were one batch.
    ///
    /// @param batches of an update
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public TrainingOptions withAccumulate(int batches) {
        TrainingOptions copy = copy(epochs);
        copy.accumulate = requireAtLeastOne("accumulate", batches);
        return copy;
    }

    /// Judges and keeps a moving average of the weights ([WeightAverage]) in place of the weights.
    ///
    /// @param decay of the average, in [0, 1); 0 for the weights themselves
    ///        @return a changed copy
    /// @throws IllegalArgumentException if it is outside [0, 1)
    public TrainingOptions withAverageDecay(double decay) {
        TrainingOptions copy = copy(epochs);
        copy.averageDecay = Numbers.requireFraction("averageDecay", decay);
        return copy;
    }

    /// Sets what becomes of an update whose loss or gradient is not finite.
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
    /// @return how often a training sees every example, at most
    public int epochs() {
        return epochs;
    }

    /// The size of a batch.
    ///
    /// @return at least 1; 32 by default
    public int batchSize() {
        return batchSize;
    }

    /// The largest global gradient norm.
    ///
    /// @return 0 for no clipping, the default
    public double clipNorm() {
        return clipNorm;
    }

    /// The largest magnitude of each gradient.
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

    /// The course of the learning rate.
    ///
    /// @return constant by default
    public LearningRateSchedule schedule() {
        return schedule;
    }

    /// The number of batches whose gradients make one update.
    ///
    /// @return at least 1, the default
    public int accumulate() {
        return accumulate;
    }

    /// The decay of the average of the weights.
    ///
    /// @return 0 for the weights themselves, the default
    public double averageDecay() {
        return averageDecay;
    }

    /// What becomes of an update whose loss or gradient is not finite.
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
