package dev.lstm4j.cli;

import dev.lstm4j.forecast.ForecastModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Saves a model right after its training. If its folder cannot take it, the folder for temporary files does, so that
/// the training was not in vain.
///
/// @param file where the model is, or null if it could not be saved anywhere
/// @param isInPlace whether that is where it was to be
record SavedModel(@Nullable Path file, boolean isInPlace) {

    /// Saves the model, and tells if that fails.
    static SavedModel save(ForecastModel model, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            model.save(file);
            return new SavedModel(file, true);
        } catch (IOException e) {
            Path other = elsewhere(model);
            Failures.say(Failures.text(e) + (other == null
                    ? "; nor can it be saved in the folder for temporary files, so the model is lost"
                    : "; the model is saved as " + other + " instead"));
            return new SavedModel(other, false);
        }
    }

    private static @Nullable Path elsewhere(ForecastModel model) {
        try {
            Path folder = Files.createTempDirectory("lstm-");
            try {
                Path file = folder.resolve(Defaults.MODEL_FILE);
                model.save(file);
                return file;
            } catch (IOException e) {
                Files.delete(folder);
                return null;
            }
        } catch (IOException e) {
            return null;
        }
    }

    /// Ends a message about something else that failed.
    String reassurance() {
        return file == null ? "" : "; the model is saved as " + file;
    }
}
