package dev.lstm4j.cli;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.training.TrainingResult;
import dev.lstm4j.training.data.Split;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/// Where a model comes from, as its file says it: enough to train it again.
final class Provenance {
    static final String DATA_SHA256 = "data.sha256";
    static final String DATA_SPACING = "data.spacing";
    static final String EPOCHS = "training.epochs";
    static final String BEST_EPOCH = "training.best_epoch";

    private Provenance() {}

    static Map<String, String> of(TrainingData data, RecipeOptions recipe, UpdateOptions updates, WindowOptions windows,
            Kernels kernels, TrainingResult result) {
        Map<String, String> facts = new TreeMap<>();
        Series series = data.series();
        Path file = Path.of(series.source()).getFileName();
        facts.put("data.file", file == null ? series.source() : file.toString());
        facts.put(DATA_SHA256, data.table().sha256());
        facts.put("data.rows", Integer.toString(series.rows()));
        facts.put("data.first", series.label(0));
        facts.put("data.last", series.label(series.rows() - 1));
        TimeColumn time = series.time();
        if (time != null && time.spacing() != null) {
            facts.put(DATA_SPACING, time.spacing().iso());
        }
        Split split = data.split();
        facts.put("split.training", "rows 1 to " + split.training());
        facts.put("split.validation",
                split.hasValidation() ? "rows " + (split.training() + 1) + " to " + split.validation() : "none");
        facts.put("split.test", "rows " + (split.validation() + 1) + " to " + split.test());
        windows.describe(facts);
        recipe.describe(facts);
        updates.describe(facts);
        facts.put(EPOCHS, Integer.toString(result.history().size()));
        facts.put(BEST_EPOCH, Integer.toString(result.bestEpoch()));
        facts.put("training.skipped", Long.toString(result.skipped()));
        facts.put("training.seconds", Double.toString(Math.round(result.seconds() * 1000) / 1000.0));
        facts.put("kernels", kernels.description());
        facts.put("version.lstm4j", Version.text());
        facts.put("version.java", Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")");
        facts.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Reference.write(data.task(), data.references(), facts);
        return facts;
    }
}
