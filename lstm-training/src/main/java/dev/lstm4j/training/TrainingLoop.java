package dev.lstm4j.training;

import dev.lstm4j.Model;
import dev.lstm4j.init.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The training loop: epochs of updates, each followed by an evaluation and a report. All trainers use it, with
/// different learners and sources of updates.
final class TrainingLoop {
    private static final double NANOS = 1e-9;

    private final TrainingSetup setup;
    private final TrainingOptions options;
    private final Learner learner;
    private final UpdateSource source;
    private final UpdateStep step;
    private final Accumulation accumulation;
    private final Randomness shuffle;
    private final Training run;

    TrainingLoop(TrainingSetup setup, Learner learner, UpdateSource source) {
        this.setup = setup;
        this.options = setup.options();
        this.learner = learner;
        this.source = source;
        this.step = new UpdateStep(setup, learner);
        this.accumulation = new Accumulation(learner, setup.loss(), source.isStateful());
        this.shuffle = Randomness.of(options.seed(), "shuffle");
        this.run = new Training(learner, step, source, shuffle);
    }

    /// Trains.
    ///
    /// @param from the checkpoint to continue from, or null to start from the beginning; the networks already have
    ///        its parameters
    TrainingResult train(@Nullable Checkpoint from) {
        long began = System.nanoTime();
        if (from != null) {
            restore(from);
            setup.listener().trainingResumed(run);
        }
        String failure = null;
        int under = run.position().update() > 0 ? run.position().epoch() : run.position().epoch() + 1;
        for (int epoch = under; epoch <= options.epochs() && run.stopped() == null; epoch++) {
            EpochReport report;
            try {
                report = epoch(epoch);
            } catch (NonFiniteException e) {
                if (run.bestEpoch() == 0) {
                    throw e;
                }
                failure = e.getMessage(); // the result of the earlier epochs is kept
                break;
            }
            run.addEpoch(report);
            run.setPosition(new Checkpoint.Position(epoch, 0, Checkpoint.Sums.ZERO));
            setup.listener().epochEnded(report, run);
        }
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < learner.networks().size(); i++) {
            models.add(new Model(learner.networks().get(i).architecture(), run.allBest().get(i)));
        }
        return new TrainingResult(models, run.bestEpoch(), run.history(), (System.nanoTime() - began) * NANOS, failure,
                run.stopped());
    }

    /// Trains on all examples, or on the remaining ones of a resumed epoch, and evaluates.
    private EpochReport epoch(int epoch) {
        long began = System.nanoTime();
        if (run.position().update() == 0) {
            source.beginEpoch(shuffle);
            step.beginEpoch(epoch);
            run.setPosition(new Checkpoint.Position(epoch, 0, Checkpoint.Sums.ZERO));
        }
        int before = run.position().sums().examples();
        updates(epoch);
        double trained = (System.nanoTime() - began) * NANOS;
        Checkpoint.Sums sums = run.position().sums();
        int skipped = step.skipped(epoch);
        step.exchangeAverages();
        double judged;
        boolean better;
        try {
            judged = source.validate(epoch);
            better = run.judge(epoch, judged);
        } finally {
            step.exchangeAverages();
        }
        step.observe(epoch, Double.isNaN(judged) ? sums.mean() : judged);
        return new EpochReport(epoch, options.epochs(), new EpochReport.Losses(sums.mean(), judged, better),
                new EpochReport.Updates(sums.largestNorm(), step.learningRate(), skipped,
                        (sums.examples() - before) / trained),
                (System.nanoTime() - began) * NANOS);
    }

    private void updates(int epoch) {
        int count = source.updates();
        for (int update = run.position().update() + 1; update <= count && run.stopped() == null; update++) {
            long began = System.nanoTime();
            int examples = source.compute(update - 1, accumulation);
            GradientSum sum = accumulation.end();
            boolean good = step.update(sum, epoch, update, source);
            Checkpoint.Sums sums = run.position().sums();
            run.setPosition(new Checkpoint.Position(epoch, update,
                    good
                            ? new Checkpoint.Sums(sums.loss() + sum.lossSum(), sums.weight() + sum.weight(),
                                    Math.max(sums.largestNorm(), step.norm()), sums.examples() + examples)
                            : new Checkpoint.Sums(sums.loss(), sums.weight(), sums.largestNorm(),
                                    sums.examples() + examples)));
            setup.listener().batchEnded(new BatchReport(new BatchReport.Position(epoch, update, count),
                    new BatchReport.Update(sum.loss(), step.norm(), step.learningRate(), !good), examples,
                    (System.nanoTime() - began) * NANOS), run);
        }
    }

    private void restore(Checkpoint from) {
        int under = from.position().update() > 0 ? from.position().epoch() : 0;
        for (int epoch = 1; epoch <= from.position().epoch(); epoch++) {
            if (epoch == under) {
                source.beginEpoch(shuffle);
            } else {
                source.skipEpoch(shuffle);
            }
        }
        if (from.position().update() > source.updates()
                || !Objects.equals(from.randomness().get("shuffle"), shuffle.state())) {
            throw new IllegalArgumentException(
                    "checkpoint: expected the seed, batch size and number of examples that it was saved with, found "
                            + "seed " + options.seed() + " and " + source.updates() + " updates per epoch");
        }
        for (Map.Entry<String, Randomness> random : learner.randomness().entrySet()) {
            Long state = from.randomness().get(random.getKey());
            if (state == null) {
                throw new IllegalArgumentException("checkpoint: expected a state of the random generator for "
                        + random.getKey() + ", found " + from.randomness().keySet());
            }
            random.getValue().setState(state);
        }
        step.restore(from);
        source.carry(from.carried());
        run.restore(from);
    }
}
