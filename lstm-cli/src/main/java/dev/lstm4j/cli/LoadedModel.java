package dev.lstm4j.cli;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.Model;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.table.CsvTable;
import dev.lstm4j.forecast.table.InputException;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.io.safetensors.ModelFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A model file that can forecast.
///
/// @param path where it is
/// @param model all it holds
/// @param task what it forecasts
record LoadedModel(Path path, Model model, ForecastTask task) {

    static Model read(Path path) {
        if (!Files.exists(path)) {
            throw new InputException(path + ": no such file; train a model with: lstm train");
        }
        if (Files.isDirectory(path)) {
            Path inside = path.resolve(Defaults.MODEL_FILE);
            throw new InputException(path + ": expected a model file, found a folder"
                    + (Files.exists(inside) ? "; did you mean " + inside + "?" : ""));
        }
        try {
            return ModelFile.load(path);
        } catch (ModelFileException e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    static LoadedModel load(Path path) {
        Model model = read(path);
        ForecastTask task = model.task();
        if (task == null) {
            throw new InputException(path + ": expected a forecasting model, found a network without a task");
        }
        return new LoadedModel(path, model, task);
    }

    /// Whether a table is the very file it was trained on.
    boolean wasTrainedOn(CsvTable table) {
        return table.sha256().equals(model.provenance().get(Provenance.DATA_SHA256));
    }

    /// The step between rows that it was trained on.
    @Nullable
    Spacing spacing() {
        String text = model.provenance().get(Provenance.DATA_SPACING);
        return text == null ? null : Spacing.parse(text);
    }

    /// Days are not hours: a model forecasts steps as long as those it learned.
    void warnOfOtherSpacing(Series series, Warnings warnings) {
        Spacing learned = spacing();
        Spacing found = series.time() == null ? null : series.time().spacing();
        if (learned != null && found != null && Math.abs(found.days() / learned.days() - 1) > 0.05) {
            warnings.add(series.source() + ": the rows are " + found.text() + " apart, those of the training were "
                    + learned.text());
        }
    }
}
