package dev.lstm4j.forecast.evaluation;

import java.util.List;

/// Receives the forecasts of an evaluation one window after the other, while it runs. No list of all forecasts exists:
/// it can be far larger than the table.
@FunctionalInterface
public interface WindowListener {

    /// Called before the first window.
    ///
    /// @param span which windows follow
    /// @param targets the columns that are forecast
    default void begin(WindowSpan span, List<String> targets) {}

    /// Whether the forecast of a window is needed.
    ///
    /// @param window from 0
    /// @return false to skip it
    default boolean wants(int window) {
        return true;
    }

    /// Called for each window that is needed, in the order of time.
    ///
    /// @param forecast of one window; never changes
    void accept(WindowForecast forecast);

    /// A listener that needs no forecasts.
    ///
    /// @return the listener
    static WindowListener none() {
        return new WindowListener() {
            @Override
            public boolean wants(int window) {
                return false;
            }

            @Override
            public void accept(WindowForecast forecast) {}
        };
    }
}
