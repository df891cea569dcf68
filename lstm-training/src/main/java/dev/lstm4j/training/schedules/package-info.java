/// How the learning rate changes during a training. Names and values follow `torch.optim.lr_scheduler`. Enter
/// at [Schedules].
package dev.lstm4j.training.schedules;
