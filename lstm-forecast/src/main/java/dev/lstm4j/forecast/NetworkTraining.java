package dev.lstm4j.forecast;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Head;
import dev.lstm4j.Loss;
import dev.lstm4j.OptimizerFactory;
import dev.lstm4j.Parameters;
import dev.lstm4j.forecast.settings.NetworkSettings;
import dev.lstm4j.forecast.settings.OptimizerSettings;
import dev.lstm4j.forecast.settings.ScheduleSettings;
import dev.lstm4j.forecast.settings.TrainingSettings;
import dev.lstm4j.forecast.settings.UpdateSettings;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.EarlyStopping;
import dev.lstm4j.training.Initializer;
import dev.lstm4j.training.Trainer;
import dev.lstm4j.training.TrainingListener;
import dev.lstm4j.training.TrainingOptions;
import dev.lstm4j.training.TrainingResult;
import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.losses.HuberLoss;
import dev.lstm4j.training.losses.MaskedLoss;
import dev.lstm4j.training.losses.MeanAbsoluteError;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.losses.RowLoss;
import dev.lstm4j.training.optimizers.Adagrad;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.optimizers.AdamW;
import dev.lstm4j.training.optimizers.NAdam;
import dev.lstm4j.training.optimizers.RAdam;
import dev.lstm4j.training.optimizers.RMSprop;
import dev.lstm4j.training.optimizers.SGD;
import dev.lstm4j.training.schedules.LearningRateSchedule;
import dev.lstm4j.training.schedules.ReduceOnPlateau;
import dev.lstm4j.training.schedules.Schedules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the values of a recipe into the objects that train. Only this class and [CellChoice] know these objects.
final class NetworkTraining {
    private static final int STEPS = 3;
    private static final double STEP_FACTOR = 0.1;
    private static final double EXPONENTIAL_END = 0.01;
    private static final double PLATEAU_FACTOR = 0.5;
    private static final int PLATEAU_EPOCHS = 5;

    private final Recipe recipe;
    private final Architecture architecture;

    NetworkTraining(Recipe recipe, Architecture architecture) {
        this.recipe = recipe;
        this.architecture = architecture;
    }

    /// What the network learns from.
    ///
    /// @param training windows
    /// @param validation windows, or null
    /// @param masked whether targets may be missing
    record Data(Dataset training, @Nullable Dataset validation, boolean masked) {}

    static Architecture architecture(NetworkSettings network, ForecastTask task) {
        int outputs = Math.multiplyExact(task.horizon(), task.targets().size());
        return Architecture.of(CellChoice.find(network.cell()), task.features().size(), network.hidden())
                .withLayers(network.layers()).withBidirectional(network.bidirectional()).withDropout(network.dropout())
                .withHead(network.bidirectional() ? Head.finalStates(outputs) : Head.lastStep(outputs));
    }

    TrainingResult train(Data data, Engine engine, TrainingListener listener) {
        int patience = recipe.training().patience();
        TrainingListener stopping = patience == 0 ? TrainingListener.none() : new EarlyStopping(patience);
        return Trainer.of(options(data.training.size()), loss(data.masked), optimizer()).withEngine(engine)
                .withListener(TrainingListener.all(listener, stopping))
                .train(architecture, start(), data.training, data.validation);
    }

    private Parameters start() {
        NetworkSettings network = recipe.network();
        Initializer initializer = switch (network.start().weights()) {
            case UNIFORM -> Initializer.pytorch();
            case GLOROT_ORTHOGONAL -> Initializer.glorotOrthogonal();
        };
        Double forgetBias = network.start().forgetBias();
        return (forgetBias == null ? initializer : initializer.withForgetBias(forgetBias)).draw(architecture,
                recipe.training().seed());
    }

    /// The loss; without the targets that are missing.
    private Loss loss(boolean masked) {
        RowLoss loss = switch (recipe.training().loss()) {
            case MSE -> MeanSquaredError.of();
            case MAE -> MeanAbsoluteError.of();
            case HUBER -> HuberLoss.of();
        };
        return masked ? MaskedLoss.of(loss) : loss;
    }

    private OptimizerFactory optimizer() {
        OptimizerSettings settings = recipe.updates().optimizer();
        double rate = settings.learningRate();
        double momentum = settings.momentum();
        double decay = settings.effectiveWeightDecay();
        return switch (settings.kind()) {
            case ADAM -> Adam.of(rate).withWeightDecay(decay);
            case ADAMW -> AdamW.of(rate).withDecoupledWeightDecay(decay);
            case NADAM -> NAdam.of(rate).withWeightDecay(decay);
            case RADAM -> RAdam.of(rate).withWeightDecay(decay);
            case SGD -> SGD.of(rate).withMomentum(momentum).withWeightDecay(decay);
            case RMSPROP -> RMSprop.of(rate).withMomentum(momentum).withWeightDecay(decay);
            case ADAGRAD -> Adagrad.of(rate).withWeightDecay(decay);
        };
    }

    private TrainingOptions options(int windows) {
        UpdateSettings updates = recipe.updates();
        TrainingSettings training = recipe.training();
        int batch = batchSize(windows);
        long update = Math.min(windows, (long) batch * updates.accumulate());
        long count = Math.ceilDiv((long) windows, update) * training.epochs();
        return TrainingOptions.ofEpochs(training.epochs()).withBatchSize(batch).withClipNorm(updates.clip())
                .withSeed(training.seed()).withClipValue(updates.clipValue()).withAccumulate(updates.accumulate())
                .withAverageDecay(updates.ema()).withNonFinite(training.nonFinite())
                .withSchedule(schedule((int) Math.min(count, Integer.MAX_VALUE)));
    }

    private int batchSize(int windows) {
        return Math.min(recipe.training().batchSize(), windows);
    }

    private LearningRateSchedule schedule(int updates) {
        ScheduleSettings schedule = recipe.updates().schedule();
        int warmup = schedule.warmup();
        int rest = recipe.training().epochs() - warmup;
        LearningRateSchedule course = switch (schedule.kind()) {
            case CONSTANT -> Schedules.constant();
            case STEP -> Schedules.step(Math.ceilDiv(rest, STEPS), STEP_FACTOR);
            case EXPONENTIAL -> Schedules.exponential(Math.pow(EXPONENTIAL_END, 1.0 / rest));
            case COSINE -> Schedules.cosine(rest, 0);
            case ONE_CYCLE -> Schedules.oneCycle(updates);
            // The rate falls one epoch after the schedule's patience ends.
            case PLATEAU -> ReduceOnPlateau.of(PLATEAU_FACTOR, PLATEAU_EPOCHS - 1);
        };
        return warmup == 0
                ? course
                : Schedules.sequence(List.of(Schedules.linear(1.0 / (warmup + 1), 1, warmup), course), warmup);
    }
}
