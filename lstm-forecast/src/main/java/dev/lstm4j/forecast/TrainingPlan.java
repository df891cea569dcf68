package dev.lstm4j.forecast;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.SeriesProfile;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.encoding.EncodedSeries;
import dev.lstm4j.forecast.encoding.Encoding;
import dev.lstm4j.forecast.encoding.ForecastWindows;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.Evaluator;
import dev.lstm4j.forecast.evaluation.WindowListener;
import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.FarValues;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.settings.WindowSettings;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.LearnedNumbers;
import dev.lstm4j.forecast.table.NumberFinder;
import dev.lstm4j.forecast.table.NumberedTable;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeFinder;
import dev.lstm4j.forecast.table.TimeFormat;
import dev.lstm4j.forecast.table.TimedTable;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.TrainingListener;
import dev.lstm4j.training.TrainingResult;
import dev.lstm4j.training.data.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A training run that is ready to start: the table is read and checked, and features, scaling, windows and network
/// are decided. Nothing is trained before [#fit].
public final class TrainingPlan {
    private final Recipe recipe;
    private final Engine engine;
    private final @Nullable TimeFormat timeFormat;
    private final LearnedNumbers numbers;
    private final List<Warning> warnings;
    private final String tableChecksum;
    private final Series series;
    private final Split split;
    private final ForecastTask task;
    private final ForecastWindows training;
    private final @Nullable ForecastWindows validation;
    private final ForecastWindows test;
    private final boolean hasMissingTargets;
    private final List<Reference> references;
    private final Architecture architecture;

    TrainingPlan(Recipe recipe, Engine engine, Table table) {
        TimedTable times = TimeFinder.find(table, recipe.columns(), recipe.reading());
        NumberedTable numbered = NumberFinder.read(times.table(), recipe.reading(), LearnedNumbers.NONE);
        TimedTable timed = times.withTable(numbered.table());
        this.recipe = timed.joined().isEmpty()
                ? recipe
                : recipe.withColumns(recipe.columns().withTime(timed.joined()));
        this.timeFormat = timed.format();
        this.numbers = numbered.learned();
        this.engine = engine;
        List<Warning> found = new ArrayList<>(recipe.check());
        ColumnChoice chosen = ColumnChoice.choose(timed, new Cells(recipe.reading().missingValues()));
        WindowSettings sizes = recipe.windows();
        this.tableChecksum = table.sha256();
        this.series = SeriesReader.read(timed.table(), chosen, recipe.reading());
        found.addAll(series.warnings());
        found.addAll(FarValues.warnings(series));
        sizes.split().requireWindows(series.rows(), sizes.lookback(), sizes.horizon());
        this.split = sizes.split().split(series.rows());
        ColumnChoice columns = recipe.columns().features() == null
                ? Encoding.withoutConstants(chosen, series, split.training())
                : chosen;
        columns.leftOut().forEach((name, reason) -> found.add(new Warning(
                table.name() + ", column " + name + ": left out, since " + reason)));
        this.task = Encoding.fit(columns, series, split.training(), sizes.scaling(), sizes.lookback(),
                sizes.horizon());
        this.architecture = architecture(recipe, task);
        MemoryEstimate.require(architecture, task, series, largestBatch(recipe, split.training()));
        EncodedSeries encoded = EncodedSeries.of(task, series, found::add);
        this.training = encoded.windows(0, split.training(), sizes.stride());
        this.validation = split.hasValidation() ? encoded.windows(split.training(), split.validation(), 1) : null;
        this.test = encoded.windows(split.validation(), split.test(), 1);
        this.hasMissingTargets = encoded.hasMissingTargets();
        this.references = Reference.fit(task.targets().stream().map(series::observed).toList(), series.time(),
                split.training());
        TargetRange.check(recipe.columns().bounds(), task, series, split.training(), found::add);
        this.warnings = List.copyOf(found);
    }

    private static int largestBatch(Recipe recipe, int trainingRows) {
        WindowSettings sizes = recipe.windows();
        int windows = Math.ceilDiv(trainingRows - sizes.lookback() - sizes.horizon() + 1, sizes.stride());
        return Math.min(recipe.training().batchSize(), windows);
    }

    private static Architecture architecture(Recipe recipe, ForecastTask task) {
        long outputs = (long) task.horizon() * task.targets().size();
        if (outputs > Integer.MAX_VALUE) {
            throw ForecastException.setting(Setting.HORIZON, "expected at most " + Integer.MAX_VALUE
                    + " numbers (horizon times targets), found " + outputs);
        }
        return NetworkTraining.architecture(recipe.network(), task);
    }

