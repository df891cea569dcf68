package dev.lstm4j.cli;

import dev.lstm4j.cli.report.TextTable;
import dev.lstm4j.forecast.Forecast;
import dev.lstm4j.forecast.ForecastModel;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.io.internal.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Forecasts the rows that follow a file.
@Command(name = "predict", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Forecasts what follows the last row of a file.",
        description = "%nSmall forecasts use the scalar kernels, which start faster and give the same bits; see --kernels.%n")
final class PredictCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "FILE", required = true, description = "Model file written by train.")
    private Path model = Path.of(Defaults.MODEL_FILE);

    @ArgGroup(validate = false, heading = "%nData:%n")
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nMachine:%n")
    private EngineOptions engine = new EngineOptions();

    @Option(names = "--out", paramLabel = "FILE.csv", description = "Write the forecast here instead of printing it.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        engine.check();
        ForecastModel loaded = LoadedModel.load(model);
        OutputFolder folder = out == null ? null : OutputFolder.ofFile(out, "--out", data.inputs(model));
        Table table = data.table(data.apply(loaded.reading()), false);
        ForecastModel reader = engine.forFewForecasts(loaded.withReading(data.apply(loaded.reading())));
        Forecast forecast = reader.predict(table);
        Warnings.print(forecast.warnings());
        if (out == null || folder == null) {
            System.out.print(Printable.lines(text(forecast, table, loaded.task().targetScaling().scales())));
            return 0;
        }
        folder.write(out.getFileName().toString(), forecast::writeCsv);
        List<String> times = forecast.times();
        System.out.println("wrote " + out + ": " + times.size() + " rows, " + times.getFirst() + " to "
                + times.getLast());
        return 0;
    }

    /// @param scales the scales of the targets, which determine the number of digits
    private static String text(Forecast forecast, Table data, List<Double> scales) {
        List<String> targets = forecast.targets();
        boolean timed = !forecast.timeColumn().isEmpty();
        TextTable table = new TextTable(1 + targets.size(), 1, "  ");
        String[] cells = new String[1 + targets.size()];
        cells[0] = timed ? forecast.timeColumn() : "step";
        for (int k = 0; k < targets.size(); k++) {
            cells[1 + k] = targets.get(k);
        }
        table.row(cells);
        List<String> times = forecast.times();
        for (int step = 0; step < times.size(); step++) {
            cells[0] = times.get(step);
            for (int k = 0; k < targets.size(); k++) {
                cells[1 + k] = TextTable.number(forecast.value(step, k), TextTable.decimals(scales.get(k)));
            }
            table.row(cells);
        }
        return String.join(", ", targets) + " after " + (timed ? forecast.after() : "the last row") + " of "
                + data.name() + "\n\n" + table.text("  ");
    }
}
