/// Data to train on. A [Dataset] is made by [Datasets] from arrays or streams, or by [Windows] from a time series that
/// a [Split] divides by time; [ScalingKind] fits a scaling to arrays.
package dev.lstm4j.training.data;
