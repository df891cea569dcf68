/// Describes what is in a table and what a training would do with it. Enter at [TableCheck].
package dev.lstm4j.forecast.check;
