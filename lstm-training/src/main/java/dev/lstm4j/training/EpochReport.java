package dev.lstm4j.training;

/// The report of one epoch.
///
/// @param epoch the number of the epoch, from 1
/// @param epochs the maximum number of epochs
/// @param losses its losses
/// @param updates its updates
/// @param seconds the duration, including validation
public record EpochReport(int epoch, int epochs, Losses losses, Updates updates, double seconds) {

    /// The losses of an epoch.
    ///
    /// @param training the mean loss of the epoch's examples, each before its update; without skipped updates
    /// @param validation the loss after the epoch, or NaN without a validation set
    /// @param best whether the validation loss is the lowest so far; always true without a validation set
    public record Losses(double training, double validation, boolean best) {}

    /// The updates of an epoch.
    ///
    /// @param gradientNorm the largest global gradient norm before clipping, without skipped updates
    /// @param learningRate the rate of the last update
    /// @param skipped the number of updates skipped because a loss or gradient was not finite
    /// @param examplesPerSecond the throughput of training, without validation
    public record Updates(double gradientNorm, double learningRate, int skipped, double examplesPerSecond) {}

    /// The mean loss of the epoch's examples.
    ///
    /// @return [Losses#training]
    public double trainingLoss() {
        return losses.training();
    }

    /// The loss after the epoch.
    ///
    /// @return [Losses#validation]
    public double validationLoss() {
        return losses.validation();
    }

    /// Whether the epoch is the best so far.
    ///
    /// @return [Losses#best]
    public boolean best() {
        return losses.best();
    }

    /// The largest gradient norm.
    ///
    /// @return [Updates#gradientNorm]
    public double gradientNorm() {
        return updates.gradientNorm();
    }

    /// The learning rate of the last update.
    ///
    /// @return [Updates#learningRate]
    public double learningRate() {
        return updates.learningRate();
    }

    /// The number of skipped updates.
    ///
    /// @return [Updates#skipped]
    public int skipped() {
        return updates.skipped();
    }

    /// The throughput of training.
    ///
    /// @return [Updates#examplesPerSecond]
    public double examplesPerSecond() {
        return updates.examplesPerSecond();
    }
}
