package dev.lstm4j.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// Writes the figures of each epoch as a row of a CSV file when it has ended, so that the epochs before are on the
/// disk whatever happens: UTF-8, commas, a line feed after each row, numbers with a point and the digits of a float,
/// empty if one is not finite. Losses are in the units of the targets that the network was given.
///
/// The first epoch of a training replaces the file, and makes its folder if there is none; a training that continues
/// from a [Checkpoint] writes the epochs before again, then its own. For one training.
public final class CsvLog implements TrainingListener {
    private static final String HEADER = "epoch,training_loss,validation_loss,best,gradient_norm,learning_rate,seconds\n";

    private final Path file;
    private boolean begun;

    /// A log that is not written to yet.
    ///
    /// @param file where to; replaced by the first row
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

    /// Writes the rows of the epochs before.
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
