package dev.lstm4j.training;

/// The figures of one epoch.
///
/// @param epoch from 1
/// @param epochs how many there will be at most
/// @param trainingLoss mean over the epoch's examples, while they were trained on; without those of updates that were
///        skipped
/// @param validationLoss after the epoch, or NaN where there is no validation part
/// @param best whether the validation loss is the lowest so far
/// @param gradientNorm the largest global gradient norm of the epoch, before clipping
/// @param learningRate of the epoch's last update
/// @param seconds the epoch took, validation included
/// @param skipped how many updates were left out, since a loss or gradient was not finite
/// @param examplesPerSecond how many were trained on a second, validation not counted
public record EpochReport(int epoch, int epochs, double trainingLoss, double validationLoss, boolean best,
        double gradientNorm, double learningRate, double seconds, int skipped, double examplesPerSecond) {}
