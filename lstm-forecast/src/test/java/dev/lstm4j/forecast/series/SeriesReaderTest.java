package dev.lstm4j.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.Table;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void rowsAreDroppedWithoutAGapToComplainAbout() {
        Series series = Tables.series(HOLES, MissingPolicy.DROP);
        assertThat(series.number("x")).containsExactly(1, 6);
        assertThat(series.origin().numbers().get(0)).isEqualTo(2);
        assertThat(series.origin().row(1)).isEqualTo("line 6");
        assertThat(series.label(1)).isEqualTo("2012-01-05");
    }

    @Test
    void theValueBeforeGoesOn() {
        Series series = Tables.series(HOLES, MissingPolicy.FORWARD);
        assertThat(series.number("x")).containsExactly(1, 1, 1, 4, 6);
        assertThat(series.text("word")).containsExactly("a", "a", "b", "b", "b");
    }

    @Test
    void aLineIsDrawnBetweenValues() {
        assertThat(Tables.series(HOLES, MissingPolicy.INTERPOLATE).number("x")).containsExactly(1, 2, 3, 4, 6);
    }

    @Test
    void nothingIsInventedAtTheEnds() {
        assertThatThrownBy(() -> Tables.series("x\nNaN\n1\n2\n", MissingPolicy.FORWARD))
                .hasMessageStartingWith("data.csv line 2, column x: no value before it");
        assertThatThrownBy(() -> Tables.series("x\n1\n2\nNaN\n", MissingPolicy.INTERPOLATE))
                .hasMessageStartingWith("data.csv line 4, column x: no value after it");
        assertThat(Tables.series("x\n1\n2\nNaN\n", MissingPolicy.FORWARD).number("x")).containsExactly(1, 2, 2);
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
        ColumnChoice choice = Tables.choice(table, "x");
        Series series = SeriesReader.readLast(table, choice, ReadingSettings.DEFAULT, null, 2);
        assertThat(series.number("x")).containsExactly(2, 3);
        assertThat(series.origin().row(1)).isEqualTo("line 2");
        assertThat(series.warnings()).extracting(Warning::message)
                .containsExactly("data.csv: the newest row is first; the rows are read from the last to the first");
    }

    @Test
    void aForecastLooksAtTheLastRowsOnly() {
        Table table = Tables.of("date,x\n2012-01-01,\n2012-01-02,2\n2012-01-03,3\n");
        ColumnChoice choice = Tables.choice(table, "x");
        Series series = SeriesReader.readLast(table, choice, Tables.rules(MissingPolicy.REFUSE), null, 2);
        assertThat(series.number("x")).containsExactly(2, 3);
        assertThat(series.label(0)).isEqualTo("2012-01-02");
        assertThatThrownBy(() -> SeriesReader.readLast(table, choice, Tables.rules(MissingPolicy.REFUSE), null, 3))
                .hasMessageContaining("line 2, column x");
        assertThatThrownBy(() -> SeriesReader.readLast(table, choice, Tables.rules(MissingPolicy.DROP), null, 3))
                .hasMessage("data.csv: expected at least 3 rows, the lookback of the model, found 2");
    }
}
