package dev.lstm4j.cli;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.cli.report.ResultJson;
import dev.lstm4j.cli.report.ResultTable;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.ForecastFiles;
import dev.lstm4j.forecast.evaluation.Forecasts;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.CsvLog;
import dev.lstm4j.training.Trainer;
import dev.lstm4j.training.TrainingListener;
import dev.lstm4j.training.TrainingResult;
import dev.lstm4j.training.data.SeriesWindows;
import dev.lstm4j.training.losses.MeanSquaredError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From a CSV file to a model, and how good it is on rows that it has not seen.
@Command(name = "train", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Trains an LSTM on a series and compares it with forecasts that need none.",
        description = "%nWithout options: the bundled weather of Seattle, 30 days in, the next 7 days' maximum out.%n")
final class TrainCommand implements Callable<Integer> {
    /// Written while the training goes on, the other files all at its end.
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
    private EngineOptions engine = new EngineOptions();

    @ArgGroup(validate = false, heading = "%nResult:%n")
    private ResultOptions result = new ResultOptions();

    /// Where the result goes.
    static final class ResultOptions {
        @Option(names = "--out", paramLabel = "DIR", description = "Folder for " + Defaults.MODEL_FILE
                + ", history.csv (a row after each epoch) and forecast.csv. Default: "
                + Defaults.OUT + ".")
        private Path out = Path.of(Defaults.OUT);

        @Option(names = "--json", description = "Print one JSON object instead of the table.")
        private boolean json;

        @Option(names = "--quiet", description = "No progress.")
        private boolean quiet;
    }

    @Override
    public Integer call() throws IOException {
        windows.check();
        Warnings warnings = new Warnings();
        recipe.check(warnings);
        updates.check(warnings, recipe.epochs());
        int threads = engine.threads();
        TrainingData ready = TrainingData.prepare(data.table(), data.rules(), windows.wish(data.isBundled()), windows,
                warnings);
        Architecture architecture = recipe.architecture(ready.task(), ready.training().size());
        OutputFolder folder = OutputFolder.check(result.out, "--out");
        Kernels kernels = engine.kernels();
        warnings.tell();

        TrainingResult trained = train(architecture, ready, kernels, threads);
        if (trained.failure() != null) {
            Terminal.say("warning: stopped after epoch " + trained.history().size() + ", the best epoch is kept: "
                    + trained.failure());
        }
        if (trained.skipped() > 0) {
            Terminal.say(
                    "warning: " + trained.skipped() + " updates were skipped, whose loss or gradient was not finite");
        }
        Model model = new Model(architecture, trained.parameters(), ready.task(),
                Provenance.of(ready, recipe, updates, windows, kernels, trained));
        Forecasts forecasts = Forecasts.of(new Network(model, kernels, threads), ready.task(), ready.test());
        Evaluation evaluation = Evaluation.of(forecasts, ready.series(), ready.references());

        folder.add("forecast.csv", file -> ForecastFiles.comparison(file, forecasts, ready.series()))
                .add(Defaults.MODEL_FILE, file -> ModelFile.save(file, model)).write();
        print(evaluation, forecasts, ready, trained, kernels);
        return 0;
    }

    private TrainingResult train(Architecture architecture, TrainingData ready, Kernels kernels, int threads) {
        if (!result.quiet) {
            Terminal.say(summary(architecture, ready, kernels, threads));
        }
        try (Progress progress = Progress.of(result.quiet, recipe.epochs())) {
            Trainer trainer = new Trainer(kernels, recipe.options(updates, ready.training().size(), threads),
                    new MeanSquaredError(), updates.optimizer(),
                    TrainingListener.all(new CsvLog(result.out.resolve(HISTORY)), progress, recipe.stopping()));
            return trainer.train(architecture, recipe.start(architecture), ready.training(), ready.validation());
        }
    }

    private static String summary(Architecture architecture, TrainingData ready, Kernels kernels, int threads) {
        ForecastTask task = ready.task();
        SeriesWindows validation = ready.validation();
        return "training " + Descriptions.network(architecture) + "; " + kernels.name() + " kernels, " + threads
                + " thread" + (threads == 1 ? "" : "s") + "\n" + ready.series().source() + ": "
                + ready.training().size() + " windows to train, " + (validation == null ? 0 : validation.size())
                + " to validate, " + ready.test().size() + " to test; each " + task.lookback() + " rows of "
                + task.features().size() + " features";
    }

    private void print(Evaluation evaluation, Forecasts forecasts, TrainingData ready, TrainingResult trained,
            Kernels kernels) {
        Path model = result.out.resolve(Defaults.MODEL_FILE);
        int epochs = trained.history().size();
        if (result.json) {
            System.out.println(ResultJson.text(evaluation, new ResultJson.Facts(epochs, trained.bestEpoch(),
                    trained.seconds(), model.toString(), kernels.name())));
            return;
        }
        if (!result.quiet && Terminal.isWatched()) {
            Terminal.say("");
        }
        System.out.print(ResultTable.text(evaluation, forecasts, ready.series(), "test part"));
        System.out.println();
        System.out.printf(Locale.ROOT, "trained %d epochs in %.1f s, best epoch %d%n", epochs,
                trained.seconds(), trained.bestEpoch());
        System.out.println("wrote " + model + ", history.csv and forecast.csv");
    }
}
