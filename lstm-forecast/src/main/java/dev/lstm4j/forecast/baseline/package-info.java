/// Forecasts that need no network, to compare with. Enter at [Reference].
package dev.lstm4j.forecast.baseline;
