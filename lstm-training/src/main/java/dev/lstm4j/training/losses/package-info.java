/// Losses: what a training minimises. All are immutable values with the names and arithmetic of `torch.nn`, made by
/// `of()` and refined by `with…` methods. [MeanSquaredError], [MeanAbsoluteError], [HuberLoss] and [SmoothL1Loss] for
/// numbers; [CrossEntropyLoss] and [BinaryCrossEntropyWithLogits] for classes; [QuantileLoss], [GaussianNll] and
/// [StudentTNll] for distributions. [RowLoss] is the base for writing another one. docs/losses.md has the formulas.
package dev.lstm4j.training.losses;
