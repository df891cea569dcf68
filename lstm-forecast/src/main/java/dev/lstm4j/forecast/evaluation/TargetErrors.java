package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.table.TimeColumn;
import org.jspecify.annotations.Nullable;

/// Adds up the errors of one target, for each step of the horizon: of the network, of the baselines, and of the
/// network in standard deviations. Every sum is in the order of the windows.
///
/// This is the inner loop of an evaluation, so what depends on the row alone, and not on the window, is computed once.
final class TargetErrors {
    final Sums network;
    final Sums persistence;
    final Sums climatology;
    final Sums scaled;

    private final double[] actual;
    private final double deviation;
    /// For each row from the first that is forecast: the actual value in standard deviations, and the climatology.
    private final double[] scaledActual;
    private final double[] usual;
    private final int firstRow;

    /// The sums of the absolute and of the squared errors, one a step.
    record Sums(double[] absolute, double[] squared) {
        Sums(int horizon) {
            this(new double[horizon], new double[horizon]);
        }
    }

    /// @param actual the values of all rows
    /// @param time of the rows, or null
    /// @param reference the baselines of the target
    /// @param firstRow the first row that is forecast
    /// @param span the windows
    TargetErrors(double[] actual, @Nullable TimeColumn time, Reference reference, int firstRow, WindowSpan span) {
        int horizon = span.horizon();
        this.network = new Sums(horizon);
        this.persistence = new Sums(horizon);
        this.climatology = new Sums(horizon);
        this.scaled = new Sums(horizon);
        this.actual = actual;
        this.deviation = reference.deviation();
        this.firstRow = firstRow;
        this.scaledActual = new double[span.windows() + horizon - 1];
        this.usual = new double[scaledActual.length];
        Climatology calendar = reference.climatology();
        for (int i = 0; i < usual.length; i++) {
            scaledActual[i] = actual[firstRow + i] / deviation;
            usual[i] = calendar.at(time == null ? null : time.stamps().get(firstRow + i).local());
        }
    }

    /// Adds the errors of one window.
    ///
    /// @param window from 0
    /// @param predicted `[horizon, targets]`, in the targets' units
    /// @param target from 0
    /// @param targets the number of targets
    void add(int window, double[] predicted, int target, int targets) {
        double last = actual[firstRow + window - 1];
        int horizon = network.absolute().length;
        for (int step = 0; step < horizon; step++) {
            double forecast = predicted[step * targets + target];
            double value = actual[firstRow + window + step];
            add(network, step, forecast - value);
            add(persistence, step, last - value);
            add(climatology, step, usual[window + step] - value);
            add(scaled, step, forecast / deviation - scaledActual[window + step]);
        }
    }

    private static void add(Sums sums, int step, double difference) {
        double error = Math.abs(difference);
        sums.absolute()[step] += error;
        sums.squared()[step] += error * error;
    }
}
