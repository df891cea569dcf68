package dev.lstm4j.training;

import dev.lstm4j.Parameters;
import dev.lstm4j.init.Randomness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A training under way, as its listeners see it: they may look at it, take a [#checkpoint()], set the learning rate
/// and stop it, while one of them is being called.
///
/// An encoder-decoder has two networks; methods that return one network's parameters return the encoder's, and
/// [#allParameters()] has both.
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

    /// Asks the training to end: at once if called after an update, then with what the epoch has learnt so far; before
    /// the next epoch if called after an epoch. The first reason given counts.
    ///
    /// @param reason for people, as [TrainingResult#stopped()] tells it
    public void stop(String reason) {
        if (stopped == null) {
            stopped = reason;
        }
    }

    /// Why it was asked to stop.
    ///
    /// @return null if it was not
    public @Nullable String stopped() {
        return stopped;
    }

    /// Takes the whole state of the training, from which [Trainer#resume] continues with the same bits.
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
    /// @return not a copy, and not to be changed
    public Parameters parameters() {
        return learner.networks().getFirst().parameters();
    }

    /// The weights of all networks after the last update.
    ///
    /// @return one element, or encoder and decoder; not copies, and not to be changed
    public List<Parameters> allParameters() {
        return learner.networks().stream().map(TrainingNetwork::parameters).toList();
    }

    /// The moving average of the weights, if there is one ([TrainingOptions#averageDecay()]).
    ///
    /// @return not a copy; null if there is none
    public @Nullable WeightAverage average() {
        return step.average(0);
    }

    /// The learning rate of the last update.
    ///
    /// @return the optimizer's rate
    public double learningRate() {
        return step.learningRate();
    }

    /// Sets the learning rate, which holds until the schedule has another.
    ///
    /// @param rate finite, at least 0
    /// @throws IllegalArgumentException if it is neither
    public void setLearningRate(double rate) {
        step.setLearningRate(rate);
    }

    /// The number of updates, those left out not counted.
    ///
    /// @return at least 0
    public long updates() {
        return step.updates();
    }

    /// The epochs that are over, the one just reported included.
    ///
    /// @return a view that cannot be changed
    public List<EpochReport> history() {
        return Collections.unmodifiableList(history);
    }

    /// The weights, or their average, of the best epoch so far; of the last one if there is no validation part.
    ///
    /// @return not a copy; the initial ones before the first epoch has ended
    public Parameters best() {
        return best.getFirst();
    }

    /// The best epoch so far.
    ///
    /// @return from 1; 0 before the first epoch has ended
    public int bestEpoch() {
        return bestEpoch;
    }

    /// The states of the random generators ([Randomness#state()]).
    ///
    /// @return by purpose: `shuffle`, and `dropout`, `recurrent dropout` and `teaching` for networks that draw them
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

    /// Keeps the networks' weights if they are the best so far.
    ///
    /// @param validationLoss of the epoch, or NaN if all epochs count as better than the ones before
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

    /// Goes on from a checkpoint, but for what the update step and the source keep.
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
