/// Metrics. Each is an accumulator: add forecasts or batches, in double, and read the figures at the end.
/// [PointErrors] for numbers, with [SeasonalNaive] for the scale of MASE; [PinballError] and [IntervalCoverage] for
/// quantiles; [Classification] and [Perplexity] for classes. Arguments are in the order of
/// [dev.lstm4j.Loss]: predictions, targets, weights. A number of weight 0 is not read, and a metric without any weight
/// is NaN. docs/losses.md has the formulas.
package dev.lstm4j.training.metrics;
