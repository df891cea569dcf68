package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.ForecastTask;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.series.Series;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.training.metrics.PointErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The errors of a network on some windows, beside those of two forecasts that need no network: persistence (every
/// step is as the last known row) and climatology.
///
/// @param windows how many were forecast
/// @param targets one for each target
/// @param steps the errors of each step of the horizon, over all targets
/// @param overall over all steps and targets, in a mix of units where there are several
/// @param scaled the network's errors over all steps and targets, in standard deviations of the training part
public record Evaluation(int windows, List<Target> targets, List<Scores> steps, Scores overall, Errors scaled) {

    /// The three forecasts side by side.
    ///
    /// @param network of the LSTM
    /// @param persistence of the last known row
    /// @param climatology of the calendar
    public record Scores(Errors network, Errors persistence, Errors climatology) {}

    /// One target.
    ///
    /// @param name its column
    /// @param steps the errors of each step of the horizon
    /// @param overall the errors of all steps
    /// @param scaled the network's errors in standard deviations of the training part
    /// @param reference what the errors are compared by
    public record Target(String name, List<Scores> steps, Scores overall, Errors scaled, Reference reference) {}

    private record Sums(PointErrors network, PointErrors persistence, PointErrors climatology, PointErrors scaled) {
        Sums() {
            this(new PointErrors(), new PointErrors(), new PointErrors(), new PointErrors());
        }

        void add(Sums other) {
            network.add(other.network);
            persistence.add(other.persistence);
            climatology.add(other.climatology);
            scaled.add(other.scaled);
        }

        Scores scores() {
            return new Scores(Errors.of(network), Errors.of(persistence), Errors.of(climatology));
        }
    }

    /// Compares forecasts with what came.
    ///
    /// @param forecasts of at least one window
    /// @param series with the targets
    /// @param references one for each target
    /// @return the errors
    public static Evaluation of(Forecasts forecasts, Series series, List<Reference> references) {
        ForecastTask task = forecasts.task();
        List<Target> targets = new ArrayList<>();
        Sums all = new Sums();
        Sums[] allOfStep = new Sums[task.horizon()];
        Arrays.setAll(allOfStep, step -> new Sums());
        for (int k = 0; k < task.targets().size(); k++) {
            Sums ofTarget = new Sums();
            List<Scores> steps = new ArrayList<>();
            for (int step = 0; step < task.horizon(); step++) {
                Sums ofStep = sums(forecasts, series, references.get(k), k, step);
                steps.add(ofStep.scores());
                ofTarget.add(ofStep);
                allOfStep[step].add(ofStep);
            }
            targets.add(new Target(task.targets().get(k), List.copyOf(steps), ofTarget.scores(),
                    Errors.of(ofTarget.scaled()), references.get(k)));
            all.add(ofTarget);
        }
        return new Evaluation(forecasts.windows(), List.copyOf(targets),
                Arrays.stream(allOfStep).map(Sums::scores).toList(), all.scores(), Errors.of(all.scaled()));
    }

    private static Sums sums(Forecasts forecasts, Series series, Reference reference, int target, int step) {
        double[] actual = series.number(forecasts.task().targets().get(target));
        TimeColumn time = series.time();
        Sums sums = new Sums();
        for (int window = 0; window < forecasts.windows(); window++) {
            int first = forecasts.firstRows()[window];
            int row = first + step;
            double forecast = forecasts.at(window, step, target);
            sums.network().add(forecast, actual[row]);
            sums.scaled().add(forecast / reference.deviation(), actual[row] / reference.deviation());
            sums.persistence().add(actual[first - 1], actual[row]);
            double usual = reference.climatology().at(time == null ? null : time.stamps().get(row).local());
            sums.climatology().add(usual, actual[row]);
        }
        return sums;
    }
}
