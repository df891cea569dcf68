/// The columns of a table that a forecast uses, complete and in order of time. Enter at [ColumnChoice], which decides
/// on the columns, and [SeriesReader], which reads them.
package dev.lstm4j.forecast.series;
