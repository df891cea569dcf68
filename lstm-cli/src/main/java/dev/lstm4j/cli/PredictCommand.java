package dev.lstm4j.cli;

import dev.lstm4j.Architecture;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.bench.Workload;
import dev.lstm4j.cli.report.TextTable;
import dev.lstm4j.engine.Kernels;
import dev.lstm4j.forecast.encoding.Encoding;
import dev.lstm4j.forecast.evaluation.ForecastFiles;
import dev.lstm4j.forecast.evaluation.Forecasts;
import dev.lstm4j.forecast.series.ColumnChoice;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.series.SeriesReader;
import dev.lstm4j.forecast.table.CsvTable;
import dev.lstm4j.forecast.table.InputException;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.simd.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What comes after a file's last row.
@Command(name = "predict", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Forecasts what follows the last row of a file.",
        description = "%nUnless --kernels says otherwise, the scalar kernels compute a small forecast: the same bits, sooner.%n")
final class PredictCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "FILE", required = true, description = "A file that train wrote.")
    private Path model = Path.of(Defaults.MODEL_FILE);

    @ArgGroup(validate = false, heading = "%nData:%n")
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nMachine:%n")
    private EngineOptions engine = new EngineOptions();

    @Option(names = "--out", paramLabel = "FILE.csv", description = "Write the forecast here instead of printing it.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        int threads = engine.threads();
        Warnings warnings = new Warnings();
        LoadedModel loaded = LoadedModel.load(model);
        ForecastTask task = loaded.task();
        OutputFolder folder = out == null ? null : checkedFolder(out);
        CsvTable table = data.table();
        Series series = SeriesReader.readLast(table, ColumnChoice.of(task, false), data.rules(), task.lookback());
        loaded.warnOfOtherSpacing(series, warnings);
        List<String> times = times(loaded, series);
        float[] inputs = Encoding.inputs(task, series, warnings::add);
        Kernels kernels = engine.kernelsForOnce(operations(loaded.model().architecture(), task));
        warnings.tell();
        double[] values = Forecasts.next(new Network(loaded.model(), kernels, threads), task, inputs);
        if (out == null || folder == null) {
            System.out.print(text(task, series, times, values));
            return 0;
        }
        folder.add(out.getFileName().toString(), file -> ForecastFiles.future(file, task, times, values)).write();
        System.out.println("wrote " + out + ": " + times.size() + " rows, " + times.getFirst() + " to "
                + times.getLast());
        return 0;
    }

    private static double operations(Architecture network, ForecastTask task) {
        return new Workload("forecast", 1, task.lookback(), network.inputSize(), network.hiddenSize(),
                network.numLayers(), network.bidirectional()).inferenceOperations();
    }

    private OutputFolder checkedFolder(Path file) throws IOException {
        if (Files.isDirectory(file) || file.getFileName() == null) {
            throw new InputException("--out: expected a file, found the folder " + file);
        }
        for (Path input : new Path[]{model, data.path()}) {
            if (input != null && Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                throw new InputException("--out: " + file + " is read from; write to another file");
            }
        }
        return OutputFolder.check(file.toAbsolutePath().getParent(), "--out");
    }

    /// The times of the steps, or their numbers where there are no times.
    private static List<String> times(LoadedModel loaded, Series series) {
        TimeColumn time = series.time();
        Spacing spacing = time == null ? null : time.spacing();
        if (time != null && spacing == null) {
            spacing = loaded.spacing();
            if (spacing == null) {
                throw new InputException(
                        series.source() + ": expected two rows at least to tell how far apart they are, found one");
            }
        }
        List<String> times = new ArrayList<>();
        for (int step = 1; step <= loaded.task().horizon(); step++) {
            times.add(time == null || spacing == null
                    ? Integer.toString(step)
                    : spacing.plus(time.stamps().getLast(), step).toString());
        }
        return times;
    }

    private static String text(ForecastTask task, Series series, List<String> times, double[] values) {
        int width = task.targets().size();
        TextTable table = new TextTable(1 + width, 1, "  ");
        String[] cells = new String[1 + width];
        cells[0] = series.time() == null ? "step" : series.time().name();
        for (int k = 0; k < width; k++) {
            cells[1 + k] = task.targets().get(k);
        }
        table.row(cells);
        for (int step = 0; step < times.size(); step++) {
            cells[0] = times.get(step);
            for (int k = 0; k < width; k++) {
                cells[1 + k] = TextTable.number(values[step * width + k],
                        TextTable.decimals(task.targetScaling().scales().get(k)));
            }
            table.row(cells);
        }
        return String.join(", ", task.targets()) + " after "
                + (series.time() == null ? "the last row" : series.label(series.rows() - 1)) + " of " + series.source()
                + "\n\n" + table.text("  ");
    }
}
