package dev.lstm4j.forecast;

/// How a training went, as a model file keeps it.
///
/// @param epochs the number of epochs
/// @param bestEpoch the epoch whose weights the model has, from 1
/// @param skipped updates that were left out because their loss or gradient was not finite
/// @param seconds how long it took
public record TrainingFacts(int epochs, int bestEpoch, long skipped, double seconds) {}
