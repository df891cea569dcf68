/// From the columns of a series to the floats that a network reads. Enter at [Encoding], which decides on features and
/// scaling, and [EncodedSeries], which encodes a series.
package dev.lstm4j.forecast.encoding;
