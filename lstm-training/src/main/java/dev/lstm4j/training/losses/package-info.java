/// What a training minimises; docs/losses.md has the formulas. Names and arithmetic follow `torch.nn`.
package dev.lstm4j.training.losses;
