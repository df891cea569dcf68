package dev.lstm4j.cli;

import dev.lstm4j.Optimizer;
import dev.lstm4j.forecast.table.InputException;
import dev.lstm4j.training.NonFinite;
import dev.lstm4j.training.TrainingOptions;
import dev.lstm4j.training.optimizers.Adagrad;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.optimizers.NAdam;
import dev.lstm4j.training.optimizers.RAdam;
import dev.lstm4j.training.optimizers.RMSprop;
import dev.lstm4j.training.optimizers.SGD;
import dev.lstm4j.training.schedules.LearningRateSchedule;
import dev.lstm4j.training.schedules.ReduceOnPlateau;
import dev.lstm4j.training.schedules.Schedules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how the weights change: the optimizer, its rate over time, and what is done to gradients and weights
/// around it.
final class UpdateOptions {

    /// Which optimizer.
    enum Choice {
        ADAM, ADAMW, NADAM, RADAM, SGD, RMSPROP, ADAGRAD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Which schedule of the learning rate.
    enum Course {
        CONSTANT, STEP, EXPONENTIAL, COSINE, ONE_CYCLE, PLATEAU;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What becomes of an update that is not finite.
    enum Answer {
        STOP, SKIP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// PyTorch's default for AdamW.
    private static final double ADAMW_DECAY = 0.01;
    private static final int STEPS = 3;
    private static final double STEP_FACTOR = 0.1;
    private static final double EXPONENTIAL_END = 0.01;
    private static final double PLATEAU_FACTOR = 0.5;
    private static final int PLATEAU_EPOCHS = 5;

    @Option(names = "--optimizer", paramLabel = "NAME",
            description = "adam, adamw, nadam, radam, sgd, rmsprop or adagrad. Default: adam.")
    private String optimizerName = Choice.ADAM.toString();

    @Option(names = "--lr", paramLabel = "X", description = "Learning rate. Default: " + Defaults.LEARNING_RATE + ".")
    private double learningRate = Defaults.LEARNING_RATE;

    @Option(names = "--momentum", paramLabel = "X", description = "Of sgd and rmsprop. Default: 0.")
    private double momentum;

    @Option(names = "--weight-decay", paramLabel = "X",
            description = "How much weights shrink. Default: " + ADAMW_DECAY + " with adamw, else 0.")
    private @Nullable Double weightDecay;

    @Option(names = "--schedule", paramLabel = "NAME",
            description = "How the learning rate goes over the epochs: constant, step (a tenth after each third), "
                    + "exponential (to a hundredth), cosine (to 0), one-cycle (from a 25th up to --lr, then to 0), "
                    + "plateau (half after " + PLATEAU_EPOCHS
                    + " epochs without a better validation loss). Default: constant.")
    private String scheduleName = Course.CONSTANT.toString();

    @Option(names = "--warmup", paramLabel = "EPOCHS",
            description = "First epochs, in which the learning rate rises in equal steps. Default: 0.")
    private int warmup;

    @Option(names = "--clip", paramLabel = "X", description = "Largest norm of the gradient; 0 for no limit. Default: "
            + Defaults.CLIP + ".")
    private double clip = Defaults.CLIP;

    @Option(names = "--clip-value", paramLabel = "X",
            description = "Largest size of each number of the gradient, before --clip; 0 for no limit. Default: 0.")
    private double clipValue;

    @Option(names = "--accumulate", paramLabel = "N",
            description = "Batches an update: as one batch N times as large, in the memory of one. Default: 1.")
    private int accumulate = 1;

    @Option(names = "--ema", paramLabel = "DECAY",
            description = "Judge and keep a moving average of the weights, 0.999 for about 1000 updates; 0 for the "
                    + "weights themselves. Default: 0.")
    private double ema;

    @Option(names = "--non-finite", paramLabel = "NAME",
            description = "What becomes of an update whose loss or gradient is not finite: stop (the best epoch before is "
                    + "kept) or skip (it is left out and counted). Default: stop.")
    private String answerName = Answer.STOP.toString();

    private Choice optimizer = Choice.ADAM;
    private Course schedule = Course.CONSTANT;
    private Answer answer = Answer.STOP;

