/// Trains networks. Enter at [Trainer] with [TrainingOptions], a loss, an optimizer and a [Dataset]; for single steps
/// at [TrainingNetwork], for long sequences at [TruncatedBackpropagation], for sequences into sequences at
/// [EncoderDecoder].
///
/// All trainers share one loop and one update: the package-private `TrainingLoop` and `UpdateStep`. They differ in what
/// is trained (`Learner`) and in where the updates come from (`UpdateSource`). A [TrainingListener] looks at a
/// [Training], stops it, and takes a [Checkpoint]; a [GradientReducer] joins replicas. [Initializer] draws initial
/// parameters.
///
/// This package may use the packages below it (losses, optimizers, schedules, data), which never use this one.
package dev.lstm4j.training;

import dev.lstm4j.training.data.Dataset;
