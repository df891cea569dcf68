package dev.lstm4j.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.evaluation.KnownWindows;
import dev.lstm4j.forecast.table.TimeColumn;
import dev.lstm4j.forecast.table.TimeStamp;
import dev.lstm4j.training.data.Split;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KnownRowsTest {
    private static TimeColumn times(String... texts) {
        return new TimeColumn("time",
                Arrays.stream(texts).map(text -> Objects.requireNonNull(TimeStamp.parse(text))).toList(), null);
    }

    private static KnownRows known(TimeColumn time, Split split) {
        return Objects.requireNonNull(KnownRows.of(KnownRows.facts(time, split)));
    }

    @Test
    void windowsAreCountedByThePartInWhoseTimeTheyBegin() {
        KnownRows known = known(times("2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04", "2020-01-05",
                "2020-01-06"), new Split(3, 4, 5));
        assertThat(known.until()).as("the sixth row is in no part").isEqualTo("2020-01-05");
        TimeColumn newer = times("2020-01-02", "2020-01-03", "2020-01-04", "2020-01-05", "2020-01-06", "2020-01-07");
        assertThat(known.count(newer, window -> window, 6)).isEqualTo(new KnownWindows(2, 1, 1, "2020-01-05"));
        assertThat(known.count(newer, window -> 1 + window, 2)).isEqualTo(new KnownWindows(1, 1, 0, "2020-01-05"));
        assertThat(known.count(newer, window -> 4 + window, 2).total()).isZero();
        assertThat(known.count(newer, window -> 2 * window, 3)).as("windows with missing values are left out")
                .isEqualTo(new KnownWindows(1, 1, 0, "2020-01-05"));
        assertThat(known.firstNew(newer)).isEqualTo(4);
        assertThat(known.firstNew(times("2019-01-01", "2019-02-01"))).isEqualTo(2);
        assertThat(known.firstNew(times("2021-01-01", "2021-02-01"))).isZero();
    }

    @Test
    void offsetsAreCompared() {
        KnownRows known = known(times("2020-01-01T10:00+02:00", "2020-01-01T11:00+02:00", "2020-01-01T12:30+02:00"),
                new Split(1, 2, 3));
        assertThat(known.until()).isEqualTo("2020-01-01T12:30+02:00");
        assertThat(known.firstNew(times("2020-01-01T10:00Z", "2020-01-01T10:30Z", "2020-01-01T10:31Z"))).isEqualTo(2);
        assertThat(known(times("2020-01-01 10:00", "2020-01-01 10:00:01.5"), new Split(1, 1, 2)).until())
                .isEqualTo("2020-01-01T10:00:01.500");
    }

    @Test
    void otherFilesSayNothing() {
        assertThat(KnownRows.facts(null, new Split(1, 2, 3))).isEmpty();
        assertThat(KnownRows.of(Map.of("data.last", "2020-01-01"))).as("of an older version").isNull();
        Map<String, String> facts = new LinkedHashMap<>(KnownRows.facts(times("2020-01-01", "2020-01-02"),
                new Split(1, 1, 2)));
        facts.remove("split.training_last");
        assertThat(KnownRows.of(facts)).isNull();
        facts.put("split.training_last", "yesterday");
        assertThat(KnownRows.of(facts)).isNull();
    }
}
