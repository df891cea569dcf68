/// Learning rate schedules. Names and values follow `torch.optim.lr_scheduler`. Start with [Schedules].
package dev.lstm4j.training.schedules;
