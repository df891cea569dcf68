package dev.lstm4j.cli;

import dev.lstm4j.Architecture;
import dev.lstm4j.Feature;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Head;
import dev.lstm4j.Model;
import dev.lstm4j.ParameterLayout;
import dev.lstm4j.SeriesProfile;
import dev.lstm4j.cli.report.JsonRows;
import dev.lstm4j.cli.report.TextTable;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.quantization.WeightType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows the contents of a model file.
@Command(name = "inspect", mixinStandardHelpOptions = true, versionProvider = Version.class,
        header = "Shows the contents of a model file.")
final class InspectCommand implements Callable<Integer> {
    /// The key of the recipe in the provenance.
    private static final String RECIPE = "recipe";

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "Model file written by train.")
    private Path model = Path.of(Defaults.MODEL_FILE);

    @Override
    public Integer call() throws IOException {
        Model loaded = LoadedModel.read(model);
        System.out.println(model + ", " + Descriptions.count(Files.size(model)) + " bytes");
        section("Network", network(loaded.architecture()));
        section("Parameters, " + (loaded.weights() == WeightType.FLOAT32
                ? "float32"
                : "weight matrices " + Names.of(loaded.weights()) + ", others float32"),
                parameters(loaded.architecture().parameterLayout()));
        ForecastTask task = loaded.task();
        if (task != null) {
            section("Forecast", forecast(task));
            section("Features and targets, scaled as (value - offset) / scale", scaling(task));
        }
        SeriesProfile profile = loaded.profile();
        if (task != null && profile != null) {
            section("Training series", series(task, profile));
        }
        String recipe = loaded.provenance().get(RECIPE);
        if (recipe != null) {
            section("Recipe", JsonRows.add(new TextTable(2, 2, "  "), recipe));
        }
        TextTable provenance = new TextTable(2, 2, "  ");
        loaded.provenance().forEach((key, text) -> {
            if (!key.equals(RECIPE)) {
                provenance.row(key, text);
            }
        });
        section("Provenance", loaded.provenance().isEmpty() ? provenance.row("none", "") : provenance);
        return 0;
    }

    private static TextTable series(ForecastTask task, SeriesProfile profile) {
        SeriesProfile.Step step = profile.step();
        TextTable table = new TextTable(2, 2, "  ").row("spacing",
                step == null ? "none" : Spacing.of(step).text());
        for (int k = 0; k < task.targets().size(); k++) {
            Reference reference = Reference.of(profile.targets().get(k));
            String name = task.targets().get(k);
            table.row("deviation." + name, number(reference.deviation()));
            table.row("climatology." + name, reference.climatology().basis() + ": "
                    + String.join(" ", reference.climatology().coefficients().stream().map(InspectCommand::number)
                            .toList()));
        }
        if (Double.isFinite(profile.bounds().minimum())) {
            table.row("minimum", number(profile.bounds().minimum()));
        }
        if (Double.isFinite(profile.bounds().maximum())) {
            table.row("maximum", number(profile.bounds().maximum()));
        }
        return table;
    }

    private static void section(String title, TextTable table) {
        System.out.println();
        System.out.println(title);
        System.out.print(table.text("  "));
    }

    private static TextTable network(Architecture architecture) {
        Head head = architecture.head();
        TextTable table = new TextTable(2, 2, "  ").row("cell", Descriptions.cell(architecture.cell()));
        if (architecture.numEmbeddings() > 0) {
            table.row("tokens", Integer.toString(architecture.numEmbeddings()));
        }
        table.row("inputs", Integer.toString(architecture.inputSize()))
                .row("hidden units", Integer.toString(architecture.hiddenSize()));
        if (architecture.projSize() > 0) {
            table.row("projected to", Integer.toString(architecture.projSize()));
        }
        if (architecture.recurrentDropout() > 0) {
            table.row("recurrent dropout", Float.toString(architecture.recurrentDropout()));
        }
        if (architecture.trainableStates()) {
            table.row("first states", "trained");
        }
        return table
                .row("layers",
                        architecture.numLayers() + (architecture.bidirectional() ? ", in both directions" : ""))
                .row("biases", architecture.bias() ? "yes" : "no")
                .row("dropout", Float.toString(architecture.dropout()))
                .row("head", head == null
                        ? "none"
                        : head.output().name().toLowerCase(Locale.ROOT) + ", " + head.outputSize() + " outputs on "
                                + switch (head.steps()) {
                                    case LAST -> "the last step";
                                    case FINAL -> "the final state of each direction";
                                    case EVERY -> "every step";
                                    case MEAN -> "the mean over all steps";
                                    case MAX -> "the maximum over all steps";
                                })
                .row("parameters", Descriptions.count(architecture.parameterLayout().size()));
    }

    private static TextTable parameters(ParameterLayout layout) {
        TextTable table = new TextTable(3, 2, "  ");
        for (ParameterLayout.Entry entry : layout.entries()) {
            table.row(entry.name(), entry.shape().toString(), Descriptions.count(entry.length()));
        }
        return table;
    }

    private static TextTable forecast(ForecastTask task) {
        return new TextTable(2, 2, "  ").row("targets", String.join(", ", task.targets()))
                .row("lookback", task.lookback() + " rows").row("horizon", task.horizon() + " rows")
                .row("time column", task.timeColumn().isEmpty() ? "none" : task.timeColumn());
    }

    private static TextTable scaling(ForecastTask task) {
        TextTable table = new TextTable(4, 2, "  ").row("", "", "offset", "scale");
        for (int f = 0; f < task.features().size(); f++) {
            Feature feature = task.features().get(f);
            table.row("feature", feature.label(), number(task.inputScaling().offsets().get(f)),
                    number(task.inputScaling().scales().get(f)));
        }
        for (int k = 0; k < task.targets().size(); k++) {
            table.row("target", task.targets().get(k), number(task.targetScaling().offsets().get(k)),
                    number(task.targetScaling().scales().get(k)));
        }
        return table;
    }

    private static String number(double value) {
        return TextTable.number(value, 4);
    }
}
