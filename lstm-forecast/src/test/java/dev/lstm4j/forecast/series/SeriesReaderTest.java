package dev.lstm4j.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.Feature;
import dev.lstm4j.ForecastTask;
import dev.lstm4j.Scaling;
import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.Table;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesReaderTest {
    private static final String HOLES = """
            date,x,word
            2012-01-01,1,a
            2012-01-02,,a
            2012-01-03,n/a,b
            2012-01-04,4,
            2012-01-05,6,b
            """;

    @Test
    void aMissingValueIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Tables.series(HOLES, MissingPolicy.REFUSE)).isInstanceOf(ForecastException.class)
                .hasMessage("data.csv line 3, column x: expected a value, found an empty cell; accept missing values:"
                        + " drop the row, fill forward or interpolate");
    }

    @Test
    void rowsThatAreDroppedLeaveTheirPlaceEmpty() {
        Series series = Tables.series(HOLES, MissingPolicy.DROP);
        assertThat(series.number("x")).containsExactly(1, Double.NaN, Double.NaN, Double.NaN, 6);
        assertThat(series.text("word")).containsExactly("a", "", "", "", "b");
        assertThat(series.observed("x")).isEqualTo(series.number("x"));
        assertThat(series.warnings()).extracting(Warning::message)
                .containsExactly("data.csv: 3 of 5 rows are dropped, since values are missing in x (2 rows, 40 %), "
                        + "word (1 row, 20 %); windows do not span them");
    }

    @Test
    void rowsThatAreDroppedAtTheEndsAreLeftOut() {
        Series series = Tables.series("date,x,a\n2012-01-01,1,\n2012-01-02,2,5\n2012-01-03,3,6\n2012-01-04,4,\n",
                MissingPolicy.DROP);
        assertThat(series.number("x")).containsExactly(2, 3);
        assertThat(series.label(0)).isEqualTo("2012-01-02");
        assertThat(series.origin().row(1)).isEqualTo("line 4");
        assertThat(series.missing().columns()).isEmpty();
        assertThat(series.warnings()).extracting(Warning::message)
                .containsExactly("data.csv: 2 of 4 rows are dropped, since values are missing in a (2 rows, 50 %); "
                        + "a forecast begins after line 4, not after line 5");
    }

    @Test
    void theValueBeforeGoesOn() {
        Series series = Tables.series(HOLES, MissingPolicy.FORWARD);
        assertThat(series.number("x")).containsExactly(1, 1, 1, 4, 6);
        assertThat(series.text("word")).containsExactly("a", "a", "b", "b", "b");
        assertThat(series.observed("x")).containsExactly(1, Double.NaN, Double.NaN, 4, 6);
        assertThat(series.known("x", 4)).containsExactly(1, 4);
        assertThat(series.knownTexts("word", 5)).containsExactly("a", "a", "b", "b");
        assertThat(series.warnings()).extracting(Warning::message)
                .containsExactly("data.csv: missing values are filled forward in x (2 rows, 40 %), word (1 row, 20 %); "
                        + "the longest gap has 2 rows from line 3 in x");
    }

    @Test
    void aLineIsDrawnBetweenValues() {
        assertThat(Tables.series(HOLES, MissingPolicy.INTERPOLATE).number("x")).containsExactly(1, 2, 3, 4, 6);
    }

    @Test
    void interpolationWeighsTimeNotRows() {
        Table table = Tables.of("date,x\n2012-01-01,1\n2012-01-02,\n2012-01-05,5\n2012-01-06,6\n");
        ReadingSettings rules = Tables.rules(MissingPolicy.INTERPOLATE).withAllowGaps(true);
        assertThat(SeriesReader.read(table, Tables.choice(table, "x"), rules).number("x")).containsExactly(1, 2, 5, 6);
        assertThat(Tables.series("x\n-1.7e308\n\n1.7e308\n1\n", MissingPolicy.INTERPOLATE).number("x")[1]).isZero();
    }

    @Test
    void nothingIsInventedAtTheEnds() {
        Series begun = Tables.series("a,x\n1,NaN\n1,1\n2,2\n3,3\n", MissingPolicy.FORWARD);
        assertThat(begun.number("x")).containsExactly(1, 2, 3);
        assertThat(begun.warnings()).extracting(Warning::message)
                .containsExactly("data.csv: the first row is left out: x has no value before line 3");
    }

    @Test
    void aFeatureKeepsItsLastValueAtTheEnd() {
        Series series = Tables.series("a,x\n1,1\n2,2\n,3\n,4\n", MissingPolicy.INTERPOLATE);
        assertThat(series.number("a")).containsExactly(1, 2, 2, 2);
        assertThat(series.number("x")).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @EnumSource(MissingPolicy.class)
    void rowsAtTheEndWithoutATargetAreTheFuture(MissingPolicy policy) {
        Series series = Tables.series("a,x\n1,1\n2,2\n3,\n4,\n", policy);
        assertThat(series.number("x")).containsExactly(1, 2);
        assertThat(series.warnings()).extracting(Warning::message)
                .containsExactly("data.csv: the last 2 rows have no value in x; they are not used, and a forecast "
                        + "begins after line 3");
    }

    @ParameterizedTest
    @EnumSource(MissingPolicy.class)
    void columnsThatNeverHaveAValueTogetherAreNamed(MissingPolicy policy) {
        assertThatThrownBy(() -> Tables.series("old,new,x\n1,,1\n2,,2\n,3,3\n,4,4\n", policy))
                .hasMessage(
                        "data.csv: columns old (lines 2 to 3) and new (lines 4 to 5) never have a value in the same "
                                + "row; leave one of them out of the features");
        assertThatThrownBy(() -> Tables.series("a,x\n,1\n,2\n3,\n4,\n", policy))
                .hasMessageContaining("column a: expected a value in at least one row, found none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "2012-01-03 | data.csv line 4, column date: expected a time after 2012-01-03 of line 3, found 2012-01-03; keep one",
            "2012-01-01 | data.csv line 4, column date: expected a time after 2012-01-03 of line 3, found 2012-01-01; sort",
            "2012-01-04 | data.csv line 5, column date: expected 2012-01-05, 1 day after 2012-01-04 of line 4, found 2012-01-06; there is 1 gap with 1 missing row; fill",
            "yesterday | data.csv line 4, column date: expected a date or time",
            "2012-01-04T00:00Z | data.csv line 4, column date: expected a time without a zone as on line 2"})
    void timesMustRiseEvenly(String third, String message) {
        String text = "date,x\n2012-01-02,1\n2012-01-03,2\n" + third + ",3\n2012-01-06,4\n2012-01-07,5\n";
        assertThatThrownBy(() -> Tables.series(text, MissingPolicy.REFUSE)).isInstanceOf(ForecastException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void gapsCanBeAcceptedDisorderCannot() {
        Table table = Tables.of("date,x\n2012-01-01,1\n2012-01-02,2\n2012-01-05,3\n");
        ReadingSettings rules = ReadingSettings.DEFAULT.withAllowGaps(true);
        Series series = SeriesReader.read(table, Tables.choice(table, "x"), rules);
        assertThat(Objects.requireNonNull(series.time()).spacing()).isEqualTo(Spacing.fixed(86_400_000_000L));
        Table disorder = Tables.of("date,x\n2012-01-02,1\n2012-01-01,2\n2012-01-03,3\n");
        assertThatThrownBy(() -> SeriesReader.read(disorder, Tables.choice(disorder, "x"), rules))
                .hasMessageContaining("sort the rows by time");
    }

    @Test
    void aTableWithTheNewestRowFirstIsTurnedRound() {
        Table table = Tables.of("date,x\n2012-01-03,3\n2012-01-02,2\n2012-01-01,\n");
        Series series = SeriesReader.readLast(table, task(2), ReadingSettings.DEFAULT, null);
        assertThat(series.number("x")).containsExactly(2, 3);
        assertThat(series.origin().row(1)).isEqualTo("line 2");
        assertThat(series.warnings()).extracting(Warning::message)
                .containsExactly("data.csv: the newest row is first; the rows are read from the last to the first");
    }

    @Test
    void aForecastLooksAtTheLastRowsOnly() {
        Table table = Tables.of("date,x\n2012-01-01,\n2012-01-02,2\n2012-01-03,3\n");
        Series series = SeriesReader.readLast(table, task(2), Tables.rules(MissingPolicy.REFUSE), null);
        assertThat(series.number("x")).containsExactly(2, 3);
        assertThat(series.label(0)).isEqualTo("2012-01-02");
        assertThatThrownBy(() -> SeriesReader.readLast(table, task(3), Tables.rules(MissingPolicy.REFUSE), null))
                .hasMessageContaining("line 2, column x");
        assertThatThrownBy(() -> SeriesReader.readLast(table, task(3), Tables.rules(MissingPolicy.DROP), null))
                .hasMessage("data.csv: expected at least 3 rows, the lookback of the model, found 2");
    }

    private static ForecastTask task(int lookback) {
        Scaling scaling = new Scaling(List.of(0.0), List.of(1.0));
        return new ForecastTask("date", List.of(Feature.number("x")), scaling, List.of("x"), scaling,
                new ForecastTask.Window(lookback, 1));
    }

    @Test
    void aForecastDoesNotSpanADroppedRow() {
        Table table = Tables.of("date,x\n2012-01-01,1\n2012-01-02,2\n2012-01-03,\n2012-01-04,4\n2012-01-05,5\n");
        ReadingSettings rules = Tables.rules(MissingPolicy.DROP);
        assertThat(SeriesReader.readLast(table, task(2), rules, null).number("x")).containsExactly(4, 5);
        assertThatThrownBy(() -> SeriesReader.readLast(table, task(3), rules, null))
                .hasMessage(
                        "data.csv line 4, column x: expected a value, since the forecast reads the last 3 rows, "
                                + "found none; fill missing values");
    }
}