    /// What shapes the training.
    ///
    /// @return the recipe as given, with the columns that were found to be one time together
    public Recipe recipe() {
        return recipe;
    }

    /// Features, targets and scaling.
    ///
    /// @return as the model will have them
    public ForecastTask task() {
        return task;
    }

    /// The network.
    ///
    /// @return as the model will have it
    public Architecture architecture() {
        return architecture;
    }

    /// The parts of the series by time.
    ///
    /// @return their boundaries
    public Split split() {
        return split;
    }

    /// The number of rows of the series.
    ///
    /// @return at least 1
    public int rows() {
        return series.rows();
    }

    /// The times of the rows.
    ///
    /// @return null if the rows have no times
    public @Nullable TimeColumn time() {
        return series.time();
    }

    /// The number of windows for training.
    ///
    /// @return at least 1
    public int trainingWindows() {
        return training.size();
    }

    /// The number of windows for validation after each epoch.
    ///
    /// @return 0 if there is no validation set
    public int validationWindows() {
        return validation == null ? 0 : validation.size();
    }

    /// The number of windows for the evaluation.
    ///
    /// @return at least 1
    public int testWindows() {
        return test.size();
    }

    /// Warnings about the recipe and the table.
    ///
    /// @return empty if there are none
    public List<Warning> warnings() {
        return warnings;
    }

    Series series() {
        return series;
    }

    /// How the times are written, or null if there are none.
    @Nullable
    TimeFormat timeFormat() {
        return timeFormat;
    }

    /// How the numbers are written.
    LearnedNumbers numbers() {
        return numbers;
    }

    String tableChecksum() {
        return tableChecksum;
    }

    /// Trains.
    ///
    /// @return the model; its evaluation on the test set is computed when it is asked for
    /// @throws ArithmeticException if a loss or gradient is not finite before the first epoch has ended
    public ForecastModel fit() {
        return fit(TrainingListener.none());
    }

    /// Trains and reports the progress.
    ///
    /// @param listener told of each batch and epoch
    /// @return the model; its evaluation on the test set is computed when it is asked for
    /// @throws ArithmeticException if a loss or gradient is not finite before the first epoch has ended
    public ForecastModel fit(TrainingListener listener) {
        TrainingResult result = new NetworkTraining(recipe, architecture).train(
                new NetworkTraining.Data(training, validation, hasMissingTargets), engine, listener);
        Spacing spacing = series.time() == null ? null : series.time().spacing();
        SeriesProfile profile = new SeriesProfile(spacing == null ? null : spacing.step(),
                references.stream().map(Reference::profile).toList(), recipe.columns().bounds());
        Model model = new Model(architecture, result.parameters(), task, profile,
                Provenance.of(this, engine.kernels(), result));
        DeferredEvaluation evaluation = new DeferredEvaluation(() -> evaluate(model, WindowListener.none()));
        return ForecastModel.fitted(model, new ForecastModel.Fit(evaluation, result.history(), warnings(result)));
    }

    /// Evaluates a model on the test set, as [ForecastModel#evaluation()] does, and passes its forecasts on.
    ///
    /// @param model that this plan trained
    /// @param listener gets the forecasts as they are computed
    /// @return the errors next to those of the baselines
    /// @throws IllegalArgumentException if the model has other features, targets or scaling
    public Evaluation evaluate(ForecastModel model, WindowListener listener) {
        if (!model.task().equals(task)) {
            throw new IllegalArgumentException("model: expected one that this plan trained, found " + model);
        }
        return evaluate(model.model(), listener);
    }

    private Evaluation evaluate(Model model, WindowListener listener) {
        Evaluator evaluator = ForecastModel.evaluator(task, series, test, references, null, listener);
        new Inference(model, task, engine, engine.threads()).run(test, evaluator::add);
        return evaluator.result(List.of());
    }

    private List<Warning> warnings(TrainingResult result) {
        List<Warning> all = new ArrayList<>(warnings);
        if (result.failure() != null) {
            all.add(new Warning("training stopped after epoch " + result.history().size()
                    + " and kept the best epoch: " + result.failure()));
        }
        if (result.skipped() > 0) {
            all.add(Warning.setting(Setting.NON_FINITE,
                    result.skipped() == 1
                            ? "1 update was skipped because its loss or gradient was not finite"
                            : result.skipped()
                                    + " updates were skipped because their loss or gradient was not finite"));
        }
        return all;
    }
}
