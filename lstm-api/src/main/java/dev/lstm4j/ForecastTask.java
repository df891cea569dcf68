package dev.lstm4j;

import java.util.List;

/// The inputs and outputs of a forecasting network: it reads `lookback` rows of features and predicts the next
/// `horizon` rows of targets. The network's output is `[B, horizon · targets]`, ordered by step, then by target.
///
/// @param timeColumn the name of the time column, or empty if the rows have no times
/// @param features the I inputs, in order
/// @param inputScaling the scaling of the features, in the same order
/// @param targets the names of the predicted columns
/// @param targetScaling the scaling of the targets, in the same order
/// @param window the number of rows read and predicted
public record ForecastTask(String timeColumn, List<Feature> features, Scaling inputScaling, List<String> targets,
        Scaling targetScaling, Window window) {

    /// The rows that a forecast reads and predicts.
    ///
    /// @param lookback the number of rows read
    /// @param horizon the number of rows predicted
    public record Window(int lookback, int horizon) {

        /// Checks the sizes.
        ///
        /// @throws IllegalArgumentException if one is below 1
        public Window {
            if (lookback < 1 || horizon < 1) {
                throw new IllegalArgumentException(
                        "task: expected a lookback and a horizon of at least 1, found " + lookback + " and " + horizon);
            }
        }
    }

    /// Copies the lists and checks that the values are consistent.
    ///
    /// @throws IllegalArgumentException if a list is empty, or a scaling has another number of columns
    public ForecastTask {
        features = List.copyOf(features);
        targets = List.copyOf(targets);
        requireSame("inputScaling", inputScaling.columns(), "features", features.size());
        requireSame("targetScaling", targetScaling.columns(), "targets", targets.size());
        if (features.isEmpty() || targets.isEmpty()) {
            throw new IllegalArgumentException("task: expected at least one feature and one target, found "
                    + features.size() + " and " + targets.size());
        }
    }

    /// The number of rows read.
    ///
    /// @return [Window#lookback]
    public int lookback() {
        return window.lookback();
    }

    /// The number of rows predicted.
    ///
    /// @return [Window#horizon]
    public int horizon() {
        return window.horizon();
    }

    private static void requireSame(String name, int columns, String what, int expected) {
        if (columns != expected) {
            throw new IllegalArgumentException(
                    name + ": expected " + expected + " columns for the " + what + ", found " + columns);
        }
    }
}
