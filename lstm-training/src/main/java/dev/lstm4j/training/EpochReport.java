package dev.lstm4j.training;

/// The report of one epoch.
///
/// @param epoch the number of the epoch, from 1
/// @param epochs the maximum number of epochs
/// @param trainingLoss the mean loss of the epoch's examples, each before its update; without skipped updates
/// @param validationLoss the loss after the epoch, or NaN without a validation set
/// @param best whether the validation loss is the lowest so far; always true without a validation set
/// @param gradientNorm the largest global gradient norm of the epoch's updates before clipping, without skipped updates
/// @param learningRate the rate of the epoch's last update
/// @param seconds the duration, including validation
/// @param skipped the number of updates skipped because a loss or gradient was not finite
/// @param examplesPerSecond the throughput of training, without validation
public record EpochReport(int epoch, int epochs, double trainingLoss, double validationLoss, boolean best,
        double gradientNorm, double learningRate, double seconds, int skipped, double examplesPerSecond) {}
