package dev.lstm4j.cli;

import dev.lstm4j.Feature;
import dev.lstm4j.cli.report.CheckText;
import dev.lstm4j.forecast.TrainingPlan;
import dev.lstm4j.forecast.check.TimeCheck;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.simd.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a training is about to do: the network, the short form of `check`, and the windows.
final class TrainingSummary {
    private static final int WIDTH = 80;

    private TrainingSummary() {}

    /// @param name of the table
    static String of(String name, TrainingPlan plan, Engine engine) {
        List<String> inputs = plan.task().features().stream().map(Feature::column).distinct().toList();
        return String.join("\n",
                "training " + Descriptions.network(plan.architecture()) + "; " + engine.kernels().name()
                        + " kernels, " + engine.threads() + " thread" + (engine.threads() == 1 ? "" : "s"),
                name + ": " + Descriptions.count(plan.rows()) + " rows, " + times(plan.time()),
                cut("forecasts " + String.join(", ", plan.task().targets()) + " from " + String.join(", ", inputs)),
                plan.trainingWindows() + " windows to train, " + plan.validationWindows() + " to validate, "
                        + plan.testWindows() + " to test; each " + plan.task().lookback() + " rows of "
                        + plan.task().features().size() + " features");
    }

    private static String times(@Nullable TimeColumn time) {
        return CheckText.times(time == null ? null : TimeCheck.of(time));
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
