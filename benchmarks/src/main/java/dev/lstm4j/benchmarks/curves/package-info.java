/// Table and chart of docs/adding-problem.md: how the errors fall while networks learn the adding problem. Start at
/// [DrawAddingProblem], which reads the file that the example `AddingProblem` wrote ([LearningCurve]).
package dev.lstm4j.benchmarks.curves;
