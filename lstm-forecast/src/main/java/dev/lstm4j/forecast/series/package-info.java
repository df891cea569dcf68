/// The columns of a table that a forecast uses, complete and in order of time. Enter at [SeriesReader].
package dev.lstm4j.forecast.series;
