package dev.lstm4j.forecast;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.SeriesProfile;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.encoding.EncodedSeries;
import dev.lstm4j.forecast.encoding.Encoding;
import dev.lstm4j.forecast.encoding.ForecastWindows;
import dev.lstm4j.forecast.evaluation.EvaluatedSeries;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.EvaluationOptions;
import dev.lstm4j.forecast.evaluation.Evaluator;
import dev.lstm4j.forecast.evaluation.KnownWindows;
import dev.lstm4j.forecast.evaluation.WindowListener;
import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.NumberFinder;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeFinder;
import dev.lstm4j.forecast.table.TimeStamp;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.io.safetensors.ModelFileException;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.EpochReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A trained model that forecasts tables, in the units of their columns and with times. It never changes, and any
/// number of threads may share it.
///
/// Unless an engine is chosen with [#withEngine], the scalar kernels compute the first, small forecasts: they need no
/// warm-up. The bits of a forecast do not depend on that.
public final class ForecastModel {
    private static final double SAME_SPACING = 0.05;

    private final Model model;
    private final ForecastTask task;
    private final @Nullable SeriesProfile profile;
    private final @Nullable Recipe recipe;
    private final @Nullable Fit fit;
    private final ReadingSettings reading;
    private final Inference inference;

    /// Results that are known only right after training.
    record Fit(DeferredEvaluation evaluation, List<EpochReport> history, List<Warning> warnings) {}

    private ForecastModel(Model model, ForecastTask task, @Nullable Fit fit, @Nullable ReadingSettings reading,
            @Nullable Inference inference) {
        this.model = model;
        this.task = task;
        this.fit = fit;
        this.profile = model.profile() != null ? model.profile() : OldProvenance.profile(task, model.provenance());
        this.recipe = readableRecipe(model);
        this.reading = reading != null ? reading : recipe != null ? recipe.reading() : ReadingSettings.DEFAULT;
        this.inference = inference != null ? inference : new Inference(model, task, null, 1);
    }

    /// The recipe, or null if there is none or a newer version wrote it: a forecast does not need it.
    private static @Nullable Recipe readableRecipe(Model model) {
        try {
            return Provenance.recipe(model.provenance());
        } catch (ForecastException e) {
            return null;
        }
    }

    /// A model with a forecasting task.
    ///
    /// @param model for example from a file
    /// @return the same model, ready to forecast
    /// @throws ForecastException if it has no task, or a weight that is NaN or infinite
    public static ForecastModel of(Model model) {
        FiniteNumbers.requireWeights(model);
        return of(model, null);
    }

    static ForecastModel fitted(Model model, Fit fit) {
        return of(model, fit);
    }

    private static ForecastModel of(Model model, @Nullable Fit fit) {
        ForecastTask task = model.task();
        if (task == null) {
            throw ForecastException.model("model: expected a forecasting model, found a network without a task");
        }
        return new ForecastModel(model, task, fit, null, null);
    }

    /// Loads a model that [#save] wrote.
    ///
    /// @param file the model file
    /// @return the model
    /// @throws ModelFileException if the file cannot be read, is not a model file, or was changed or damaged
    /// @throws ForecastException if the model has no forecasting task, or a weight that is NaN or infinite
    public static ForecastModel load(Path file) throws ModelFileException {
        return of(ModelFile.load(file));
    }

    /// Saves the model as a safetensors file. An old file of that name stays until the new one is complete.
    ///
    /// @param file written or replaced
    /// @throws ModelFileException if it cannot be written
    public void save(Path file) throws ModelFileException {
        ModelFile.save(file, model);
    }

    /// Returns a copy with an engine for all forecasts.
    ///
    /// @param engine what computes
    /// @return a changed copy
    public ForecastModel withEngine(Engine engine) {
        return new ForecastModel(model, task, fit, reading, new Inference(model, task, engine, engine.threads()));
    }

