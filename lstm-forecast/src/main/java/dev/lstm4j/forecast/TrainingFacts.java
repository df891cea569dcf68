package dev.lstm4j.forecast;

/// The figures of a training run, as stored in a model file.
///
/// @param epochs the number of epochs
/// @param bestEpoch the epoch whose weights the model has, from 1
/// @param skipped updates that were skipped because their loss or gradient was not finite
/// @param seconds its duration
public record TrainingFacts(int epochs, int bestEpoch, long skipped, double seconds) {}
