package dev.lstm4j.cli;

import dev.lstm4j.cli.report.ResultJson;
import dev.lstm4j.cli.report.ResultTable;
import dev.lstm4j.forecast.ForecastModel;
import dev.lstm4j.forecast.Forecaster;
import dev.lstm4j.forecast.Recipe;
import dev.lstm4j.forecast.TrainingFacts;
import dev.lstm4j.forecast.TrainingPlan;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.CsvLog;
import dev.lstm4j.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Trains a model on a CSV file and evaluates it on the test set.
@Command(name = "train", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Trains an LSTM on a series and compares it with naive forecasts.",
        description = "%nWithout options: reads 30 days of the bundled Seattle weather and forecasts the maximum temperature of the next 7 days.%n")
final class TrainCommand implements Callable<Integer> {
    /// Written during training; the other files are written at its end.
    private static final String HISTORY = "history.csv";

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
        @Option(names = "--out", paramLabel = "DIR", description = "Folder for " + Defaults.MODEL_FILE
                + ", history.csv (a row after each epoch) and forecast.csv. Default: "
                + Defaults.OUT + ".")
        private Path out = Path.of(Defaults.OUT);

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
        Table table = data.table(wanted.reading(), result.quiet);
        Engine engine = engineOptions.engine();
        TrainingPlan plan = forecaster.withEngine(engine).plan(table);
        OutputFolder folder = OutputFolder.check(result.out, "--out");
        Warnings.print(plan.warnings());

        ForecastModel model = train(plan, table, engine);
        Warnings.print(model.warnings().subList(plan.warnings().size(), model.warnings().size()));
        folder.add("forecast.csv", file -> model.evaluation().forecasts().writeCsv(file))
                .add(Defaults.MODEL_FILE, model::save).write();
        print(model, engine);
        return 0;
    }

    private ForecastModel train(TrainingPlan plan, Table table, Engine engine) {
        if (!result.quiet) {
            Terminal.say(summary(plan, table, engine));
        }
        try (Progress progress = Progress.of(result.quiet, plan.recipe().training().epochs())) {
            return plan.fit(TrainingListener.all(new CsvLog(result.out.resolve(HISTORY)), progress));
        }
    }

    private static String summary(TrainingPlan plan, Table table, Engine engine) {
        return "training " + Descriptions.network(plan.architecture()) + "; " + engine.kernels().name() + " kernels, "
                + engine.threads() + " thread" + (engine.threads() == 1 ? "" : "s") + "\n" + table.name() + ": "
                + plan.trainingWindows() + " windows to train, " + plan.validationWindows() + " to validate, "
                + plan.testWindows() + " to test; each " + plan.task().lookback() + " rows of "
                + plan.task().features().size() + " features";
    }

    private void print(ForecastModel model, Engine engine) {
        Path file = result.out.resolve(Defaults.MODEL_FILE);
        TrainingFacts facts = Objects.requireNonNull(model.training());
        if (result.json) {
            System.out.println(ResultJson.text(model.evaluation(), new ResultJson.Facts(facts.epochs(),
                    facts.bestEpoch(), facts.seconds(), file.toString(), engine.kernels().name())));
            return;
        }
        if (!result.quiet && Terminal.isWatched()) {
            Terminal.say("");
        }
        System.out.print(ResultTable.text(model.evaluation(), "test set"));
        System.out.println();
        System.out.printf(Locale.ROOT, "trained %d epochs in %.1f s, best epoch %d%n", facts.epochs(),
                facts.seconds(), facts.bestEpoch());
        System.out.println("wrote " + file + ", history.csv and forecast.csv");
    }
}
