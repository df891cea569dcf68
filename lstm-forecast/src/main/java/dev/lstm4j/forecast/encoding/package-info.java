/// From the columns of a series to the floats that a network reads. Enter at [Encoding].
package dev.lstm4j.forecast.encoding;
