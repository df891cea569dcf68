/// Forecasts of tables. Enter at [Recipe], which says what is trained and how, and [Forecaster], which trains a
/// [ForecastModel] on a [dev.lstm4j.forecast.table.Table]; the model gives a [Forecast] or an
/// [dev.lstm4j.forecast.evaluation.Evaluation].
///
/// The packages below, each using only those before it: `settings` (the parts of a recipe), `table` (data), `series`
/// (the columns that are used), `baseline`, `encoding` (floats and windows), `evaluation`.
package dev.lstm4j.forecast;
