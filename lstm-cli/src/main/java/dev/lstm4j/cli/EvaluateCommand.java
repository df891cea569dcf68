package dev.lstm4j.cli;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.cli.report.ResultJson;
import dev.lstm4j.cli.report.ResultTable;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.encoding.Encoding;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.Forecasts;
import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.table.CsvTable;
import dev.lstm4j.simd.Network;
import dev.lstm4j.training.data.SeriesWindows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How good a model is on a file.
@Command(name = "evaluate", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Compares a model's forecasts with what came, over every window of a file.")
final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "FILE", required = true, description = "A file that train wrote.")
    private Path model = Path.of(Defaults.MODEL_FILE);

    @ArgGroup(validate = false, heading = "%nData:%n")
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nMachine:%n")
    private EngineOptions engine = new EngineOptions();

    @Option(names = "--json", description = "Print one JSON object instead of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        int threads = engine.threads();
        Warnings warnings = new Warnings();
        LoadedModel loaded = LoadedModel.load(model);
        ForecastTask task = loaded.task();
        List<Reference> references = Reference.read(task, loaded.model().provenance());
        CsvTable table = data.table();
        Series series = SeriesReader.read(table, ColumnChoice.of(task, true), data.rules());
        TrainingData.requireRows(series, task.lookback(), task.horizon());
        loaded.warnOfOtherSpacing(series, warnings);
        if (loaded.wasTrainedOn(table)) {
            warnings.add(table.source() + " is the file it was trained on: these errors are not those of new data");
        }
        SeriesWindows windows = TrainingData.windows(task, Encoding.inputs(task, series, warnings::add),
                Encoding.targets(task, series), 1, 0, series.rows());

        Kernels kernels = engine.kernels();
        warnings.tell();
        long start = System.nanoTime();
        Forecasts forecasts = Forecasts.of(new Network(loaded.model(), kernels, threads), task, windows);
        Evaluation evaluation = Evaluation.of(forecasts, series, references);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (json) {
            System.out.println(ResultJson.text(evaluation,
                    new ResultJson.Facts(integer(loaded, Provenance.EPOCHS), integer(loaded, Provenance.BEST_EPOCH),
                            seconds, model.toString(), kernels.name())));
        } else {
            System.out.print(ResultTable.text(evaluation, forecasts, series, "file"));
        }
        return 0;
    }

    private static @Nullable Integer integer(LoadedModel loaded, String key) {
        String text = loaded.model().provenance().getOrDefault(key, "");
        return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }
}
