/// Tables and what their cells say: numbers, missing values, times and the steps between them. Enter at [CsvTable].
package dev.lstm4j.forecast.table;
