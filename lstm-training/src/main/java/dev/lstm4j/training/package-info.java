/// Trains networks. Start with [Trainer], which takes [TrainingOptions], a loss, an optimizer and a [Dataset]. Use
/// [TrainingNetwork] for single training steps, [TruncatedBackpropagation] for long sequences and [EncoderDecoder] for
/// sequence-to-sequence models.
///
/// All trainers share the package-private `TrainingLoop` and `UpdateStep`. They differ in what they train (`Learner`)
/// and where the gradients of the updates come from (`UpdateSource`). A [TrainingListener] can inspect and stop a
/// [Training] and take a [Checkpoint]; a [GradientReducer] combines the gradients of replicas. [Initializer] draws
/// initial parameters.
///
/// This package may use its subpackages (losses, optimizers, schedules, data); they must not use this one.
package dev.lstm4j.training;

import dev.lstm4j.training.data.Dataset;
