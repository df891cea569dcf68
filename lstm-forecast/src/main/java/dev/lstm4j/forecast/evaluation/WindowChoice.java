package dev.lstm4j.forecast.evaluation;

/// Which windows a file of forecasts has.
public enum WindowChoice {
    /// Every window if that makes at most [#MOST_ROWS] rows. Otherwise windows that do not overlap: each row is
    /// forecast at most once, and the last window is one of them.
    AUTO,
    /// Every window: about as many rows for each row of the table as the horizon has steps.
    ALL,
    /// The last window.
    LAST,
    /// No window.
    NONE;

    /// The rows of the largest file that [#AUTO] fills with every window.
    public static final int MOST_ROWS = 100_000;

    /// Whether a window is one of them.
    ///
    /// @param window from 0
    /// @param span all windows
    /// @param targets the number of columns that are forecast
    /// @return whether the file has it
    public boolean includes(int window, WindowSpan span, int targets) {
        int before = span.windows() - 1 - window;
        return switch (this) {
            case ALL -> true;
            case LAST -> before == 0;
            case NONE -> false;
            case AUTO -> before % span.horizon() == 0 || !thins(span, targets);
        };
    }

    /// Whether this is [#AUTO], and there are too many windows to have all of them.
    ///
    /// @param span all windows
    /// @param targets the number of columns that are forecast
    /// @return whether windows are left out
    public boolean thins(WindowSpan span, int targets) {
        return this == AUTO && (long) span.windows() * span.horizon() * targets > MOST_ROWS;
    }
}
