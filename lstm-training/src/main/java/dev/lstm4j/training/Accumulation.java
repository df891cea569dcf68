package dev.lstm4j.training;

import dev.lstm4j.Batch;
import dev.lstm4j.Loss;

/// Adds up the gradients of the batches of one update, as if they were one batch. Each batch is seen once. Its weight
/// in the mean is known then, but not yet that of the batches after it; so it is divided by a guess, the first weight
/// for as many rows as there are, which is right if all rows weigh the same, and the sum is corrected at the end.
final class Accumulation {
    private final Learner learner;
    private final Loss loss;
    private final boolean runsAll;
    private final GradientSum sum;
    private int allRows;
    private double guess;
    private double mean;
    private double weight;

    /// For one training.
    ///
    /// @param runsAll whether a batch of which nothing counts is run too
    Accumulation(Learner learner, Loss loss, boolean runsAll) {
        this.learner = learner;
        this.loss = loss;
        this.runsAll = runsAll;
        this.sum = new GradientSum(learner.networks().stream().map(TrainingNetwork::gradients).toList());
    }

    /// Begins an update.
    ///
    /// @param rows of all its batches
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
    /// @return the gradients of the mean, the same object for each update
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
