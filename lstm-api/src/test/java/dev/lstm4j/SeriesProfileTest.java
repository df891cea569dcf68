package dev.lstm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.SeriesProfile.Calendar;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesProfileTest {

    private static List<Long> numbers(String text) {
        return text == null ? List.of() : Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
    }

    @ParameterizedTest
    @CsvSource({"WEEK, 0 345600000000", "WEEK, 5 5 604799999999 604799999999", "DAYS_OF_MONTH, 1 15",
            "DAYS_OF_MONTH, 31",
            "WEEKDAY_OF_MONTH, -1 7", "WEEKDAY_OF_MONTH, 4 1", "LAST_BUSINESS_DAY,", "NO_DAY_366,", "FROM_1_JANUARY,"})
    void calendarsHaveTheNumbersOfTheirKind(Calendar.Kind kind, String numbers) {
        assertThat(new Calendar(kind, numbers(numbers)).numbers()).isEqualTo(numbers(numbers));
    }

    @ParameterizedTest
    @CsvSource({"WEEK,", "WEEK, 0", "WEEK, 2 1", "WEEK, -1 0", "WEEK, 0 604800000000", "DAYS_OF_MONTH,",
            "DAYS_OF_MONTH, 0",
            "DAYS_OF_MONTH, 32", "DAYS_OF_MONTH, 15 1", "WEEKDAY_OF_MONTH, 0 1", "WEEKDAY_OF_MONTH, 5 1",
            "WEEKDAY_OF_MONTH, 1 8",
            "WEEKDAY_OF_MONTH, 1", "LAST_BUSINESS_DAY, 1", "FROM_1_JANUARY, 8"})
    void otherNumbersAreRefused(Calendar.Kind kind, String numbers) {
        assertThatThrownBy(() -> new Calendar(kind, numbers(numbers))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("calendar: expected the numbers of the kind " + kind);
    }

    @Test
    void aStepNeedsNoCalendar() {
        assertThat(new SeriesProfile.Step(5, 0, 0).calendar()).isNull();
    }
}
