/// What answers are judged by. Each metric adds up batch after batch, in double, and is asked at the end: [PointErrors] for
/// numbers, with [SeasonalNaive] for the scale of MASE; [PinballError] and [IntervalCoverage] for quantiles;
/// [Classification] and [Perplexity] for classes. What counts 0 is not read, and where nothing counted a metric is NaN.
/// docs/losses.md has the formulas.
package dev.lstm4j.training.metrics;
