package dev.lstm4j.cli;

import dev.lstm4j.training.CsvLog;
import dev.lstm4j.training.EpochReport;
import dev.lstm4j.training.Training;
import dev.lstm4j.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes a row to a file after each epoch. If that fails, it says so once, and the training goes on without the file:
/// a model is worth more than its log.
final class HistoryLog implements TrainingListener {
    private final Path file;
    private final TrainingListener log;
    private boolean failed;

    HistoryLog(Path file) {
        this.file = file;
        this.log = new CsvLog(file);
    }

    /// Whether a row is missing.
    boolean hasFailed() {
        return failed;
    }

    @Override
    public void epochEnded(EpochReport report, Training training) {
        if (failed) {
            return;
        }
        long size = report.epoch() == 1 ? 0 : size();
        try {
            log.epochEnded(report, training);
        } catch (UncheckedIOException e) {
            failed = true;
            cut(size);
            Terminal.say("warning: " + file + ": epoch " + report.epoch() + " cannot be written: "
                    + Failures.reason(e.getCause()) + "; the training goes on without this file");
        }
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }

    /// Removes a part of a row.
    private void cut(long size) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.size() > size) {
                channel.truncate(size);
            }
        } catch (IOException _) {
            // The file is gone or cannot be changed: the warning says that it is not complete.
        }
    }
}