    /// Returns a copy with more threads, and kernels chosen by the amount of work.
    ///
    /// @param threads the threads that compute, the caller's thread included
    /// @return a changed copy
    /// @throws IllegalArgumentException if it is below 1
    public ForecastModel withThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, found " + threads);
        }
        return new ForecastModel(model, task, fit, reading, new Inference(model, task, null, threads));
    }

    /// Returns a copy with other rules for reading tables. At first they are those of the recipe.
    ///
    /// @param rules what is accepted
    /// @return a changed copy
    public ForecastModel withReading(ReadingSettings rules) {
        return new ForecastModel(model, task, fit, rules, inference);
    }

    /// Architecture, weights, task and provenance.
    ///
    /// @return the model
    public Model model() {
        return model;
    }

    /// Features, targets and scaling.
    ///
    /// @return the task
    public ForecastTask task() {
        return task;
    }

    /// The rules for reading tables.
    ///
    /// @return what is accepted
    public ReadingSettings reading() {
        return reading;
    }

    /// Whether [#recipe()] is known.
    ///
    /// @return false if the file was written before recipes were kept, by a newer version, or elsewhere
    public boolean hasRecipe() {
        return recipe != null;
    }

    /// What shaped the training.
    ///
    /// @return the recipe
    /// @throws IllegalStateException if the model has none ([#hasRecipe()])
    /// @throws ForecastException if it has one that this version cannot read
    public Recipe recipe() {
        Recipe known = recipe == null ? Provenance.recipe(model.provenance()) : recipe;
        if (known == null) {
            throw new IllegalStateException(
                    "recipe: expected a model file with its recipe, found one without; check hasRecipe() first");
        }
        return known;
    }

    /// The figures of the training run.
    ///
    /// @return null if the model has none
    public @Nullable TrainingFacts training() {
        return Provenance.training(model.provenance());
    }

    /// Whether the model comes right from training, so that [#evaluation()] is known.
    ///
    /// @return false for a model from a file
    public boolean hasEvaluation() {
        return fit != null;
    }

    /// The errors on the test set of the table that it was trained on. The first call computes them; until then the
    /// model keeps the data of its training in memory. A failure, such as too little memory, leaves the model as it is.
    ///
    /// @return the errors next to those of the baselines
    /// @throws IllegalStateException if the model is from a file ([#hasEvaluation()])
    public Evaluation evaluation() {
        if (fit == null) {
            throw new IllegalStateException(
                    "evaluation: expected a model right after training, found one from a file; use evaluate(table)");
        }
        return fit.evaluation().get();
    }

    /// The figures of each epoch.
    ///
    /// @return empty for a model from a file
    public List<EpochReport> history() {
        return fit == null ? List.of() : fit.history();
    }

    /// Warnings about the recipe, the table and the training.
    ///
    /// @return empty for a model from a file
    public List<Warning> warnings() {
        return fit == null ? List.of() : fit.warnings();
    }

    /// Forecasts what follows the last row of a table.
    ///
    /// @param table with at least as many rows as the lookback
    /// @return the forecast
    /// @throws ForecastException if the table lacks a column or rows, a cell cannot be read, or a forecast is not finite
    public Forecast predict(Table table) {
        Series series = SeriesReader.readLast(prepared(table), task, reading, spacing());
        List<Warning> warnings = new ArrayList<>(series.warnings());
        warnOfOtherSpacing(series, warnings);
        List<TimeStamp> stamps = stamps(series);
        float[] inputs = Encoding.inputs(task, series, warnings::add);
        return new Forecast(task, stamps, after(table, series), FiniteNumbers.require(inference.next(inputs)),
                deviations(), warnings);
    }

    private double[] deviations() {
        return profile == null
                ? task.targetScaling().scales().stream().mapToDouble(Math::abs).toArray()
                : profile.targets().stream().mapToDouble(SeriesProfile.Target::deviation).toArray();
    }

    /// The table with its times and numbers read as in training.
    private Table prepared(Table table) {
        List<String> time = recipe == null ? null : recipe.columns().time();
        List<String> joined = time == null || time.size() < 2 ? List.of() : time;
        Table timed = TimeFinder.read(table, task.timeColumn(), joined, reading,
                Provenance.timeFormat(model.provenance()));
        return NumberFinder.read(timed, reading, Provenance.numbers(model.provenance())).table();
    }

    private static String after(Table table, Series series) {
        return series.time() == null ? Integer.toString(table.rows()) : series.label(series.rows() - 1);
    }

    /// The times of the steps; none if the rows have no times.
    private List<TimeStamp> stamps(Series series) {
        TimeColumn time = series.time();
        if (time == null) {
            return List.of();
        }
        TimeStamp last = time.stamps().getLast();
        Spacing learned = spacing();
        Spacing spacing = time.spacing() != null ? time.spacing() : learned == null ? null : learned.from(last);
        if (spacing == null) {
            throw ForecastException.table(
                    series.origin().name() + ": expected at least two rows to tell how far apart they are, found one");
        }
        return spacing.next(last, task.horizon());
    }

    /// Evaluates forecasts of every window of a table.
    ///
    /// @param table with the targets, and at least as many rows as lookback and horizon together
    /// @return the errors next to those of the baselines
    /// @throws ForecastException if the table lacks a column or rows, a cell cannot be read, or the model does not know
    ///         its series
    public Evaluation evaluate(Table table) {
        return evaluate(table, EvaluationOptions.DEFAULT);
    }

    /// Evaluates forecasts of windows of a table. Little more than the table is kept in memory: a listener of the
    /// options gets the forecasts as they are computed.
    ///
    /// @param table with the targets, and at least as many rows as lookback and horizon together
    /// @param options which windows, and who gets their forecasts
    /// @return the errors next to those of the baselines
    /// @throws ForecastException if the table lacks a column or rows, a cell cannot be read, the model does not know its
    ///         series, or there is no window since the time of the options
    public Evaluation evaluate(Table table, EvaluationOptions options) {
        if (profile == null) {
            throw ForecastException.model("model: expected the climatology and deviation of "
                    + String.join(", ", task.targets())
                    + ", which an evaluation needs, found none; train the model with lstm train or a Forecaster");
        }
        Series series = SeriesReader.read(prepared(table), ColumnChoice.of(task, true), reading, spacing());
        List<Warning> warnings = new ArrayList<>(series.warnings());
        EncodedSeries.requireRows(series, task.lookback(), task.horizon());
        warnOfOtherSpacing(series, warnings);
        KnownRows known = KnownRows.of(model.provenance());
        int firstRow = WindowStart.of(options.since(), series, known).row(task.lookback(), task.horizon());
        ForecastWindows windows = EncodedSeries.of(task, series, warnings::add).windows(firstRow, series.rows(), 1);
        KnownWindows knownWindows = known == null || series.time() == null
                ? null
                : known.count(series.time(), windows::targetRow, windows.size());
        warnOfKnownRows(table, windows.size(), knownWindows, warnings);
        List<Reference> references = profile.targets().stream().map(Reference::of).toList();
        Evaluator evaluator = evaluator(task, series, windows, references, knownWindows, options.forecasts());
        inference.run(windows, evaluator::add);
        return evaluator.result(warnings);
    }

    /// Prepares the evaluation of windows.
    static Evaluator evaluator(ForecastTask task, Series series, ForecastWindows windows, List<Reference> references,
            @Nullable KnownWindows known, WindowListener listener) {
        EvaluatedSeries evaluated = new EvaluatedSeries(task.targets(), series.time(),
                task.targets().stream().map(series::observed).toList());
        return new Evaluator(evaluated, windows::targetRow,
                evaluated.span(windows::targetRow, windows.size(), task.horizon(), known), references, listener);
    }

    private void warnOfKnownRows(Table table, int windows, @Nullable KnownWindows known, List<Warning> warnings) {
        if (Provenance.isTrainedOn(model.provenance(), table.sha256())) {
            warnings.add(new Warning(table.name()
                    + " is the file that the model was trained on: errors on new data may be larger"
                    + (known == null ? "" : parts(known))));
        } else if (known != null && known.total() > 0) {
            warnings.add(new Warning(table.name() + ": " + known.total() + " of " + windows
                    + " windows begin no later than " + known.until()
                    + ", the last row that the model was trained or tested on"
                    + parts(known) + "; if it is the same series, errors on newer rows may be larger"));
        }
    }

    private static String parts(KnownWindows known) {
        List<String> parts = new ArrayList<>();
        for (var part : List.of(Map.entry("training", known.training()),
                Map.entry("validation", known.validation()), Map.entry("test", known.test()))) {
            if (part.getValue() > 0) {
                parts.add(part.getValue() + " in the " + part.getKey() + " set");
            }
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private @Nullable Spacing spacing() {
        SeriesProfile.Step step = profile == null ? null : profile.step();
        return step == null ? null : Spacing.of(step);
    }

    /// A model forecasts steps of the length that it was trained on.
    private void warnOfOtherSpacing(Series series, List<Warning> warnings) {
        Spacing learned = spacing();
        Spacing found = series.time() == null ? null : series.time().spacing();
        if (learned != null && found != null && Math.abs(found.days() / learned.days() - 1) > SAME_SPACING) {
            warnings.add(new Warning(series.origin().name() + ": the rows are " + found.text()
                    + " apart, but " + learned.text() + " apart in the training table"));
        }
    }

    /// Targets, network and origin in one line.
    @Override
    public String toString() {
        return "ForecastModel[" + String.join(", ", task.targets()) + ", " + task.lookback() + " rows to "
                + task.horizon() + ", " + model.architecture().parameterLayout().size() + " parameters]";
    }
}
