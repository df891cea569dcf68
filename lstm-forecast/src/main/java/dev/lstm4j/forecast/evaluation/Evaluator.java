package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.settings.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Compares forecasts with the actual values, window by window, and keeps no more than the sums of the errors. Use one
/// for each evaluation. Not thread-safe.
public final class Evaluator {
    private final EvaluatedSeries series;
    private final IntUnaryOperator firstRows;
    private final WindowSpan span;
    private final List<Reference> references;
    private final WindowListener listener;
    private final TargetErrors[] errors;
    private int added;

    /// Prepares the sums.
    ///
    /// @param series the actual values
    /// @param firstRows the first row that each window forecasts, at least 1, rising
    /// @param span the windows, as [EvaluatedSeries#span] describes them
    /// @param references one for each target
    /// @param listener gets the forecasts
    public Evaluator(EvaluatedSeries series, IntUnaryOperator firstRows, WindowSpan span, List<Reference> references,
            WindowListener listener) {
        if (references.size() != series.targets().size()) {
            throw new IllegalArgumentException("references: expected one for each of " + series.targets().size()
                    + " targets, found " + references.size());
        }
        this.series = series;
        this.firstRows = firstRows;
        this.span = span;
        this.references = List.copyOf(references);
        this.listener = listener;
        this.errors = new TargetErrors[references.size()];
        TargetErrors.Rows rows = new TargetErrors.Rows(firstRows.applyAsInt(0),
                firstRows.applyAsInt(span.windows() - 1) + span.horizon(), span.horizon());
        Arrays.setAll(errors, k -> new TargetErrors(series, k, references.get(k), rows));
        listener.begin(span, series.targets());
    }

    /// Adds the forecast of the next window.
    ///
    /// @param predicted `[horizon, targets]`, in the targets' units; copied if needed later
    /// @throws IllegalArgumentException if there is another number of forecasts
    /// @throws IllegalStateException if all windows were added
    public void add(double[] predicted) {
        if (predicted.length != (long) span.horizon() * errors.length) {
            throw new IllegalArgumentException("forecasts: expected " + (long) span.horizon() * errors.length
                    + " numbers for " + errors.length + " targets, found " + predicted.length);
        }
        if (added == span.windows()) {
            throw new IllegalStateException("forecasts: expected " + added + " windows, found another");
        }
        int row = firstRows.applyAsInt(added);
        for (TargetErrors each : errors) {
            each.add(row, predicted);
        }
        if (listener.wants(added)) {
            listener.accept(new WindowForecast(series, row, predicted.clone(), references));
        }
        added++;
    }

    /// The errors of all windows.
    ///
    /// @param warnings the warnings about the data
    /// @return the errors
    /// @throws IllegalStateException if windows are missing
    public Evaluation result(List<Warning> warnings) {
        if (added < span.windows()) {
            throw new IllegalStateException("forecasts: expected " + span.windows() + " windows, found " + added);
        }
        List<Evaluation.Target> targets = new ArrayList<>();
        ForecastErrors all = new ForecastErrors();
        ForecastErrors[] allOfStep = new ForecastErrors[span.horizon()];
        Arrays.setAll(allOfStep, step -> new ForecastErrors());
        for (int k = 0; k < errors.length; k++) {
            ForecastErrors ofTarget = new ForecastErrors();
            List<Evaluation.Scores> steps = new ArrayList<>();
            for (int step = 0; step < span.horizon(); step++) {
                ForecastErrors ofStep = new ForecastErrors();
                ofStep.add(errors[k], step);
                steps.add(ofStep.scores());
                ofTarget.add(ofStep);
                allOfStep[step].add(ofStep);
            }
            targets.add(new Evaluation.Target(series.targets().get(k), steps, ofTarget.scores(), ofTarget.scaled(),
                    references.get(k)));
            all.add(ofTarget);
        }
        return new Evaluation(targets, Arrays.stream(allOfStep).map(ForecastErrors::scores).toList(), all.scores(),
                all.scaled(), span, warnings);
    }
}
