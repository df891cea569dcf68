package dev.lstm4j.forecast.check;

import dev.lstm4j.forecast.table.CalendarAngle;
import dev.lstm4j.forecast.table.Spacing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the periods of a series from its autocorrelation: those of the calendar (hour, day, week, year), and one
/// other.
///
/// A period counts if the autocorrelation at its lag is significant (above 1.96/√n, Bartlett's limit for white noise,
/// and 0.1), and clearly above the smallest one at shorter lags; in a series that merely changes slowly the correlation
/// falls with the lag. If a shorter period is known, the correlation must also be above those at the multiples of
/// that period.
final class Seasonality {
    private static final int MOST_ROWS = 50_000;
    private static final int FEWEST_CYCLES = 3;
    private static final int FEWEST_UNNAMED_CYCLES = 4;
    private static final int LONGEST_SEARCH = 400;
    private static final int PROBES = 64;
    private static final double LEAST_CORRELATION = 0.1;
    private static final double LEAST_UNNAMED_CORRELATION = 0.3;
    private static final double LEAST_CONTRAST = 0.15;
    private static final double LEAST_GAIN = 0.02;
    private static final double SIGNIFICANT = 1.96;
    private static final double NEAR_BEST = 0.9;
    private static final double SAME = 0.04;
    /// In days, from the shortest to the longest.
    private static final Map<Double, String> CALENDAR = new TreeMap<>(Map.of(1.0 / 24, "hour", 1.0, "day", 7.0, "week",
            CalendarAngle.DAYS_A_YEAR, "year"));

    private final Autocorrelation correlation;
    private final int rows;
    private final double least;
    private final List<Season> seasons = new ArrayList<>();

    private Seasonality(double... values) {
        double[] newest = Arrays.copyOfRange(values, Math.max(0, values.length - MOST_ROWS), values.length);
        this.correlation = new Autocorrelation(newest);
        this.rows = newest.length;
        this.least = LEAST_CORRELATION + SIGNIFICANT / Math.sqrt(rows);
    }

    /// Finds the periods of which there are at least three cycles.
    ///
    /// @param values in order of time, NaN for a missing value; of a long series only the newest 50 000 are used
    /// @param spacing of the rows, or null if it is not known
    /// @return from the shortest to the longest; empty if there is none
    static List<Season> find(double[] values, @Nullable Spacing spacing) {
        if (Arrays.stream(values).allMatch(Double::isNaN)) {
            return List.of();
        }
        Seasonality search = new Seasonality(values);
        if (spacing != null) {
            CALENDAR.forEach((days, name) -> search.consider(days / spacing.days(), name));
        }
        if (search.seasons.isEmpty()) {
            search.considerOthers();
        }
        return List.copyOf(search.seasons);
    }

    private void consider(double period, String name) {
        int lag = (int) Math.round(period);
        boolean whole = Math.abs(period - lag) <= SAME * period;
        if (whole && lag >= 2 && (long) lag * FEWEST_CYCLES <= rows && isSeason(lag)) {
            seasons.add(new Season(lag, correlation.at(lag), name));
        }
    }

    /// The shortest lag near the highest peak. The correlation at twice the lag must be a season's too: in a series
    /// that wanders, single lags have large correlations by chance, but not their multiples.
    private void considerOthers() {
        double[] values = new double[Math.min(LONGEST_SEARCH, rows / FEWEST_UNNAMED_CYCLES) + 1];
        for (int lag = 1; lag < values.length; lag++) {
            values[lag] = correlation.at(lag);
        }
        double best = Double.NEGATIVE_INFINITY;
        List<Integer> peaks = new ArrayList<>();
        for (int lag = 2; lag + 1 < values.length; lag++) {
            if (values[lag] > LEAST_UNNAMED_CORRELATION && isHighest(values, lag) && isSeason(lag)
                    && isRepeated(lag)) {
                peaks.add(lag);
                best = Math.max(best, values[lag]);
            }
        }
        for (int lag : peaks) {
            if (values[lag] >= NEAR_BEST * best) {
                seasons.add(new Season(lag, values[lag], ""));
                return;
            }
        }
    }

    /// Whether no lag within a quarter of the period has a larger correlation.
    private static boolean isHighest(double[] values, int lag) {
        int reach = Math.max(1, lag / 4);
        for (int other = Math.max(1, lag - reach); other <= Math.min(values.length - 1, lag + reach); other++) {
            if (values[other] > values[lag]) {
                return false;
            }
        }
        return true;
    }

    private boolean isRepeated(int lag) {
        double second = correlation.at(2 * lag);
        return second > least && second - correlation.at(lag + lag / 2) > LEAST_CONTRAST;
    }

    private boolean isSeason(int lag) {
        double peak = correlation.at(lag);
        return peak > least && peak - lowest(lag) > LEAST_CONTRAST && peak > highestMultiple(lag) + LEAST_GAIN;
    }

    /// The smallest correlation between a quarter and three quarters of the period, at some lags spread evenly.
    private double lowest(int period) {
        int from = Math.max(1, period / 4);
        int to = Math.max(from, period * 3 / 4);
        int step = Math.max(1, (to - from) / PROBES);
        double lowest = Double.POSITIVE_INFINITY;
        for (int lag = from; lag <= to; lag += step) {
            lowest = Math.min(lowest, correlation.at(lag));
        }
        return lowest;
    }

    /// The largest correlation at the multiples of shorter seasons that lie around half of the period.
    private double highestMultiple(int period) {
        double highest = Double.NEGATIVE_INFINITY;
        for (Season season : seasons) {
            int from = Math.ceilDiv(period, 4 * season.rows());
            int to = period * 3 / 4 / season.rows();
            for (int multiple = from; multiple <= to; multiple += Math.max(1, (to - from) / PROBES)) {
                highest = Math.max(highest, correlation.at(multiple * season.rows()));
            }
        }
        return highest;
    }
}
