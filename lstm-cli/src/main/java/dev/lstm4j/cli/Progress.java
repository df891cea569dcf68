package dev.lstm4j.cli;

import dev.lstm4j.training.EpochReport;
import dev.lstm4j.training.Training;
import dev.lstm4j.training.TrainingListener;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows the progress of training: a bar on a terminal, a few lines elsewhere, nothing with --quiet.
abstract class Progress implements TrainingListener, AutoCloseable {

    static Progress of(boolean quiet, int epochs) {
        if (quiet) {
            return new Silence();
        }
        return Terminal.isWatched() ? new Bar(epochs) : new Lines();
    }

    @Override
    public void close() {}

    private static String losses(EpochReport report) {
        String losses = Double.isNaN(report.validationLoss())
                ? String.format(Locale.ROOT, "loss %.4f", report.trainingLoss())
                : String.format(Locale.ROOT, "loss %.4f, validation %.4f", report.trainingLoss(),
                        report.validationLoss());
        return report.skipped() == 0 ? losses : losses + ", " + report.skipped() + " skipped";
    }

    private static final class Silence extends Progress {
        @Override
        public void epochEnded(EpochReport report, Training training) {}
    }

    /// Prints about ten lines in all, and always the last epoch.
    private static final class Lines extends Progress {
        private double seconds;
        private int best;
        private @Nullable EpochReport untold;

        @Override
        public void epochEnded(EpochReport report, Training training) {
            seconds += report.seconds();
            best = report.best() ? report.epoch() : best;
            untold = report;
            if (report.epoch() == 1 || report.epoch() % Math.ceilDiv(report.epochs(), 10) == 0) {
                tell(report);
            }
        }

        private void tell(EpochReport report) {
            Terminal.say(String.format(Locale.ROOT, "epoch %d/%d: %s, best epoch %d, %.1f s", report.epoch(),
                    report.epochs(), losses(report), best, seconds));
            untold = null;
        }

        @Override
        public void close() {
            if (untold != null) {
                tell(untold);
            }
        }
    }

    private static final class Bar extends Progress {
        private final ProgressBar bar;

        Bar(int epochs) {
            bar = new ProgressBarBuilder().setTaskName("epochs").setInitialMax(epochs)
                    .setStyle(isUnicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, Terminal.columns() - 1)).build();
        }

        private static boolean isUnicode() {
            return System.err.charset().name().startsWith("UTF");
        }

        @Override
        public void epochEnded(EpochReport report, Training training) {
            bar.setExtraMessage(" " + losses(report));
            bar.stepTo(report.epoch());
        }

        @Override
        public void close() {
            bar.maxHint(bar.getCurrent());
            bar.close();
        }
    }
}
