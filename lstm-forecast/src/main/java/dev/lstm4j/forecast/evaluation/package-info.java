/// The errors of forecasts next to those of the baselines. Enter at [Evaluation]; [WindowForecasts] holds the
/// forecasts that were evaluated.
package dev.lstm4j.forecast.evaluation;
