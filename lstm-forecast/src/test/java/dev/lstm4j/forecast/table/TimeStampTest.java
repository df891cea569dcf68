package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class TimeStampTest {

    public static TimeStamp stamp(String text) {
        return Objects.requireNonNull(TimeStamp.parse(text), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2012-01", "2012-01-31", "2012-01-31T18:00", "2012-01-31 18:00", "2012-01-31 18:00:05",
            "2012-01-31T18:00:05.250", "2012-01-31T18:00:05Z", "2012-01-31 18:00+01:00", "2012-01-31 18:00:05 -0800",
            "31.1.2012 18:00", "5 Jan 2012", "2012 Q1"})
    void isWrittenAsItWasRead(String text) {
        assertThat(stamp(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2012", "2012-02-30", "2012-13-01", "2012-01-31T24:30", "12.5", "1.2.3",
            "10-12", "2012-01-31 18:00:05+99:00"})
    void otherTextsAreNotTimes(String text) {
        assertThat(TimeStamp.parse(text)).isNull();
    }

    @Test
    void offsetsAreApplied() {
        assertThat(stamp("2012-01-31 18:00+01:00").micros()).isEqualTo(stamp("2012-01-31T17:00Z").micros());
        assertThat(stamp("1970-01-01T00:00:01.5Z").micros()).isEqualTo(1_500_000);
    }
}
