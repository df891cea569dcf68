package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.settings.ForecastException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

    @ParameterizedTest
    @CsvSource({"0,0", "-1.5,-1.5", "+2,2", ".5,0.5", "3.,3", "1e3,1000", "1.25E-2,0.0125"})
    void numbersAreReadTheSameInEveryLanguage(String text, double expected) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Cells.number(text, "here")).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1f", "1d", "0x1p3", "1 2", "--1", "1e", ".", "1_000", "one"})
    void whatIsNoNumberIsRefused(String text) {
        assertThatThrownBy(() -> Cells.number(text, "data.csv line 2, column x")).isInstanceOf(ForecastException.class)
                .hasMessageStartingWith("data.csv line 2, column x: '" + text + "' is not a number")
                .hasMessageContaining("add it to the missing values");
    }

    @Test
    void aDecimalCommaAndAnOverflowHaveTheirOwnAnswers() {
        assertThatThrownBy(() -> Cells.number("12,8", "here")).hasMessageContaining("has a decimal comma");
        assertThatThrownBy(() -> Cells.number("1.234,5", "here")).hasMessageContaining("has a decimal comma");
        assertThatThrownBy(() -> Cells.number("1e999", "here")).hasMessageContaining("too large");
    }

    @Test
    void emptyNotANumberAndInfinityAreMissing() {
        Cells cells = new Cells(List.of("none", "-999"));
        List<String> always = List.of("", "NaN", "nan", "Infinity", "-inf", "none", "-999");
        assertThat(always).allMatch(cells::isMissing).allMatch(cells::isMissingText);
        List<String> inNumbers = List.of("NA", "n/a", "N/A", "#N/A", "null", "NULL", "None", "-", "?", "-999.0",
                "-9.99e2");
        assertThat(inNumbers).allMatch(cells::isMissing).noneMatch(cells::isMissingText);
        assertThat(List.of("0", "rain", "999", "-99")).noneMatch(cells::isMissing);
    }
}
