package dev.lstm4j.forecast.baseline;

import dev.lstm4j.forecast.table.CalendarAngle;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeStamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;
import org.jspecify.annotations.Nullable;

/// The forecast by the calendar alone: `c₀ + Σₖ sₖ·sin(k·a) + cₖ·cos(k·a)` with a the angle of the day in the year, up
/// to two harmonics, and the same for the hour in the day if rows are less than a day apart.
///
/// @param yearly the number of harmonics of the year, 0 to 2
/// @param daily the number of harmonics of the day, 0 to 2
/// @param coefficients c₀, then sine and cosine of each harmonic, the year's first
public record Climatology(int yearly, int daily, List<Double> coefficients) {
    private static final int HARMONICS = 2;

    /// Copies the coefficients and checks their number.
    public Climatology {
        coefficients = List.copyOf(coefficients);
        if (yearly < 0 || daily < 0 || coefficients.size() != 1 + 2 * (yearly + daily)) {
            throw new IllegalArgumentException("climatology: expected " + (1 + 2 * (yearly + daily))
                    + " coefficients, found " + coefficients.size());
        }
    }

    /// Fits by least squares. A harmonic is used if the rows determine it: they span its fundamental period once and
    /// there are more than two in its own period. Without times only the mean is left.
    ///
    /// @param values of the target, NaN if missing; one of the first rows is known
    /// @param time of the rows, or null
    /// @param rows the number of first rows to use
    /// @return the fit
    public static Climatology fit(double[] values, @Nullable TimeColumn time, int rows) {
        int yearly = harmonics(time, rows, CalendarAngle.DAYS_A_YEAR);
        int daily = harmonics(time, rows, 1);
        int terms = 2 * (yearly + daily);
        int[] known = IntStream.range(0, rows).filter(row -> !Double.isNaN(values[row])).toArray();
        double[] y = Arrays.stream(known).mapToDouble(row -> values[row]).toArray();
        if (time != null && terms > 0 && known.length > terms + 1) {
            double[][] x = new double[known.length][];
            for (int i = 0; i < known.length; i++) {
                double[] all = terms(yearly, daily, time.stamps().get(known[i]).local());
                x[i] = Arrays.copyOfRange(all, 1, all.length);
            }
            OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
            try {
                regression.newSampleData(y, x);
                return new Climatology(yearly, daily,
                        Arrays.stream(regression.estimateRegressionParameters()).boxed().toList());
            } catch (MathRuntimeException e) {
                // The times do not determine the harmonics: the mean is what remains.
            }
        }
        return new Climatology(0, 0, List.of(Arrays.stream(y).average().orElseThrow()));
    }

    private static int harmonics(@Nullable TimeColumn time, int rows, double period) {
        Spacing spacing = time == null ? null : time.spacing();
        if (time == null || spacing == null) {
            return 0;
        }
        List<TimeStamp> stamps = time.stamps();
        double span = (stamps.get(rows - 1).micros() - stamps.getFirst().micros()) / 86_400e6 + spacing.days();
        if (span < Math.floor(period)) {
            return 0;
        }
        int harmonics = 0;
        while (harmonics < HARMONICS && spacing.days() < period / (2 * (harmonics + 1)) * (1 - 1e-9)) {
            harmonics++;
        }
        return harmonics;
    }

    private static double[] terms(int yearly, int daily, LocalDateTime time) {
        double[] terms = new double[1 + 2 * (yearly + daily)];
        terms[0] = 1;
        int next = 1;
        for (int k = 1; k <= yearly; k++) {
            terms[next++] = Math.sin(k * CalendarAngle.ofYear(time));
            terms[next++] = Math.cos(k * CalendarAngle.ofYear(time));
        }
        for (int k = 1; k <= daily; k++) {
            terms[next++] = Math.sin(k * CalendarAngle.ofDay(time));
            terms[next++] = Math.cos(k * CalendarAngle.ofDay(time));
        }
        return terms;
    }

    /// The forecast for a time.
    ///
    /// @param time local time; null only if there are no harmonics
    /// @return in the target's unit
    public double at(@Nullable LocalDateTime time) {
        if (yearly + daily == 0 || time == null) {
            return coefficients.getFirst();
        }
        double[] terms = terms(yearly, daily, time);
        double sum = 0;
        for (int term = 0; term < terms.length; term++) {
            sum += coefficients.get(term) * terms[term];
        }
        return sum;
    }

    /// A description for people.
    ///
    /// @return for example `2 yearly harmonics`
    public String basis() {
        List<String> parts = new ArrayList<>();
        if (yearly > 0) {
            parts.add(yearly + " yearly");
        }
        if (daily > 0) {
            parts.add(daily + " daily");
        }
        return parts.isEmpty() ? "mean" : String.join(" and ", parts) + " harmonic" + (yearly + daily > 1 ? "s" : "");
    }
}
