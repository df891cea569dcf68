/// Trains networks. Enter at [Trainer] with a [Dataset], for series [SeriesWindows] cut by a [Split], or one step at a time at
/// [TrainingNetwork]. [Initializer] draws the start, [Adam] or another optimizer updates at the rate of [Schedules], a loss
/// judges: [MeanSquaredError] and the others of docs/losses.md. A [TrainingListener] sees and stops.
/// Sequences into sequences: [EncoderDecoder].
package dev.lstm4j.training;
