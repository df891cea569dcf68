package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.baseline.Climatology;
import dev.lstm4j.forecast.baseline.Reference;
import dev.lstm4j.forecast.table.TimeColumn;

/// Adds up the errors of one target, for each step of the horizon: of the network, of the baselines, and of the
/// network in standard deviations. Every sum is in the order of the windows.
///
/// This is the inner loop of an evaluation, so what depends on the row alone, and not on the window, is computed once.
final class TargetErrors {
    private static final int LARGEST_EXPONENT = 400;

    final Sums network;
    final Sums persistence;
    final Sums climatology;
    final Sums scaled;

    /// The number of actual values, one a step; those that are missing have no error.
    final long[] counts;

    /// The unit of the squared errors' roots: a power of two, so that it changes no bit; 1 unless squares of errors
    /// would overflow or underflow.
    final double unit;

    private final EvaluatedSeries series;
    private final int target;
    private final double deviation;
    /// For each row from the first that is forecast: the actual value in standard deviations, and the climatology.
    private final double[] scaledActual;
    private final double[] usual;
    private final int firstRow;

    /// The rows that are forecast.
    ///
    /// @param first the first row of the first window
    /// @param end past the last row of the last window
    /// @param horizon the steps of a window
    record Rows(int first, int end, int horizon) {}

    /// The sums of the absolute errors and of the squared errors in units, one a step.
    record Sums(double[] absolute, double[] squared) {
        Sums(int horizon) {
            this(new double[horizon], new double[horizon]);
        }
    }

    /// @param series the actual values
    /// @param target from 0
    /// @param reference the baselines of the target
    /// @param rows that are forecast
    TargetErrors(EvaluatedSeries series, int target, Reference reference, Rows rows) {
        int horizon = rows.horizon;
        this.network = new Sums(horizon);
        this.persistence = new Sums(horizon);
        this.climatology = new Sums(horizon);
        this.scaled = new Sums(horizon);
        this.counts = new long[horizon];
        this.series = series;
        this.target = target;
        this.deviation = reference.deviation();
        int exponent = Math.getExponent(deviation);
        this.unit = Math.abs(exponent) < LARGEST_EXPONENT ? 1 : Math.scalb(1.0, exponent);
        this.firstRow = rows.first;
        this.scaledActual = new double[rows.end - rows.first];
        this.usual = new double[scaledActual.length];
        Climatology calendar = reference.climatology();
        TimeColumn time = series.time();
        for (int i = 0; i < usual.length; i++) {
            scaledActual[i] = series.actual().get(target)[firstRow + i] / deviation;
            usual[i] = calendar.at(time == null ? null : time.stamps().get(firstRow + i).local());
        }
    }

    /// Adds the errors of one window. Before the first known value, persistence is the climatology.
    ///
    /// @param row the first that the window forecasts
    /// @param predicted `[horizon, targets]`, in the targets' units
    void add(int row, double[] predicted) {
        double last = series.lastKnown(target, row);
        double[] actual = series.actual().get(target);
        int targets = series.targets().size();
        for (int step = 0; step < counts.length; step++) {
            double value = actual[row + step];
            if (Double.isNaN(value)) {
                continue;
            }
            double forecast = predicted[step * targets + target];
            int at = row - firstRow + step;
            add(network, step, forecast - value, unit);
            add(persistence, step, (Double.isNaN(last) ? usual[at] : last) - value, unit);
            add(climatology, step, usual[at] - value, unit);
            add(scaled, step, forecast / deviation - scaledActual[at], 1);
            counts[step]++;
        }
    }

    private static void add(Sums sums, int step, double difference, double unit) {
        double error = Math.abs(difference);
        sums.absolute()[step] += error;
        sums.squared()[step] += error / unit * (error / unit);
    }
}
