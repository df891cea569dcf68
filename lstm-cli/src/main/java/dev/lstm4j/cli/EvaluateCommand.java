package dev.lstm4j.cli;

import dev.lstm4j.cli.report.ResultJson;
import dev.lstm4j.cli.report.ResultTable;
import dev.lstm4j.forecast.ForecastModel;
import dev.lstm4j.forecast.TrainingFacts;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.evaluation.EvaluationOptions;
import dev.lstm4j.forecast.evaluation.KnownWindows;
import dev.lstm4j.forecast.evaluation.WindowChoice;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.simd.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Evaluates a model on a file.
@Command(name = "evaluate", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Compares a model's forecasts with the actual values, over every window of a file.")
final class EvaluateCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "Model file written by train.")
    private Path model = Path.of(Defaults.MODEL_FILE);

    @ArgGroup(validate = false, heading = "%nData:%n")
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nMachine:%n")
    private EngineOptions engineOptions = new EngineOptions();

    @ArgGroup(validate = false, heading = "%nResult:%n")
    private ResultOptions result = new ResultOptions();

    /// The options for the windows and the output.
    static final class ResultOptions {
        @Option(names = "--since", paramLabel = "TIME",
                description = "Evaluate only forecasts from this row on; earlier rows serve as lookback. A time as in the "
                        + "file, the number of a row if it has no times, or " + EvaluationOptions.LAST_KNOWN
                        + " for the rows after the data of the model. Default: every window.")
        private @Nullable String since;

        @Option(names = "--out", paramLabel = "FILE.csv", description = "Also write the forecasts to this file.")
        private @Nullable Path out;

        @Option(names = "--forecasts", paramLabel = "WHICH",
                description = "Which windows to write to --out: all or last. "
                        + "Default: all if they make at most 100,000 rows, otherwise windows that do not overlap.")
        private @Nullable WindowChoice forecasts;

        @Option(names = "--json", description = "Print one JSON object instead of the table.")
        private boolean json;

        WindowChoice windows() {
            if (forecasts != null && out == null) {
                throw new InputException("--forecasts: expected a file to write them to; name it with --out");
            }
            return out == null ? WindowChoice.NONE : forecasts == null ? WindowChoice.AUTO : forecasts;
        }
    }

    @Override
    public Integer call() throws IOException {
        engineOptions.check();
        WindowChoice windows = result.windows();
        ForecastModel loaded = LoadedModel.load(model);
        if (result.out != null) {
            OutputFolder.ofFile(result.out, "--out", data.inputs(model));
        }
        Table table = MemoryException.whenShort("reading " + data.name(), "use fewer rows or columns",
                () -> data.table(data.apply(loaded.reading()), false));
        Engine engine = engineOptions.engine();
        ForecastModel reader = loaded.withReading(data.apply(loaded.reading())).withEngine(engine);
        try (ForecastFile file = ForecastFile.begin(result.out, windows)) {
            EvaluationOptions options = new EvaluationOptions(result.since, file.listener());
            long start = System.nanoTime();
            Evaluation evaluation = MemoryException.whenShort("evaluating " + data.name(), "use fewer rows or columns",
                    () -> reader.evaluate(table, options));
            double seconds = (System.nanoTime() - start) / NANOS;
            warn(evaluation);
            print(evaluation, loaded, engine, seconds);
            return complete(file);
        }
    }

    private void warn(Evaluation evaluation) {
        Warnings.print(evaluation.warnings());
        KnownWindows known = evaluation.span().known();
        if (result.since == null && known != null && known.total() > 0 && known.total() < evaluation.windows()) {
            Terminal.say("use --since " + EvaluationOptions.LAST_KNOWN + " to evaluate only the "
                    + (evaluation.windows() - known.total()) + " windows after " + known.until());
        }
    }

    private void print(Evaluation evaluation, ForecastModel loaded, Engine engine, double seconds) {
        TrainingFacts facts = loaded.training();
        if (result.json) {
            System.out.println(ResultJson.text(evaluation,
                    new ResultJson.Facts(facts == null ? null : facts.epochs(),
                            facts == null ? null : facts.bestEpoch(), seconds, model.toString(),
                            engine.kernels().name())));
        } else {
            System.out.print(ResultTable.text(evaluation, "file", Descriptions.shortCell(loaded.model())));
        }
    }

    private int complete(ForecastFile file) {
        try {
            if (file.complete() && !result.json) {
                System.out.println("\nwrote " + result.out);
            }
            return 0;
        } catch (IOException e) {
            Failures.say(result.out + " cannot be written: " + Failures.reason(e));
            return Failures.FAILED;
        }
    }
}
