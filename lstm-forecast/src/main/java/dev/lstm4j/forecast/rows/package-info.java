/// The rows of a table as a series in time: their order, repeated times, time zones, resampling and gaps. Enter at
/// [TimedRows], which applies all of it.
package dev.lstm4j.forecast.rows;
