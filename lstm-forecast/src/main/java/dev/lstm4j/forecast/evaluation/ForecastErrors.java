package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.evaluation.Evaluation.Scores;

/// Sums of the errors of the network and the baselines. Without an error, all results are NaN.
final class ForecastErrors {
    private final Sum network = new Sum();
    private final Sum persistence = new Sum();
    private final Sum climatology = new Sum();
    private final Sum scaled = new Sum();
    private long count;
    /// The unit of the roots of the squared sums, as of the first target that is added.
    private double unit = 1;

    private static final class Sum {
        private double absolute;
        private double squared;

        void add(double absoluteError, double squaredError) {
            absolute += absoluteError;
            squared += squaredError;
        }

        Errors errors(long count, double unit) {
            return new Errors(absolute / count, Math.sqrt(squared / count) * unit);
        }
    }

    /// Adds one step of a target.
    ///
    /// @param sums of the target
    /// @param step from 0
    void add(TargetErrors sums, int step) {
        unit = sums.unit;
        network.add(sums.network.absolute()[step], sums.network.squared()[step]);
        persistence.add(sums.persistence.absolute()[step], sums.persistence.squared()[step]);
        climatology.add(sums.climatology.absolute()[step], sums.climatology.squared()[step]);
        scaled.add(sums.scaled.absolute()[step], sums.scaled.squared()[step]);
        count += sums.counts[step];
    }

    /// Adds other sums.
    void add(ForecastErrors other) {
        unit = count == 0 ? other.unit : unit;
        double factor = other.unit == unit ? 1 : other.unit / unit * (other.unit / unit);
        network.add(other.network.absolute, other.network.squared * factor);
        persistence.add(other.persistence.absolute, other.persistence.squared * factor);
        climatology.add(other.climatology.absolute, other.climatology.squared * factor);
        scaled.add(other.scaled.absolute, other.scaled.squared);
        count += other.count;
    }

    Scores scores() {
        return new Scores(network.errors(count, unit), persistence.errors(count, unit),
                climatology.errors(count, unit));
    }

    /// The errors of the network in standard deviations.
    Errors scaled() {
        return scaled.errors(count, 1);
    }
}
