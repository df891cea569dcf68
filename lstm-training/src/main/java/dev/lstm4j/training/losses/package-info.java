/// Losses, which training minimises. All are immutable values with the names and arithmetic of `torch.nn`, created by
/// `of()` and changed by `with…` methods. [MeanSquaredError], [MeanAbsoluteError], [HuberLoss] and [SmoothL1Loss] are
/// for regression, [CrossEntropyLoss] and [BinaryCrossEntropyWithLogits] for classification,
/// [QuantileLoss], [GaussianNll] and [StudentTNll] for probabilistic forecasts. [RowLoss] is the base of custom losses.
/// docs/losses.md has the formulas.
package dev.lstm4j.training.losses;
