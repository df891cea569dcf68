/// Training data. [Datasets] creates a [Dataset] from arrays or streams, and [Windows] creates one from a time series,
/// which a [Split] divides by time. [ScalingKind] fits a scaling to arrays.
package dev.lstm4j.training.data;
