package dev.lstm4j.forecast.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeStamp;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClimatologyTest {

    private static TimeColumn every(int hours, int rows) {
        TimeStamp first = Objects.requireNonNull(TimeStamp.parse("2012-01-01 00:00"));
        List<TimeStamp> stamps = IntStream.range(0, rows)
                .mapToObj(row -> first.at(first.local().plusHours((long) hours * row))).toList();
        return new TimeColumn("time", stamps, Spacing.fixed(hours * 3_600_000_000L));
    }

    private static double[] values(TimeColumn time, double yearly, double daily) {
        double[] values = new double[time.stamps().size()];
        Arrays.setAll(values, row -> {
            LocalDateTime local = time.stamps().get(row).local();
            return 10 + yearly * Math.sin(2 * Math.PI * local.getDayOfYear() / 365.2425)
                    + daily * Math.cos(2 * 2 * Math.PI * local.getHour() / 24);
        });
        return values;
    }

    @Test
    void findsYearlyAndDailyHarmonics() {
        TimeColumn time = every(3, 8 * 400);
        double[] values = values(time, 5, 2);
        Climatology fit = Climatology.fit(values, time, values.length);
        assertThat(fit.basis()).isEqualTo("2 yearly and 2 daily harmonics");
        for (int row = 0; row < values.length; row += 37) {
            assertThat(fit.at(time.stamps().get(row).local())).isCloseTo(values[row], within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"24, 400, 2, 0", "24, 200, 0, 0", "6, 40, 0, 1", "3, 40, 0, 2", "3, 6, 0, 0", "2208, 30, 1, 0"})
    void usesOnlyHarmonicsThatTheRowsCanResolve(int hours, int rows, int yearly, int daily) {
        TimeColumn time = every(hours, rows);
        Climatology fit = Climatology.fit(values(time, 5, 2), time, rows);
        assertThat(fit.yearly()).isEqualTo(yearly);
        assertThat(fit.daily()).isEqualTo(daily);
    }

    @Test
    void laterRowsAreNotUsed() {
        TimeColumn time = every(24, 500);
        double[] values = values(time, 5, 0);
        Climatology before = Climatology.fit(values, time, 400);
        Arrays.fill(values, 400, 500, 1e6);
        assertThat(Climatology.fit(values, time, 400)).isEqualTo(before);
    }

    @Test
    void withoutTimesItIsTheMean() {
        Climatology fit = Climatology.fit(new double[]{1, 2, 6, 99}, null, 3);
        assertThat(fit.at(null)).isEqualTo(3);
        assertThat(fit.basis()).isEqualTo("mean");
    }
}
