package dev.lstm4j.cli;

import dev.lstm4j.cli.report.ResultJson;
import dev.lstm4j.cli.report.ResultTable;
import dev.lstm4j.forecast.ForecastModel;
import dev.lstm4j.forecast.TrainingFacts;
import dev.lstm4j.forecast.evaluation.Evaluation;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.simd.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

    @Option(names = "--json", description = "Print one JSON object instead of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        engineOptions.check();
        ForecastModel loaded = LoadedModel.load(model);
        Table table = data.table(data.apply(loaded.reading()), false);
        Engine engine = engineOptions.engine();
        long start = System.nanoTime();
        Evaluation evaluation = loaded.withReading(data.apply(loaded.reading())).withEngine(engine).evaluate(table);
        double seconds = (System.nanoTime() - start) / NANOS;
        Warnings.print(evaluation.warnings());
        if (json) {
            TrainingFacts facts = loaded.training();
            System.out.println(ResultJson.text(evaluation,
                    new ResultJson.Facts(facts == null ? null : facts.epochs(),
                            facts == null ? null : facts.bestEpoch(), seconds, model.toString(),
                            engine.kernels().name())));
        } else {
            System.out.print(ResultTable.text(evaluation, "file"));
        }
        return 0;
    }
}
