/// What is said about a forecast. Enter at [Evaluation]: the errors of the LSTM beside those of persistence and
/// [Climatology]; [ResultTable] shows it to people, [ResultJson] to programs, [ForecastFiles] writes the CSV files.
package dev.lstm4j.cli.report;
