/// The errors of forecasts beside those of the baselines. Enter at [Evaluation].
package dev.lstm4j.forecast.evaluation;
