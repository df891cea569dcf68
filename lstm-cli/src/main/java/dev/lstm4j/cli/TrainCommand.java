package dev.lstm4j.cli;

import dev.lstm4j.cli.report.ResultJson;
import dev.lstm4j.cli.report.ResultTable;
import dev.lstm4j.forecast.ForecastModel;
import dev.lstm4j.forecast.Forecaster;
import dev.lstm4j.forecast.Recipe;
import dev.lstm4j.forecast.TrainingFacts;
import dev.lstm4j.forecast.TrainingPlan;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.WindowChoice;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Trains a model on a CSV file and evaluates it on the test set. The model is saved before it is evaluated, so that
/// it is kept whatever happens then.
@Command(name = "train", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Trains an LSTM on a series and compares it with naive forecasts.",
        description = "%nWithout options: reads 30 days of the bundled Seattle weather and forecasts the maximum temperature of the next 7 days.%n")
final class TrainCommand implements Callable<Integer> {
    private static final String HISTORY = "history.csv";
    private static final String FORECAST = "forecast.csv";
    /// So many forecasts take some seconds.
    private static final double MANY = 1e8;

    @ArgGroup(validate = false, heading = "%nData:%n")
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nForecast:%n")
    private WindowOptions windows = new WindowOptions();

    @ArgGroup(validate = false, heading = "%nNetwork and training:%n")
    private RecipeOptions recipe = new RecipeOptions();

    @ArgGroup(validate = false, heading = "%nUpdates of the weights:%n")
    private UpdateOptions updates = new UpdateOptions();

    @ArgGroup(validate = false, heading = "%nMachine:%n")
    private EngineOptions engineOptions = new EngineOptions();

    @ArgGroup(validate = false, heading = "%nResult:%n")
    private ResultOptions result = new ResultOptions();

    /// The options for the output.
    static final class ResultOptions {
        @Option(names = "--out", paramLabel = "DIR", description = "Folder for " + Defaults.MODEL_FILE + ", " + HISTORY
                + " (a row after each epoch) and " + FORECAST + " (the forecasts of the test set). Default: "
                + Defaults.OUT + ".")
        private Path out = Path.of(Defaults.OUT);

        @Option(names = "--forecasts", paramLabel = "WHICH", description = "Windows in " + FORECAST
                + ": all, last or none. Default: all if they make at most 100,000 rows, otherwise windows that do not overlap.")
        private WindowChoice forecasts = WindowChoice.AUTO;

        @Option(names = "--json", description = "Print one JSON object instead of the table.")
        private boolean json;

        @Option(names = "--quiet", description = "Show no progress.")
        private boolean quiet;
    }

    @Override
    public Integer call() throws IOException {
        Recipe wanted = new Recipe(windows.columns(data.isBundled()), data.apply(ReadingSettings.DEFAULT),
                windows.windows(), recipe.network(), updates.updates(), recipe.training());
        Forecaster forecaster = Forecaster.of(wanted);
        engineOptions.check();
        OutputFolder folder = OutputFolder.check(result.out, "--out", Defaults.MODEL_FILE, HISTORY, FORECAST);
        Engine engine = engineOptions.engine();
        TrainingPlan plan = plan(forecaster.withEngine(engine));
        Warnings.print(plan.warnings());

        HistoryLog history = new HistoryLog(folder.path(HISTORY));
        ForecastModel model = MemoryException.whenShort("training",
                "use a smaller --hidden, --batch or --lookback", () -> train(plan, engine, history));
        Warnings.print(model.warnings().subList(plan.warnings().size(), model.warnings().size()));
        SavedModel saved = SavedModel.save(model, folder.path(Defaults.MODEL_FILE));
        List<String> written = new ArrayList<>(saved.file() == null ? List.of() : List.of(saved.file().toString()));
        if (!history.hasFailed()) {
            written.add(HISTORY);
        }
        boolean complete = saved.isInPlace() && !history.hasFailed();
        try {
            complete &= evaluate(plan, model, folder, saved, written);
        } catch (RuntimeException e) {
            throw new AfterTrainingException(e, saved);
        }
        return complete ? 0 : Failures.FAILED;
    }

    /// Reads the file and decides on everything. The table is not kept: training needs the memory.
    private TrainingPlan plan(Forecaster forecaster) throws IOException {
        return MemoryException.whenShort("reading " + data.name(), "use fewer rows or columns",
                () -> forecaster.plan(data.table(forecaster.recipe().reading(), result.quiet)));
    }

    private ForecastModel train(TrainingPlan plan, Engine engine, HistoryLog history) {
        if (!result.quiet) {
            Terminal.say(TrainingSummary.of(data.name(), plan, engine));
        }
        try (Progress progress = Progress.of(result.quiet, plan.recipe().training().epochs())) {
            return plan.fit(TrainingListener.all(history, progress));
        }
    }

    /// Evaluates the model, prints the result, and then completes the file of the forecasts.
    ///
    /// @return whether that file was written, if it was wanted
    private boolean evaluate(TrainingPlan plan, ForecastModel model, OutputFolder folder, SavedModel saved,
            List<String> written) throws IOException {
        boolean complete = true;
        double numbers = (double) plan.testWindows() * plan.task().horizon() * plan.task().targets().size();
        if (!result.quiet && numbers > MANY) {
            Terminal.say("evaluating " + Descriptions.count(plan.testWindows()) + " windows of the test set");
        }
        try (ForecastFile file = ForecastFile.begin(folder.path(FORECAST), result.forecasts)) {
            Evaluation evaluation = MemoryException.whenShort("evaluating the test set", "",
                    () -> plan.evaluate(model, file.listener()));
            print(evaluation, model, saved);
            try {
                if (file.complete()) {
                    written.add(FORECAST);
                }
            } catch (IOException e) {
                complete = false;
                Failures.say(folder.path(FORECAST) + " cannot be written: " + Failures.reason(e)
                        + saved.reassurance());
            }
        }
        if (!written.contains(FORECAST) && Files.exists(folder.path(FORECAST))) {
            Terminal.say("warning: " + folder.path(FORECAST) + " is of an earlier training");
        }
        if (!result.json && !written.isEmpty()) {
            System.out.println("wrote " + Descriptions.list(written));
        }
        return complete;
    }

    private void print(Evaluation evaluation, ForecastModel model, SavedModel saved) {
        TrainingFacts facts = Objects.requireNonNull(model.training());
        if (result.json) {
            System.out.println(ResultJson.text(evaluation,
                    new ResultJson.Facts(facts.epochs(), facts.bestEpoch(), facts.seconds(),
                            saved.file() == null ? null : saved.file().toString(),
                            engineOptions.engine().kernels().name())));
            return;
        }
        if (!result.quiet && Terminal.isWatched()) {
            Terminal.say("");
        }
        System.out.print(ResultTable.text(evaluation, "test set", Descriptions.shortCell(model.model())));
        System.out.println();
        System.out.printf(Locale.ROOT, "trained %d epochs in %.1f s, best epoch %d%n", facts.epochs(),
                facts.seconds(), facts.bestEpoch());
    }
}
