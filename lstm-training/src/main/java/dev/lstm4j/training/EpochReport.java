package dev.lstm4j.training;

/// The figures of one epoch.
///
/// @param epoch from 1
/// @param epochs the largest number of epochs
/// @param trainingLoss mean over the epoch's examples, each before its update; skipped updates are left out
/// @param validationLoss after the epoch, or NaN without a validation part
/// @param best whether the validation loss is the lowest so far
/// @param gradientNorm the largest global gradient norm of the epoch, before clipping
/// @param learningRate of the epoch's last update
/// @param seconds the epoch took, validation included
/// @param skipped number of updates skipped because a loss or gradient was not finite
/// @param examplesPerSecond throughput of training, without validation
public record EpochReport(int epoch, int epochs, double trainingLoss, double validationLoss, boolean best,
        double gradientNorm, double learningRate, double seconds, int skipped, double examplesPerSecond) {}
