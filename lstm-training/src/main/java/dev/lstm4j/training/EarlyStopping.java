package dev.lstm4j.training;

import dev.lstm4j.training.internal.Numbers;

/// Stops training when the validation loss has stopped improving (Prechelt 1998). It is stateless: it computes its
/// decision from the history of the training run each time, so one instance can be used for several runs and for
/// resumed ones. Without a validation set it never stops.
///
/// The [Trainer] keeps the weights of the best epoch in any case.
///
/// @param patience the number of epochs without improvement after which training stops
/// @param minDelta the smallest decrease of the loss that counts as an improvement (exclusive)
public record EarlyStopping(int patience, double minDelta) implements TrainingListener {

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if patience is below 1, or minDelta negative or not finite
    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("patience: expected at least 1, found " + patience);
        }
        Numbers.requireFinite("minDelta", minDelta);
    }

    /// Counts any lower loss as an improvement.
    ///
    /// @param patience the number of epochs without improvement after which training stops
    /// @throws IllegalArgumentException if it is below 1
    public EarlyStopping(int patience) {
        this(patience, 0);
    }

    @Override
    public void epochEnded(EpochReport report, Training training) {
        check(training);
    }

    /// Stops a run that was interrupted just before it would have been stopped.
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
