package dev.lstm4j.cli;

import dev.lstm4j.Model;
import dev.lstm4j.forecast.ForecastModel;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.io.safetensors.ModelFileException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Loads the model file that an option names.
final class LoadedModel {
    private LoadedModel() {}

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

    static ForecastModel load(Path path) {
        Model model = read(path);
        if (model.task() == null) {
            throw new InputException(path + ": expected a forecasting model, found a network without a task");
        }
        try {
            return ForecastModel.of(model);
        } catch (ForecastException e) {
            throw new InputException(path + ": " + e.getMessage(), e);
        }
    }
}