    void check(Warnings warnings, int epochs) {
        optimizer = Checks.choice("--optimizer", optimizerName, Choice.values());
        schedule = Checks.choice("--schedule", scheduleName, Course.values());
        answer = Checks.choice("--non-finite", answerName, Answer.values());
        Checks.positive("--lr", learningRate);
        Checks.fraction("--momentum", momentum);
        Checks.finite("--weight-decay", decay());
        Checks.notNegative("--weight-decay", decay());
        Checks.atLeast("--warmup", warmup, 0);
        Checks.notNegative("--clip", clip);
        Checks.notNegative("--clip-value", clipValue);
        Checks.atLeast("--accumulate", accumulate, 1);
        Checks.fraction("--ema", ema);
        if (warmup >= epochs) {
            throw new InputException(
                    "--warmup: expected fewer than the " + epochs + " of --epochs, found " + warmup);
        }
        if (warmup > 0 && schedule == Course.ONE_CYCLE) {
            throw new InputException("--warmup: expected 0 with --schedule one-cycle, which rises by itself, found "
                    + warmup);
        }
        if (momentum > 0 && optimizer != Choice.SGD && optimizer != Choice.RMSPROP) {
            warnings.add("--momentum acts with --optimizer sgd or rmsprop; with " + optimizer + " it does nothing");
        }
    }

    private double decay() {
        return weightDecay != null ? weightDecay : optimizer == Choice.ADAMW ? ADAMW_DECAY : 0;
    }

    Optimizer optimizer() {
        return switch (optimizer) {
            case ADAM -> Adam.builder(learningRate).weightDecay(decay()).build();
            case ADAMW -> Adam.builder(learningRate).decoupledWeightDecay(decay()).build();
            case NADAM -> NAdam.builder(learningRate).weightDecay(decay()).build();
            case RADAM -> RAdam.builder(learningRate).weightDecay(decay()).build();
            case SGD -> SGD.builder(learningRate).momentum(momentum).weightDecay(decay()).build();
            case RMSPROP -> RMSprop.builder(learningRate).momentum(momentum).weightDecay(decay()).build();
            case ADAGRAD -> Adagrad.builder(learningRate).weightDecay(decay()).build();
        };
    }

    /// @param windows to train on
    /// @param batch windows a batch
    TrainingOptions options(int windows, int epochs, int batch, long seed, int threads) {
        long update = Math.min(windows, (long) batch * accumulate);
        long updates = Math.ceilDiv((long) windows, update) * epochs;
        return new TrainingOptions(epochs, batch, clip, seed, threads).withClipValue(clipValue)
                .withAccumulate(accumulate).withAverageDecay(ema)
                .withNonFinite(answer == Answer.SKIP ? NonFinite.SKIP : NonFinite.STOP)
                .withSchedule(schedule(epochs, (int) Math.min(updates, Integer.MAX_VALUE)));
    }

    private LearningRateSchedule schedule(int epochs, int updates) {
        int rest = epochs - warmup;
        LearningRateSchedule course = switch (schedule) {
            case CONSTANT -> Schedules.constant();
            case STEP -> Schedules.step(Math.ceilDiv(rest, STEPS), STEP_FACTOR);
            case EXPONENTIAL -> Schedules.exponential(Math.pow(EXPONENTIAL_END, 1.0 / rest));
            case COSINE -> Schedules.cosine(rest, 0);
            case ONE_CYCLE -> Schedules.oneCycle(updates);
            // One more than what is borne lowers the rate.
            case PLATEAU -> new ReduceOnPlateau(PLATEAU_FACTOR, PLATEAU_EPOCHS - 1);
        };
        return warmup == 0
                ? course
                : Schedules.sequence(List.of(Schedules.linear(1.0 / (warmup + 1), 1, warmup), course), warmup);
    }

    void describe(Map<String, String> facts) {
        facts.put("settings.optimizer", optimizer.toString());
        facts.put("settings.lr", Double.toString(learningRate));
        facts.put("settings.momentum", Double.toString(momentum));
        facts.put("settings.weight_decay", Double.toString(decay()));
        facts.put("settings.schedule", schedule.toString());
        facts.put("settings.warmup", Integer.toString(warmup));
        facts.put("settings.clip", Double.toString(clip));
        facts.put("settings.clip_value", Double.toString(clipValue));
        facts.put("settings.accumulate", Integer.toString(accumulate));
        facts.put("settings.ema", Double.toString(ema));
        facts.put("settings.non_finite", answer.toString());
    }
}
