package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpacingTest {

    private static List<TimeStamp> stamps(String text) {
        return Arrays.stream(text.split(" *; *")).map(TimeStampTest::stamp).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2012-02-27;2012-02-28;2012-02-29 | 1 day | 2012-03-01",
            "2012-01-01T00:00;2012-01-01T06:00;2012-01-01T12:00 | 6 hours | 2012-01-01T18:00",
            "2012-01-01 00:00:00;2012-01-01 00:00:30 | 30 seconds | 2012-01-01 00:01:00",
            "2012-01-01;2012-01-08;2012-01-15 | 7 days | 2012-01-22",
            "2012-01-01;2012-01-29;2012-02-26 | 28 days | 2012-03-25",
            "2012-01-15;2012-02-15;2012-03-15 | 1 month | 2012-04-15", "2012-07-01;2012-08-01 | 1 month | 2012-09-01",
            "2012-01-31;2012-02-29;2012-03-31 | 1 month | 2012-04-30",
            "2012-02-29;2012-03-31;2012-04-30 | 1 month | 2012-05-31",
            "2012-01-30;2012-02-29;2012-03-30 | 1 month | 2012-04-30", "1949-11;1949-12;1950-01 | 1 month | 1950-02",
            "2012-01-01;2012-04-01;2012-07-01 | 3 months | 2012-10-01",
            "2011-06-01;2012-06-01;2013-06-01 | 1 year | 2014-06-01",
            "2012-02-29;2013-02-28;2014-02-28 | 1 year | 2015-02-28",
            "2012-02-27;2012-02-28;2012-03-01;2012-03-02 | 1 day (without 29 February) | 2012-03-03",
            "2012-12-29;2012-12-30;2013-01-01;2013-01-02 | 1 day (without 31 December of leap years) | 2013-01-03",
            "2012-01-02;2012-01-03;2012-01-04;2012-01-05;2012-01-06;2012-01-09;2012-01-10;2012-01-11 | 1 business day | 2012-01-12",
            "2020-03-28T00:00+01:00;2020-03-29T00:00+01:00;2020-03-30T00:00+02:00 | 1 day | 2020-03-31T00:00+02:00",
            "2012-10-28 01:00+02:00;2012-10-28 02:00+02:00;2012-10-28 02:00+01:00 | 1 hour | 2012-10-28 03:00+01:00"})
    void continuesTheSpacingOfTheRows(String rows, String text, String next) {
        List<TimeStamp> stamps = stamps(rows);
        Spacing spacing = Spacing.typical(stamps);
        assertThat(spacing.text()).isEqualTo(text);
        for (int row = 1; row < stamps.size(); row++) {
            assertThat(spacing.follows(stamps.get(row - 1), stamps.get(row))).as("row " + row).isTrue();
        }
        assertThat(spacing.plus(stamps.getLast(), 1)).hasToString(next);
    }

    @Test
    void theEndOfTheMonthIsKeptAfterAShortMonth() {
        Spacing spacing = Spacing.typical(stamps("2011-12-31;2012-01-31;2012-02-29"));
        assertThat(spacing.plus(TimeStampTest.stamp("2012-02-29"), 2)).hasToString("2012-04-30");
        assertThat(spacing.plus(TimeStampTest.stamp("2012-02-29"), 1)).hasToString("2012-03-31");
    }

    @Test
    void theMostFrequentSpacingIsTypical() {
        Spacing spacing = Spacing.typical(stamps("2012-01-01;2012-01-02;2012-01-03;2012-01-06;2012-01-07"));
        assertThat(spacing.text()).isEqualTo("1 day");
    }

    @ParameterizedTest
    @CsvSource({"2012-01-01;2012-01-02", "2012-01-01T00:00;2012-01-01T00:15", "2012-01-01;2012-02-01"})
    void isRestoredFromItsStep(String rows) {
        Spacing spacing = Spacing.typical(stamps(rows));
        assertThat(Spacing.of(spacing.step())).isEqualTo(spacing);
    }

    @ParameterizedTest
    @CsvSource({"2012-02-29, 2012-03-31", "2012-01-31, 2012-02-29", "2012-02-15, 2012-03-15"})
    void anAnchorDayAppliesOnlyToTimesOnThatDay(String last, String next) {
        TimeStamp stamp = TimeStampTest.stamp(last);
        assertThat(new Spacing(0, 1, 31).from(stamp).plus(stamp, 1)).hasToString(next);
    }
}
