package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.settings.Warning;
import java.util.List;
import java.util.Locale;

/// The errors of a network on some windows, next to those of two naive forecasts: persistence (the last known value,
/// for every step) and climatology.
///
/// @param targets one for each target
/// @param steps the errors of each step of the horizon, over all targets
/// @param overall the errors of all steps and targets; a mix of units if there are several targets
/// @param scaled the network's errors over all steps and targets, in standard deviations of the training set
/// @param span the windows that were evaluated
/// @param warnings the warnings about the data
public record Evaluation(List<Target> targets, List<Scores> steps, Scores overall, Errors scaled,
        WindowSpan span, List<Warning> warnings) {

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

    /// Copies the lists.
    public Evaluation {
        targets = List.copyOf(targets);
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /// The number of forecast windows.
    ///
    /// @return at least 1
    public int windows() {
        return span.windows();
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
                            scores.climatology().mae(), windows(), span.horizon()));
        }
        return text.toString();
    }
}
