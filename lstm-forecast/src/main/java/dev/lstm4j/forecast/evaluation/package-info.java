/// The errors of forecasts next to those of the baselines. Enter at [Evaluation], which [Evaluator] computes; a
/// [WindowListener] such as [ForecastCsv] gets the forecasts themselves.
package dev.lstm4j.forecast.evaluation;
