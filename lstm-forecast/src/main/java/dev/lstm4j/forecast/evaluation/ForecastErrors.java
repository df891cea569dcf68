package dev.lstm4j.forecast.evaluation;

import dev.lstm4j.forecast.evaluation.Evaluation.Scores;

/// Sums of the errors of the network and the baselines. Without an error, all results are NaN.
final class ForecastErrors {
    private final Sum network = new Sum();
    private final Sum persistence = new Sum();
    private final Sum climatology = new Sum();
    private final Sum scaled = new Sum();
    private long count;

    private static final class Sum {
        private double absolute;
        private double squared;

        void add(double absoluteError, double squaredError) {
            absolute += absoluteError;
            squared += squaredError;
        }

        Errors errors(long count) {
            return new Errors(absolute / count, Math.sqrt(squared / count));
        }
    }

    /// Adds one step of a target.
    ///
    /// @param sums of the target
    /// @param step from 0
    void add(TargetErrors sums, int step) {
        network.add(sums.network.absolute()[step], sums.network.squared()[step]);
        persistence.add(sums.persistence.absolute()[step], sums.persistence.squared()[step]);
        climatology.add(sums.climatology.absolute()[step], sums.climatology.squared()[step]);
        scaled.add(sums.scaled.absolute()[step], sums.scaled.squared()[step]);
        count += sums.counts[step];
    }

    /// Adds other sums.
    void add(ForecastErrors other) {
        network.add(other.network.absolute, other.network.squared);
        persistence.add(other.persistence.absolute, other.persistence.squared);
        climatology.add(other.climatology.absolute, other.climatology.squared);
        scaled.add(other.scaled.absolute, other.scaled.squared);
        count += other.count;
    }

    Scores scores() {
        return new Scores(network.errors(count), persistence.errors(count), climatology.errors(count));
    }

    /// The errors of the network in standard deviations.
    Errors scaled() {
        return scaled.errors(count);
    }
}
