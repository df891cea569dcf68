package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.CsvText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds numbers that may stand for a missing value: the smallest or largest of a column, if it repeats and is far
/// from all others, such as -999.
public final class FarValues {
    /// Numbers that usually stand for missing values.
    private static final Pattern USUAL = Pattern.compile("-?9{2,}(?:\\.9+)?|-1|-?32768|32767");
    /// How far from the others, in ranges of the others: the usual numbers, and any number.
    private static final double USUAL_RANGES = 0.5;
    private static final double RANGES = 10;
    private static final int REPEATS = 2;
    /// Fewer other values do not show a range.
    private static final int OTHERS = 10;

    private FarValues() {}

    /// A warning for each such number.
    ///
    /// @param series its columns of numbers
    /// @return empty if there are none
    public static List<Warning> warnings(Series series) {
        List<Warning> warnings = new ArrayList<>();
        series.numbers().keySet().forEach(name -> {
            double[] values = series.observed(name);
            Extremes all = Extremes.of(values, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            Extremes inner = Extremes.of(values, all.least, all.most);
            boolean lowIsFar = isFar(all.least, inner.least - all.least, inner, all.leastCount);
            boolean highIsFar = isFar(all.most, all.most - inner.most, inner, all.mostCount);
            // If only one end is far, the other end belongs to the range.
            if (lowIsFar && isFar(all.least, inner.least - all.least,
                    highIsFar ? inner : new Extremes(inner.least, 0, all.most, 0, inner.count + all.mostCount),
                    all.leastCount)) {
                warnings.add(warning(series, name, all.least, all.leastCount, inner.least,
                        highIsFar ? inner.most : all.most));
            }
            if (highIsFar && isFar(all.most, all.most - inner.most,
                    lowIsFar ? inner : new Extremes(all.least, 0, inner.most, 0, inner.count + all.leastCount),
                    all.mostCount)) {
                warnings.add(warning(series, name, all.most, all.mostCount, lowIsFar ? inner.least : all.least,
                        inner.most));
            }
        });
        return warnings;
    }

    private static boolean isFar(double value, double distance, Extremes others, int count) {
        double range = others.most - others.least;
        return count >= REPEATS && others.count >= OTHERS && range > 0
                && distance > range * (USUAL.matcher(CsvText.digits(value)).matches() ? USUAL_RANGES : RANGES);
    }

    private static Warning warning(Series series, String name, double value, int count, double from, double to) {
        double[] values = series.observed(name);
        int row = 0;
        while (values[row] != value) {
            row++;
        }
        return new Warning(Setting.MISSING_VALUES, series.origin().name() + ", column " + name + ": "
                + CsvText.digits(value) + " in " + count + " rows, the first on " + series.origin().row(row)
                + ", is far from the other values (" + CsvText.digits(from) + " to " + CsvText.digits(to)
                + "); if it stands for a missing value, say so");
    }

    /// The smallest and the largest of some numbers.
    private record Extremes(double least, int leastCount, double most, int mostCount, int count) {

        /// @param above only numbers above it
        /// @param below only numbers below it
        static Extremes of(double[] values, double above, double below) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            int leastCount = 0;
            int mostCount = 0;
            int count = 0;
            for (double value : values) {
                if (value > above && value < below) {
                    count++;
                    leastCount = value < least ? 1 : value == least ? leastCount + 1 : leastCount;
                    mostCount = value > most ? 1 : value == most ? mostCount + 1 : mostCount;
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            return new Extremes(least, leastCount, most, mostCount, count);
        }
    }
}
