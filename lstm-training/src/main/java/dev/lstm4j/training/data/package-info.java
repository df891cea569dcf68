/// Examples to train on. Enter at [Dataset]; [SeriesWindows] cuts windows from a series, [Split] divides it by time.
package dev.lstm4j.training.data;
