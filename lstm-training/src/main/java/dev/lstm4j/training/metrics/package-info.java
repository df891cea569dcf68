/// Metrics. Each is an accumulator, which sums in double: add forecasts or batches, then read the results.
/// [PointErrors] is for numbers, with [SeasonalNaive] for the scale of MASE; [PinballError] and [IntervalCoverage] are
/// for quantiles, [Classification] and [Perplexity] for classes. Arguments are in the order of
/// [dev.lstm4j.Loss]: predictions, targets, weights. Values with weight 0 are ignored, and a mean over nothing is NaN.
/// docs/losses.md has the formulas.
package dev.lstm4j.training.metrics;
