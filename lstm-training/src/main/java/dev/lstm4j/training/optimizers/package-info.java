/// Optimizers: how parameters change by their gradients. [Adam], [AdamW], [SGD], [RMSprop], [Adagrad], [NAdam] and
/// [RAdam] are immutable settings with the names, defaults and arithmetic of `torch.optim`; a trainer makes a fresh
/// [dev.lstm4j.Optimizer] from them. [ElementwiseOptimizer] is the base for writing another one.
package dev.lstm4j.training.optimizers;
