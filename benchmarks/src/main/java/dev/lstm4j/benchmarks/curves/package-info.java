/// The table and chart of docs/adding-problem.md: the errors of networks that learn the adding problem. Start at
/// [DrawAddingProblem], which reads the file that the example `AddingProblem` wrote ([LearningCurve]).
package dev.lstm4j.benchmarks.curves;
