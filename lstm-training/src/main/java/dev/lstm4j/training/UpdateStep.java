package dev.lstm4j.training;

import dev.lstm4j.Optimizer;
import dev.lstm4j.training.schedules.LearningRateSchedule;
import dev.lstm4j.training.schedules.LossHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the updates of a training run, independently of the source of the gradients. The order is: reduction across
/// replicas, norm, guard against non-finite updates, clipping by value, clipping by norm, schedule, optimizer, weight
/// average. All trainers make their updates here.
final class UpdateStep {
    private final TrainingSetup setup;
    private final TrainingOptions options;
    private final Learner learner;
    private final List<Optimizer> optimizers;
    private final List<WeightAverage> averages;
    private final FiniteGuard guard;
    private double base;
    private double scheduled;
    private LossHistory losses = LossHistory.EMPTY;
    private long updates;
    private double norm;

    UpdateStep(TrainingSetup setup, Learner learner) {
        this.setup = setup;
        this.options = setup.options();
        this.learner = learner;
        this.optimizers = setup.createOptimizers(learner.networks());
        this.averages = options.averageDecay() == 0
                ? List.of()
                : learner.networks().stream()
                        .map(network -> new WeightAverage(options.averageDecay(), network.parameters())).toList();
        this.guard = new FiniteGuard(options.nonFinite());
        this.base = optimizers.getFirst().learningRate();
        this.scheduled = base;
    }

    /// Begins an epoch and sets its learning rate.
    ///
    /// @param epoch from 1
    void beginEpoch(int epoch) {
        guard.beginEpoch();
        schedule(false, epoch - 1);
    }

    /// Makes an update or skips it.
    ///
    /// @param sum the gradients and their mean loss
    /// @param epoch from 1
    /// @param update from 1, in the epoch
    /// @param source of the gradients, which names the cause if they are not finite
    /// @return whether the update was made
    /// @throws ArithmeticException if the loss or gradient is not finite and the options do not allow skipping updates
    boolean update(GradientSum sum, int epoch, int update, UpdateSource source) {
        setup.reducer().reduce(sum);
        norm = learner.gradients().norm();
        boolean good = guard.accepts(sum.loss(), norm, epoch, update, () -> cause(source, update - 1));
        if (good) {
            clip();
            schedule(true, updates);
            for (int i = 0; i < optimizers.size(); i++) {
                learner.networks().get(i).update(optimizers.get(i));
            }
            updates++;
            for (int i = 0; i < averages.size(); i++) {
                averages.get(i).add(learner.networks().get(i).parameters());
            }
        }
        return good;
    }

    private NonFiniteCause cause(UpdateSource source, int update) {
        String number = source.nonFinite(update);
        return number == null ? NonFiniteCause.ofNetworks(learner.networks()) : NonFiniteCause.ofData(number);
    }

    private void clip() {
        boolean byValue = options.clipValue() > 0;
        if (byValue) {
            learner.gradients().clipValue(options.clipValue());
        }
        if (options.clipNorm() > 0) {
            learner.gradients().clipNorm(byValue ? learner.gradients().norm() : norm, options.clipNorm());
        }
    }

    /// Sets the learning rate if the schedule's rate has changed. A rate set by a listener stays in effect until then.
    private void schedule(boolean perUpdate, long position) {
        LearningRateSchedule schedule = options.schedule();
        double rate = schedule.isPerUpdate() == perUpdate ? schedule.rate(base, position, losses) : scheduled;
        if (rate != scheduled) {
            setLearningRate(rate);
            scheduled = rate;
        }
    }

    /// Records the loss of an epoch for the schedule.
    void observe(int epoch, double loss) {
        long position = options.schedule().isPerUpdate() ? Math.max(updates - 1, 0) : epoch - 1;
        losses = losses.with(position, loss);
    }

    /// Swaps the weights of the networks and their averages; a second call swaps them back.
    void exchangeAverages() {
        for (int i = 0; i < averages.size(); i++) {
            averages.get(i).exchange(learner.networks().get(i));
        }
    }

    void setLearningRate(double rate) {
        for (Optimizer optimizer : optimizers) {
            optimizer.setLearningRate(rate);
        }
    }

    double learningRate() {
        return optimizers.getFirst().learningRate();
    }

    long updates() {
        return updates;
    }

    /// The gradient norm of the last update, before clipping.
    double norm() {
        return norm;
    }

    /// The number of skipped updates of an epoch.
    int skipped(int epoch) {
        return guard.skipped(epoch);
    }

    Optimizer optimizer(int network) {
        return optimizers.get(network);
    }

    @Nullable
    WeightAverage average(int network) {
        return averages.isEmpty() ? null : averages.get(network);
    }

    Checkpoint.Rates rates() {
        return new Checkpoint.Rates(base, scheduled, learningRate(), losses);
    }

    Checkpoint.Guard guard() {
        return guard.state();
    }

    /// Restores a checkpoint.
    void restore(Checkpoint from) {
        for (int i = 0; i < optimizers.size(); i++) {
            Checkpoint.NetworkState state = from.networks().get(i);
            optimizers.get(i).restore(state.optimizer());
            Checkpoint.Average kept = state.average();
            if ((kept == null) != averages.isEmpty()) {
                throw new IllegalArgumentException("checkpoint: expected " + (kept == null ? "an" : "no")
                        + " average of the weights, as the options say, found " + (kept == null ? "none" : "one"));
            }
            if (kept != null) {
                averages.get(i).restore(kept.values(), kept.updates());
            }
        }
        Checkpoint.Rates rates = from.progress().rates();
        base = rates.base();
        scheduled = rates.scheduled();
        losses = rates.losses();
        setLearningRate(rates.current());
        updates = from.progress().updates();
        guard.restore(from.guard());
    }
}
