/// Forecasts that need no network, to compare with. Enter at [Reference], which has the [Climatology] of a target.
package dev.lstm4j.forecast.baseline;
