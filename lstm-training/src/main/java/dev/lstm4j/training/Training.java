package dev.lstm4j.training;

import dev.lstm4j.Optimizer;
import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import dev.lstm4j.training.schedules.ReduceOnPlateau;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A training under way, as its listeners see it: to be looked at and to be stopped, while one of them is being called.
///
/// To go on later with the same bits, a checkpoint keeps, with settings, seed and data as they are:
/// - the [#parameters()], the [Optimizer#state()] of the [#optimizer()], and of the [#average()], where there is one, its
///   values and count;
/// - the epoch and the batch, which the reports tell, and the count of [#updates()], at which the schedule stands;
/// - the [#history()]: a schedule that looks at losses ([ReduceOnPlateau]) is told them again, and [EarlyStopping] reads
///   them; the [#best()] weights and their epoch;
/// - the [#randomness()]. The order of the examples needs no place: it is what as many shuffles as epochs have begun make,
///   with the seed's generator for `shuffle`, of 0, 1, 2, …
///
/// Between epochs that is all. Within one, the sums of its losses are lost: its report would tell of the rest alone.
public final class Training {
    private final TrainingNetwork network;
    private final Optimizer optimizer;
    private final @Nullable WeightAverage average;
    private final Randomness shuffle;
    private final List<EpochReport> history = new ArrayList<>();
    private final Parameters best;
    private int bestEpoch;
    private double lowest = Double.POSITIVE_INFINITY;
    private long updates;
    private @Nullable String stopped;

    Training(TrainingNetwork network, Optimizer optimizer, @Nullable WeightAverage average, Randomness shuffle) {
        this.network = network;
        this.optimizer = optimizer;
        this.average = average;
        this.shuffle = shuffle;
        this.best = network.parameters().copy();
    }

    /// Asks the training to end: at once where a batch has ended, then with what the epoch has learnt so far; before the next
    /// epoch where an epoch has. The first reason given counts.
    ///
    /// @param reason for people, as [TrainingResult#stopped()] tells it
    public void stop(String reason) {
        if (stopped == null) {
            stopped = reason;
        }
    }

    /// Why it was asked to stop.
    ///
    /// @return null where it was not
    public @Nullable String stopped() {
        return stopped;
    }

    /// The weights after the last update.
    ///
    /// @return not a copy, and not to be changed
    public Parameters parameters() {
        return network.parameters();
    }

    /// The moving average of the weights, where there is one ([TrainingOptions#averageDecay()]).
    ///
    /// @return not a copy; null where there is none
    public @Nullable WeightAverage average() {
        return average;
    }

    /// What changes the weights.
    ///
    /// @return the trainer's own
    public Optimizer optimizer() {
        return optimizer;
    }

    /// How many updates were made, those skipped not counted.
    ///
    /// @return at least 0
    public long updates() {
        return updates;
    }

    /// The epochs that are over, the one just reported among them.
    ///
    /// @return a view that cannot be changed
    public List<EpochReport> history() {
        return Collections.unmodifiableList(history);
    }

    /// The weights, or their average, of the best epoch so far; of the last one where there is no validation part.
    ///
    /// @return not a copy; those of the start before the first epoch has ended
    public Parameters best() {
        return best;
    }

    /// The best epoch so far.
    ///
    /// @return from 1; 0 before the first epoch has ended
    public int bestEpoch() {
        return bestEpoch;
    }

    /// Where the random numbers stand ([Randomness#state()]).
    ///
    /// @return by purpose: `shuffle`, and `dropout` and `recurrent dropout` where the network has them
    public Map<String, Long> randomness() {
        Map<String, Long> states = new TreeMap<>();
        states.put("shuffle", shuffle.state());
        network.randomness().forEach((purpose, random) -> states.put(purpose, random.state()));
        return states;
    }

    TrainingNetwork network() {
        return network;
    }

    void countUpdate() {
        updates++;
    }

    /// Keeps the network's weights where they are the best so far.
    ///
    /// @param validationLoss of the epoch, or NaN where all epochs count as better than the ones before
    /// @return whether they are
    boolean judge(int epoch, double validationLoss) {
        boolean better = Double.isNaN(validationLoss) || validationLoss < lowest;
        if (better) {
            lowest = validationLoss;
            bestEpoch = epoch;
            float[] values = network.parameters().values();
            System.arraycopy(values, 0, best.values(), 0, values.length);
        }
        return better;
    }

    void addEpoch(EpochReport report) {
        history.add(report);
    }
}
