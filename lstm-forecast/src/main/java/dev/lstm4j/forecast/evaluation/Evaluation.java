package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.training.metrics.PointErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The errors of a network on some windows, next to those of two naive forecasts: persistence (the last known value,
/// for every step) and climatology.
///
/// @param targets one for each target
/// @param steps the errors of each step of the horizon, over all targets
/// @param overall the errors of all steps and targets; a mix of units if there are several targets
/// @param scaled the network's errors over all steps and targets, in standard deviations of the training set
/// @param forecasts the forecasts that were evaluated
/// @param warnings the warnings about the data
public record Evaluation(List<Target> targets, List<Scores> steps, Scores overall, Errors scaled,
        WindowForecasts forecasts, List<Warning> warnings) {

    /// The three forecasts side by side.
    ///
    /// @param network of the network
    /// @param persistence of the last known value
    /// @param climatology of the calendar
    public record Scores(Errors network, Errors persistence, Errors climatology) {}

    /// One target.
    ///
    /// @param name its column
    /// @param steps the errors of each step of the horizon
    /// @param overall the errors of all steps
    /// @param scaled the network's errors in standard deviations of the training set
    /// @param reference what the errors are compared with
    public record Target(String name, List<Scores> steps, Scores overall, Errors scaled, Reference reference) {

        /// Copies the list.
        public Target {
            steps = List.copyOf(steps);
        }
    }

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

    /// Copies the lists.
    public Evaluation {
        targets = List.copyOf(targets);
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /// Compares forecasts with the actual values.
    ///
    /// @param forecasts of some windows
    /// @param references one for each target
    /// @param warnings the warnings about the data
    /// @return the errors
    public static Evaluation of(WindowForecasts forecasts, List<Reference> references, List<Warning> warnings) {
        List<Target> targets = new ArrayList<>();
        Sums all = new Sums();
        Sums[] allOfStep = new Sums[forecasts.horizon()];
        Arrays.setAll(allOfStep, step -> new Sums());
        for (int k = 0; k < forecasts.targets().size(); k++) {
            Sums ofTarget = new Sums();
            List<Scores> steps = new ArrayList<>();
            for (int step = 0; step < forecasts.horizon(); step++) {
                Sums ofStep = sums(forecasts, references.get(k), k, step);
                steps.add(ofStep.scores());
                ofTarget.add(ofStep);
                allOfStep[step].add(ofStep);
            }
            targets.add(new Target(forecasts.targets().get(k), steps, ofTarget.scores(), Errors.of(ofTarget.scaled()),
                    references.get(k)));
            all.add(ofTarget);
        }
        return new Evaluation(targets, Arrays.stream(allOfStep).map(Sums::scores).toList(), all.scores(),
                Errors.of(all.scaled()), forecasts, warnings);
    }

    private static Sums sums(WindowForecasts forecasts, Reference reference, int target, int step) {
        Sums sums = new Sums();
        double deviation = reference.deviation();
        for (int window = 0; window < forecasts.windows(); window++) {
            double forecast = forecasts.predicted(window, step, target);
            double actual = forecasts.actual(window, step, target);
            sums.network().add(forecast, actual);
            sums.scaled().add(forecast / deviation, actual / deviation);
            sums.persistence().add(forecasts.lastKnown(window, target), actual);
            sums.climatology().add(reference.climatology().at(forecasts.localTime(window, step)), actual);
        }
        return sums;
    }

    /// The number of forecast windows.
    ///
    /// @return at least 1
    public int windows() {
        return forecasts.windows();
    }

    /// The mean absolute errors: a line for each target.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Target target : targets) {
            Scores scores = target.overall();
            text.append(text.isEmpty() ? "" : "\n")
                    .append(String.format(Locale.ROOT,
                            "%s: mean absolute error %.4g (persistence %.4g, climatology %.4g), %d windows of %d steps",
                            target.name(), scores.network().mae(), scores.persistence().mae(),
                            scores.climatology().mae(), windows(), forecasts.horizon()));
        }
        return text.toString();
    }
}
