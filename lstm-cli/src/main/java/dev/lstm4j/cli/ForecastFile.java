package dev.lstm4j.cli;

import dev.lstm4j.forecast.evaluation.ForecastCsv;
import dev.lstm4j.forecast.evaluation.WindowChoice;
import dev.lstm4j.forecast.evaluation.WindowListener;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file of the forecasts, which is written while they are evaluated. An error ends the file, but not
/// the evaluation.
final class ForecastFile implements AutoCloseable {
    private final @Nullable Path path;
    private @Nullable OutputFile file;
    private @Nullable ForecastCsv csv;
    private @Nullable IOException failure;

    private ForecastFile(@Nullable Path path) {
        this.path = path;
    }

    /// Opens a draft of a file, unless no windows are wanted.
    ///
    /// @param path the file; null only if no windows are wanted
    static ForecastFile begin(@Nullable Path path, WindowChoice choice) {
        ForecastFile begun = new ForecastFile(path);
        if (path != null && choice != WindowChoice.NONE) {
            try {
                begun.file = OutputFile.begin(path);
                begun.csv = ForecastCsv.open(begun.file.draft(), choice);
            } catch (IOException e) {
                begun.failure = e;
            }
        }
        return begun;
    }

    /// What gets the forecasts.
    WindowListener listener() {
        return csv == null ? WindowListener.none() : csv;
    }

    /// Completes the file.
    ///
    /// @return whether it was written; false too if no windows were wanted
    /// @throws IOException if it could not be written
    boolean complete() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (csv == null || file == null) {
            return false;
        }
        csv.close();
        file.complete();
        if (csv.isThinned()) {
            Terminal.say(path + " has " + csv.windows() + (csv.windows() == 1 ? " window" : " windows")
                    + " that do not overlap; --forecasts all writes every window");
        }
        return true;
    }

    /// Removes what is not complete.
    @Override
    public void close() throws IOException {
        if (csv != null) {
            try {
                csv.close();
            } catch (IOException _) {
                // complete() has told, or the evaluation failed.
            }
        }
        if (file != null) {
            file.close();
        }
    }
}
