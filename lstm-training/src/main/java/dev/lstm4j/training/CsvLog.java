package dev.lstm4j.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// Appends a row to a CSV file after each epoch, so that the completed epochs are on disk even if training fails. The
/// file is UTF-8 with commas, a line feed after each row, a decimal point and float precision; numbers that are not
/// finite are empty. Losses are in the units of the targets given to the network.
///
/// The first epoch replaces the file, and creates its directory if necessary. A run resumed from a [Checkpoint] first
/// rewrites the earlier epochs. Use each instance for one training run.
public final class CsvLog implements TrainingListener {
    private static final String HEADER = "epoch,training_loss,validation_loss,best,gradient_norm,learning_rate,seconds\n";

    private final Path file;
    private boolean begun;

    /// Creates a log.
    ///
    /// @param file the CSV file; replaced when the first row is written
    public CsvLog(Path file) {
        this.file = file;
    }

    /// Writes a row.
    ///
    /// @throws UncheckedIOException if it cannot be written
    @Override
    public void epochEnded(EpochReport report, Training training) {
        write(report);
    }

    /// Writes the rows of the earlier epochs.
    ///
    /// @throws UncheckedIOException if they cannot be written
    @Override
    public void trainingResumed(Training training) {
        training.history().forEach(this::write);
    }

    private void write(EpochReport report) {
        String row = String.join(",", Integer.toString(report.epoch()), number(report.trainingLoss()),
                number(report.validationLoss()), Boolean.toString(report.best()), number(report.gradientNorm()),
                number(report.learningRate()), number(report.seconds())) + "\n";
        try {
            if (begun) {
                Files.writeString(file, row, StandardOpenOption.APPEND);
                return;
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, HEADER + row);
            begun = true;
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "%s: epoch %d cannot be written", file,
                    report.epoch()), e);
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Float.toString((float) value) : "";
    }
}
