/// How parameters change by their gradients. Names, defaults and arithmetic follow `torch.optim`.
package dev.lstm4j.training.optimizers;
