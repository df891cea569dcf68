/// Optimizers, which update parameters from their gradients. [Adam], [AdamW], [SGD], [RMSprop], [Adagrad], [NAdam] and
/// [RAdam] are immutable settings with the names, defaults and arithmetic of `torch.optim`; a trainer creates a new
/// [dev.lstm4j.Optimizer] from them. [ElementwiseOptimizer] is the base class of custom optimizers.
package dev.lstm4j.training.optimizers;
