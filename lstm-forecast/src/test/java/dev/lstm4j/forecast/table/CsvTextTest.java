package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTextTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "1, 1", "12.5, 12.5", "1600000123, 1600000123", "1600000123.25, 1600000123.25",
            "123456789012345, 123456789012345", "0.00012, 0.00012", "1e300, 1.0E300", "-2.5e-300, -2.5E-300",
            "NaN, ''", "Infinity, ''"})
    void numbersKeepTheirDigits(double value, String text) {
        assertThat(CsvText.digits(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"14.329998016357422, 7.3, 14.329998", "1600000123.4567, 250, 1600000123.4567",
            "0.012345678, 1000, 0.0123", "1.23456789e300, 1e299, 1.23456789E300", "-3.00000001, 1, -3"})
    void forecastsHaveTheDigitsOfTheNetwork(double value, double deviation, String text) {
        assertThat(CsvText.forecast(value, deviation)).isEqualTo(text);
    }

    @Property
    void digitsReadBackExactly(@ForAll double value) {
        if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(CsvText.digits(value))).isEqualTo(value + 0.0);
        }
    }

    @Property
    void forecastsReadBackToAMillionthOfADeviation(@ForAll @DoubleRange(min = -50, max = 50) double deviations,
            @ForAll @IntRange(min = -300, max = 300) int exponent) {
        double deviation = 3 * Math.pow(10, exponent);
        double value = deviations * deviation;
        assertThat(Double.parseDouble(CsvText.forecast(value, deviation)) / deviation)
                .isCloseTo(deviations, within(1e-6));
    }
}
