package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.CsvText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
            boolean lowIsFar = isFar(all.least, all.leastCount, inner);
            boolean highIsFar = isFar(all.most, all.mostCount, inner);
            // An end that is not far belongs to the others.
            Extremes others = new Extremes(lowIsFar ? inner.least : all.least, 0, highIsFar ? inner.most : all.most, 0,
                    inner.count + (lowIsFar ? 0 : all.leastCount) + (highIsFar ? 0 : all.mostCount));
            if (lowIsFar && isFar(all.least, all.leastCount, others)) {
                warnings.add(warning(series, name, values, all.least, others));
            }
            if (highIsFar && isFar(all.most, all.mostCount, others)) {
                warnings.add(warning(series, name, values, all.most, others));
            }
        });
        return warnings;
    }

    private static boolean isFar(double value, int count, Extremes others) {
        double range = others.most - others.least;
        double distance = Math.max(others.least - value, value - others.most);
        return count >= REPEATS && others.count >= OTHERS && range > 0
                && distance > range * (USUAL.matcher(CsvText.digits(value)).matches() ? USUAL_RANGES : RANGES);
    }

    private static Warning warning(Series series, String name, double[] values, double value, Extremes others) {
        int[] rows = IntStream.range(0, values.length).filter(row -> values[row] == value).toArray();
        return new Warning(Setting.MISSING_VALUES, series.origin().name() + ", column " + name + ": "
                + CsvText.digits(value) + " in " + rows.length + " rows, the first on " + series.origin().row(rows[0])
                + ", is far from the other values (" + CsvText.digits(others.least) + " to "
                + CsvText.digits(others.most) + "); if it stands for a missing value, add it to the missing values");
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
