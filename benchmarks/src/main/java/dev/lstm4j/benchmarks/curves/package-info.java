/// How errors fall while networks learn the adding problem. Enter at [DrawAddingProblem], which reads what the example
/// `AddingProblem` wrote ([LearningCurve]), and makes the table and the picture of docs/adding-problem.md from it.
package dev.lstm4j.benchmarks.curves;
