package dev.lstm4j.forecast.evaluation;

import org.jspecify.annotations.Nullable;

/// Which windows of a table are evaluated, and who gets their forecasts.
///
/// @param since the first row that a window may forecast, as the table writes its time, or its number, from 1, if the
///        rows have no times; [#LAST_KNOWN] for the rows after the data that the model was trained on; null for every
///        window. Earlier rows are only read
/// @param forecasts gets the forecasts
public record EvaluationOptions(@Nullable String since, WindowListener forecasts) {
    /// Stands for the last row that the model may have seen: of its training, validation or test set.
    public static final String LAST_KNOWN = "last-known";

    /// Every window, and no listener.
    public static final EvaluationOptions DEFAULT = new EvaluationOptions(null, WindowListener.none());

    /// Returns a copy that evaluates later windows only.
    ///
    /// @param first the first row that a window may forecast, or [#LAST_KNOWN]
    /// @return a changed copy
    public EvaluationOptions withSince(String first) {
        return new EvaluationOptions(first, forecasts);
    }

    /// Returns a copy with a listener.
    ///
    /// @param listener gets the forecasts, for example a [ForecastCsv]
    /// @return a changed copy
    public EvaluationOptions withForecasts(WindowListener listener) {
        return new EvaluationOptions(since, listener);
    }
}
