package dev.lstm4j.cli;

import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.OptimizerSettings;
import dev.lstm4j.forecast.settings.ScheduleSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.UpdateSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for the optimizer, its learning rate schedule, gradient clipping, accumulation and weight averaging.
final class UpdateOptions {
    private static final UpdateSettings USUAL = UpdateSettings.DEFAULT;

    @Option(names = "--optimizer", paramLabel = "NAME",
            description = "adam, adamw, nadam, radam, sgd, rmsprop or adagrad. Default: ${DEFAULT-VALUE}.")
    private String optimizer = Names.of(USUAL.optimizer().kind());

    @Option(names = "--lr", paramLabel = "X", description = "Learning rate. Default: ${DEFAULT-VALUE}.")
    private double learningRate = USUAL.optimizer().learningRate();

    @Option(names = "--momentum", paramLabel = "X",
            description = "Momentum of sgd and rmsprop. Default: ${DEFAULT-VALUE}.")
    private double momentum = USUAL.optimizer().momentum();

    @Option(names = "--weight-decay", paramLabel = "X",
            description = "Weight decay. Default: 0.01 with adamw, else 0.")
    private @Nullable Double weightDecay;

    @Option(names = "--schedule", paramLabel = "NAME",
            description = "Learning rate schedule over the epochs: constant, step (a tenth after each third), "
                    + "exponential (to a hundredth), cosine (to 0), one-cycle (from a 25th up to --lr, then to 0), "
                    + "plateau (half after 5 epochs without a better validation loss). Default: ${DEFAULT-VALUE}.")
    private String schedule = Names.of(USUAL.schedule().kind());

    @Option(names = "--warmup", paramLabel = "EPOCHS",
            description = "Warm-up: the first epochs, in which the learning rate rises linearly. Default: ${DEFAULT-VALUE}.")
    private int warmup = USUAL.schedule().warmup();

    @Option(names = "--clip", paramLabel = "X",
            description = "Clip the gradient's norm to this; 0 for no limit. Default: ${DEFAULT-VALUE}.")
    private double clip = USUAL.clip();

    @Option(names = "--clip-value", paramLabel = "X",
            description = "Clip each element of the gradient to this, before --clip; 0 for no limit. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double clipValue = USUAL.clipValue();

    @Option(names = "--accumulate", paramLabel = "N",
            description = "Batches per update; acts like one batch N times as large, with the memory of one. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int accumulate = USUAL.accumulate();

    @Option(names = "--ema", paramLabel = "DECAY",
            description = "Evaluate and keep a moving average of the weights, 0.999 averages about 1000 updates; 0 keeps "
                    + "the weights themselves. Default: ${DEFAULT-VALUE}.")
    private double ema = USUAL.ema();

    UpdateSettings updates() {
        OptimizerSettings settings = new OptimizerSettings(
                Names.find(Setting.OPTIMIZER, OptimizerSettings.Kind.class, optimizer), learningRate, momentum,
                weightDecay);
        ScheduleSettings course = new ScheduleSettings(
                Names.find(Setting.SCHEDULE, ScheduleSettings.Kind.class, schedule), warmup);
        return new UpdateSettings(settings, course, clip, clipValue, accumulate, ema);
    }
}
