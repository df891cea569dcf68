/// Trains networks. Enter at [Trainer] with a [Dataset], for series [dev.lstm4j.training.data.Windows] divided by a [dev.lstm4j.training.data.Split], or one step at a time at
/// [TrainingNetwork]. [Initializer] draws the start, [Adam] or another optimizer updates at the rate of [Schedules], a loss
/// judges: [MeanSquaredError] and the others of docs/losses.md. A [TrainingListener] sees and stops.
/// Sequences into sequences: [EncoderDecoder].
package dev.lstm4j.training;

import dev.lstm4j.training.data.Dataset;
import dev.lstm4j.training.data.SeriesWindows;
import dev.lstm4j.training.data.Split;
import dev.lstm4j.training.losses.MeanSquaredError;
import dev.lstm4j.training.optimizers.Adam;
import dev.lstm4j.training.schedules.Schedules;
