package dev.lstm4j.training;

import dev.lstm4j.Batch;
import dev.lstm4j.Loss;

/// Accumulates the gradients of the batches of one update, as if they were one batch. Each batch is loaded only once,
/// when the total weight of the batches after it is still unknown. So each batch is divided by an estimate of the total
/// weight, extrapolated from the first batch by the number of rows, and the sum is corrected at the end. The estimate
/// is exact if all rows weigh the same.
final class Accumulation {
    private final Learner learner;
    private final Loss loss;
    private final boolean runsAll;
    private final GradientSum sum;
    private int allRows;
    private double guess;
    private double mean;
    private double weight;

    /// For one training run.
    ///
    /// @param runsAll whether to run batches whose total weight is 0 too
    Accumulation(Learner learner, Loss loss, boolean runsAll) {
        this.learner = learner;
        this.loss = loss;
        this.runsAll = runsAll;
        this.sum = new GradientSum(learner.networks().stream().map(TrainingNetwork::gradients).toList());
    }

    /// Begins an update.
    ///
    /// @param rows the total number of rows of its batches
    void begin(int rows) {
        allRows = rows;
        guess = 0;
        mean = 0;
        weight = 0;
        learner.gradients().clear();
    }

    /// Adds a batch.
    void add(Batch batch) {
        double added = learner.totalWeight(batch, loss);
        weight += added;
        if (batch.rows() == allRows) {
            guess = added;
            mean = learner.addGradients(batch, loss, 1);
        } else if (added > 0) {
            guess = guess == 0 ? added * allRows / batch.rows() : guess;
            double share = added / guess;
            mean += learner.addGradients(batch, loss, share) * share;
        } else if (runsAll) {
            learner.addGradients(batch, loss, 1);
        }
    }

    /// Ends an update.
    ///
    /// @return the gradients of the mean loss; the same object for each update
    GradientSum end() {
        if (weight != guess && weight > 0) {
            double correction = guess / weight;
            mean *= correction;
            learner.gradients().scale((float) correction);
        }
        sum.set(mean, weight);
        return sum;
    }
}
