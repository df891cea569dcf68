package dev.lstm4j.forecast.check;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.SplitSettings;
import dev.lstm4j.forecast.settings.WindowSettings;
import dev.lstm4j.forecast.table.Spacing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Proposes lookback and horizon: a horizon that people of such data often want (a day of hours, a week of days, a
/// year of months), and a lookback of two seasons, unless they are very long, as far as the number of rows allows.
final class WindowProposal {
    private static final int LONGEST_HORIZON = 168;
    private static final int LONGEST_SEASON = 168;
    private static final double DAYS_A_WEEK = 7;
    private static final double DAYS_A_MONTH = 28;
    private static final double DAYS_A_QUARTER = 89;
    private static final double DAYS_A_YEAR = 365;

    private WindowProposal() {}

    /// @param rows of the series
    /// @param spacing of the rows, or null if it is not known
    /// @param seasons of the target
    /// @return windows for the default split
    /// @throws ForecastException if there are too few rows for any window
    static WindowSettings of(int rows, @Nullable Spacing spacing, List<Season> seasons) {
        int horizon = horizon(spacing, seasons);
        int lookback = WindowSettings.DEFAULT.lookback();
        for (Season season : seasons) {
            lookback = season.rows() > LONGEST_SEASON ? lookback : Math.max(lookback, 2 * season.rows());
        }
        SplitSettings split = WindowSettings.DEFAULT.split();
        for (int steps = horizon; steps > 1; steps /= 2) {
            int largest = split.largestLookback(rows, lookback, steps).orElse(0);
            if (largest >= Math.min(lookback, 2 * steps)) {
                return windows(largest, steps);
            }
        }
        split.requireWindows(rows, 1, 1);
        return windows(split.largestLookback(rows, lookback, 1).orElse(1), 1);
    }

    private static WindowSettings windows(int lookback, int horizon) {
        WindowSettings usual = WindowSettings.DEFAULT;
        return new WindowSettings(lookback, horizon, usual.stride(), usual.split(), usual.scaling());
    }

    private static int horizon(@Nullable Spacing spacing, List<Season> seasons) {
        if (spacing == null) {
            return seasons.isEmpty() ? WindowSettings.DEFAULT.horizon() : seasons.getFirst().rows();
        }
        double days = spacing.days();
        if (days < 1) {
            return Math.clamp(Math.round(1 / days), 1, LONGEST_HORIZON);
        }
        if (days < DAYS_A_WEEK) {
            return (int) Math.round(DAYS_A_WEEK / days);
        }
        if (days < DAYS_A_MONTH) {
            return 4;
        }
        return days < DAYS_A_QUARTER ? 12 : days < DAYS_A_YEAR ? 4 : 3;
    }
}
