/// Tables and what their cells say: numbers, text, missing values, times and the steps between them. Enter at [Table].
package dev.lstm4j.forecast.table;
