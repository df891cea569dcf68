package dev.lstm4j;

import java.util.List;

/// What a forecasting network reads and outputs: from `lookback` rows of features the next `horizon` rows of targets.
/// The network's output is `[B, horizon · targets]`, step after step, the targets of a step side by side.
///
/// @param timeColumn the name of the time column, or empty if the rows are only counted
/// @param features what each of the I inputs is, in order
/// @param inputScaling for the features, in the same order
/// @param targets the names of the columns forecast
/// @param targetScaling for the targets, in the same order
/// @param lookback rows read
/// @param horizon rows forecast
public record ForecastTask(String timeColumn, List<Feature> features, Scaling inputScaling, List<String> targets,
        Scaling targetScaling, int lookback, int horizon) {

    /// Copies the lists and checks that they belong together.
    ///
    /// @throws IllegalArgumentException if a list is empty, a scaling has another number of columns, or a size is
    ///         below 1
    public ForecastTask {
        features = List.copyOf(features);
        targets = List.copyOf(targets);
        requireSame("inputScaling", inputScaling.columns(), "features", features.size());
        requireSame("targetScaling", targetScaling.columns(), "targets", targets.size());
        if (features.isEmpty() || targets.isEmpty()) {
            throw new IllegalArgumentException("task: expected at least one feature and one target, found "
                    + features.size() + " and " + targets.size());
        }
        if (lookback < 1 || horizon < 1) {
            throw new IllegalArgumentException(
                    "task: expected lookback and horizon of at least 1, found " + lookback + " and " + horizon);
        }
    }

    private static void requireSame(String name, int columns, String what, int expected) {
        if (columns != expected) {
            throw new IllegalArgumentException(
                    name + ": expected " + expected + " columns as there are " + what + ", found " + columns);
        }
    }
}
