package dev.lstm4j.forecast.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.table.Spacing;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonalityTest {
    private static final Spacing HOURS = Spacing.fixed(Duration.ofHours(1).toNanos() / 1000);
    private static final Spacing DAYS = Spacing.fixed(Duration.ofDays(1).toNanos() / 1000);
    private static final Spacing MONTHS = new Spacing(0, 1, 1);

    private static double[] values(int rows, IntToDoubleFunction of) {
        return IntStream.range(0, rows).mapToDouble(of).toArray();
    }

    private static double[] noisy(int rows, IntToDoubleFunction of) {
        Random random = new Random(7);
        return values(rows, row -> of.applyAsDouble(row) + 0.3 * random.nextGaussian());
    }

    private static double wave(int row, double period) {
        return Math.sin(2 * Math.PI * row / period);
    }

    private static List<Integer> rows(List<Season> seasons) {
        return seasons.stream().map(Season::rows).toList();
    }

    @Test
    void findsTheDayInHours() {
        List<Season> found = Seasonality.find(noisy(1000, row -> wave(row, 24)), HOURS);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().name()).isEqualTo("day");
        assertThat(found.getFirst().rows()).isEqualTo(24);
        assertThat(found.getFirst().correlation()).isBetween(0.7, 0.95);
    }

    @Test
    void findsDayAndWeekInHours() {
        double[] series = noisy(2000, row -> wave(row, 24) + (row / 24 % 7 < 5 ? 1 : -1));
        assertThat(rows(Seasonality.find(series, HOURS))).containsExactly(24, 168);
    }

    @Test
    void findsTheYearInMonthsDespiteATrend() {
        double[] series = noisy(120, row -> 0.5 * row + 2 * wave(row, 12));
        assertThat(Seasonality.find(series, MONTHS)).extracting(Season::name).containsExactly("year");
    }

    @Test
    void findsAPeriodOutsideTheCalendar() {
        assertThat(rows(Seasonality.find(noisy(600, row -> wave(row, 37)), DAYS))).containsExactly(37);
        assertThat(rows(Seasonality.find(noisy(600, row -> wave(row, 37)), null))).containsExactly(37);
    }

    @Test
    void findsThePeriodAmongMissingValues() {
        double[] series = noisy(700, row -> wave(row, 7));
        IntStream.range(0, 700).filter(row -> row % 5 == 0).forEach(row -> series[row] = Double.NaN);
        assertThat(rows(Seasonality.find(series, DAYS))).containsExactly(7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-30, 1, 1e30, 1e300})
    void doesNotDependOnTheUnit(double unit) {
        double[] series = noisy(700, row -> wave(row, 7));
        assertThat(Seasonality.find(Arrays.stream(series).map(value -> unit * value).toArray(), DAYS))
                .extracting(Season::rows).containsExactly(7);
    }

    @Test
    void findsNothingWhereNothingRepeats() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            double[] noise = values(1000, _ -> random.nextGaussian());
            double[] walk = noise.clone();
            Arrays.parallelPrefix(walk, Double::sum);
            assertThat(Seasonality.find(noise, DAYS)).isEmpty();
            assertThat(Seasonality.find(walk, DAYS)).isEmpty();
            assertThat(Seasonality.find(walk, null)).isEmpty();
        }
        assertThat(Seasonality.find(values(500, row -> 3.0 * row), DAYS)).isEmpty();
        assertThat(Seasonality.find(values(500, _ -> 4), DAYS)).isEmpty();
        assertThat(Seasonality.find(values(500, _ -> Double.NaN), DAYS)).isEmpty();
        assertThat(Seasonality.find(values(1, _ -> 4), DAYS)).isEmpty();
        assertThat(Seasonality.find(new double[0], DAYS)).isEmpty();
    }

    @Test
    void needsThreeCycles() {
        assertThat(Seasonality.find(noisy(3 * 365, row -> wave(row, 365.2425)), DAYS)).extracting(Season::name)
                .containsExactly("year");
        assertThat(Seasonality.find(noisy(3 * 365 - 1, row -> wave(row, 365.2425)), DAYS)).isEmpty();
    }
}
