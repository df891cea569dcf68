package dev.lstm4j.training;

import dev.lstm4j.training.internal.Numbers;

/// Stops a training whose validation loss does not improve (Prechelt 1998). It has no memory: it reads the training's
/// history each time, so one may serve several trainings, and resumed ones. Without a validation part it never stops.
///
/// The [Trainer] keeps the weights of the best epoch, whatever stops it.
///
/// @param patience epochs without a better loss after which it stops
/// @param minDelta by how much a loss must be lower to be better
public record EarlyStopping(int patience, double minDelta) implements TrainingListener {

    /// Checks both.
    ///
    /// @throws IllegalArgumentException if patience is below 1, or minDelta negative or not finite
    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("patience: expected at least 1, found " + patience);
        }
        Numbers.requireFinite("minDelta", minDelta);
    }

    /// Any lower loss is better.
    ///
    /// @param patience epochs without a better loss after which it stops
    /// @throws IllegalArgumentException if it is below 1
    public EarlyStopping(int patience) {
        this(patience, 0);
    }

    @Override
    public void epochEnded(EpochReport report, Training training) {
        check(training);
    }

    /// Stops a training that was interrupted when it was about to be stopped.
    @Override
    public void trainingResumed(Training training) {
        if (training.position().update() == 0) {
            check(training);
        }
    }

    private void check(Training training) {
        double lowest = Double.POSITIVE_INFINITY;
        int waited = 0;
        for (EpochReport epoch : training.history()) {
            double loss = epoch.validationLoss();
            if (Double.isNaN(loss) || loss < lowest - minDelta) {
                lowest = loss;
                waited = 0;
            } else {
                waited++;
            }
        }
        if (waited >= patience) {
            training.stop("no better validation loss for " + waited + " epochs");
        }
    }
}
