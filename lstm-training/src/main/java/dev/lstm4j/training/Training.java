package dev.lstm4j.training;

import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A running training, as seen by its listeners. During a call, a listener may inspect it, take a [#checkpoint()], set
/// the learning rate and stop it.
///
/// An encoder-decoder has two networks; methods that return the parameters of one network return those of the encoder,
/// and [#allParameters()] returns both.
public final class Training {
    private final Learner learner;
    private final UpdateStep step;
    private final UpdateSource source;
    private final Randomness shuffle;
    private final List<EpochReport> history = new ArrayList<>();
    private final List<Parameters> best;
    private Checkpoint.Position position = new Checkpoint.Position(0, 0, Checkpoint.Sums.ZERO);
    private int bestEpoch;
    private double lowest = Double.POSITIVE_INFINITY;
    private @Nullable String stopped;

    Training(Learner learner, UpdateStep step, UpdateSource source, Randomness shuffle) {
        this.learner = learner;
        this.step = step;
        this.source = source;
        this.shuffle = shuffle;
        this.best = TrainingSetup.copies(learner.networks());
    }

    /// Requests the end of the training run. After an update, the run ends immediately and evaluates the incomplete
    /// epoch; after an epoch, it ends before the next one. Only the first reason is kept.
    ///
    /// @param reason a message for users, returned by [TrainingResult#stopped()]
    public void stop(String reason) {
        if (stopped == null) {
            stopped = reason;
        }
    }

    /// The reason given to [#stop].
    ///
    /// @return null if no stop was requested
    public @Nullable String stopped() {
        return stopped;
    }

    /// Copies the complete state of the training run. A run that [Trainer#resume] continues from it is bit-identical to
    /// an uninterrupted one.
    ///
    /// @return a deep copy
    public Checkpoint checkpoint() {
        List<Checkpoint.NetworkState> networks = new ArrayList<>();
        for (int i = 0; i < best.size(); i++) {
            TrainingNetwork network = learner.networks().get(i);
            WeightAverage average = step.average(i);
            networks.add(new Checkpoint.NetworkState(network.architecture(), network.parameters(), best.get(i),
                    step.optimizer(i).state(),
                    average == null ? null : new Checkpoint.Average(average.values(), average.updates())));
        }
        return new Checkpoint(networks, position,
                new Checkpoint.Progress(history, bestEpoch, lowest, step.updates(), step.rates()), step.guard(),
                randomness(), source.carried());
    }

    /// The weights after the last update.
    ///
    /// @return the live parameters; do not change them
    public Parameters parameters() {
        return learner.networks().getFirst().parameters();
    }

    /// The weights of all networks after the last update.
    ///
    /// @return one element, or encoder and decoder; live parameters, do not change them
    public List<Parameters> allParameters() {
        return learner.networks().stream().map(TrainingNetwork::parameters).toList();
    }

    /// The moving average of the weights, if there is one ([TrainingOptions#averageDecay()]).
    ///
    /// @return the live average; null if there is none
    public @Nullable WeightAverage average() {
        return step.average(0);
    }

    /// The current learning rate.
    ///
    /// @return the optimizer's rate
    public double learningRate() {
        return step.learningRate();
    }

    /// Sets the learning rate, which stays in effect until the schedule next changes its rate.
    ///
    /// @param rate finite, not negative
    /// @throws IllegalArgumentException if it is negative or not finite
    public void setLearningRate(double rate) {
        step.setLearningRate(rate);
    }

    /// The number of updates, without skipped ones.
    ///
    /// @return at least 0
    public long updates() {
        return step.updates();
    }

    /// The reports of the completed epochs, including the one just reported.
    ///
    /// @return an unmodifiable view
    public List<EpochReport> history() {
        return Collections.unmodifiableList(history);
    }

    /// The weights, or their moving average, of the best epoch so far, or of the last epoch without a validation set.
    ///
    /// @return the live parameters; the initial ones before the end of the first epoch
    public Parameters best() {
        return best.getFirst();
    }

    /// The best epoch so far.
    ///
    /// @return from 1; 0 before the end of the first epoch
    public int bestEpoch() {
        return bestEpoch;
    }

    /// The states of the random generators ([Randomness#state()]).
    ///
    /// @return by purpose: `shuffle`, and `dropout`, `recurrent dropout` and `teaching` for networks that use them
    public Map<String, Long> randomness() {
        Map<String, Long> states = new TreeMap<>();
        states.put("shuffle", shuffle.state());
        learner.randomness().forEach((purpose, random) -> states.put(purpose, random.state()));
        return states;
    }

    List<Parameters> allBest() {
        return best;
    }

    Checkpoint.Position position() {
        return position;
    }

    void setPosition(Checkpoint.Position reached) {
        position = reached;
    }

    /// Keeps a copy of the weights if they are the best so far.
    ///
    /// @param validationLoss of the epoch; NaN without a validation set, then each epoch is the best so far
    /// @return whether they are
    boolean judge(int epoch, double validationLoss) {
        boolean better = Double.isNaN(validationLoss) || validationLoss < lowest;
        if (better) {
            lowest = validationLoss;
            bestEpoch = epoch;
            for (int i = 0; i < best.size(); i++) {
                float[] values = learner.networks().get(i).parameters().values();
                System.arraycopy(values, 0, best.get(i).values(), 0, values.length);
            }
        }
        return better;
    }

    void addEpoch(EpochReport report) {
        history.add(report);
    }

    /// Restores a checkpoint, except for the state of the update step and the source.
    void restore(Checkpoint from) {
        for (int i = 0; i < best.size(); i++) {
            float[] values = from.networks().get(i).best().values();
            System.arraycopy(values, 0, best.get(i).values(), 0, values.length);
        }
        Checkpoint.Progress progress = from.progress();
        history.addAll(progress.history());
        bestEpoch = progress.bestEpoch();
        lowest = progress.lowestLoss();
        position = from.position();
    }
}
