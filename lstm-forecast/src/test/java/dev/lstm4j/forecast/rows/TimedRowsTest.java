package dev.lstm4j.forecast.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.settings.Aggregate;
import dev.lstm4j.forecast.settings.Duplicates;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.MissingPolicy;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.TimeSettings;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Spacing;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TimeStamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedRowsTest {
    private static final UsedColumns USED = new UsedColumns("time", Set.of("x"), Set.of("word"));

    private static TimedRows read(Table table, ReadingSettings rules, @Nullable Spacing learned) {
        return TimedRows.of(table, USED, rules, learned);
    }

    private static TimedRows read(String text, UnaryOperator<TimeSettings> change) {
        return read(Tables.of("time,x,word\n" + text),
                ReadingSettings.DEFAULT.withTimes(change.apply(TimeSettings.DEFAULT)), null);
    }

    private static ForecastException refusal(String text, UnaryOperator<TimeSettings> change) {
        try {
            read(text, change);
        } catch (ForecastException e) {
            return e;
        }
        throw new AssertionError("was accepted");
    }

    private static List<String> times(TimedRows rows) {
        return Objects.requireNonNull(rows.time()).stamps().stream().map(TimeStamp::toString).toList();
    }

    private static List<Double> numbers(TimedRows rows) {
        return IntStream.range(0, rows.table().rows()).mapToObj(row -> rows.table().number(row, "x")).toList();
    }

    private static List<String> words(TimedRows rows) {
        return IntStream.range(0, rows.table().rows()).mapToObj(row -> rows.table().text(row, "word")).toList();
    }

    private static final String REPEATED = """
            2020-01-01,1,a
            2020-01-01,3,b
            2020-01-01,,b
            2020-01-02,5,c
            2020-01-03,6,
            """;

    @Test
    void rowsOfTheSameTimeAreMergedAsAsked() {
        TimedRows mean = read(REPEATED, times -> times.withDuplicates(Duplicates.MEAN));
        assertThat(numbers(mean)).containsExactly(2.0, 5.0, 6.0);
        assertThat(words(mean)).containsExactly("b", "c", "");
        assertThat(times(mean)).containsExactly("2020-01-01", "2020-01-02", "2020-01-03");
        assertThat(mean.warnings()).extracting(Warning::message)
                .containsExactly("data.csv, column time: 2 rows have the "
                        + "time of the row before and are merged with it (mean); the first such time is 2020-01-01 of line 2 and "
                        + "line 3");
        assertThat(numbers(read(REPEATED, times -> times.withDuplicates(Duplicates.FIRST)))).startsWith(1.0);
        assertThat(words(read(REPEATED, times -> times.withDuplicates(Duplicates.LAST)))).startsWith("b", "c");
        assertThat(refusal(REPEATED, times -> times).remedies()).containsExactly(Setting.DUPLICATES);
    }

    @Test
    void theFirstRowOfATimeIsTakenWholeEvenIfValuesAreMissing() {
        TimedRows last = read(REPEATED, times -> times.withDuplicates(Duplicates.LAST));
        assertThat(last.table().text(0, "x")).isEmpty();
        assertThat(last.table().origin().row(0)).isEqualTo("line 4");
    }

    @Test
    void textsAreCombinedToo() {
        String text = "2020-01-01T00:00,1,a\n2020-01-01T12:00,3,b\n2020-01-02T00:00,5,c\n2020-01-02T12:00,6,c\n"
                + "2020-01-03T00:00,7,\n2020-01-03T12:00,8,d\n";
        assertThat(words(read(text, times -> times.withResample("1d")))).containsExactly("a", "c", "d");
        assertThat(words(read(text, times -> times.withResample("1d").withAggregate(Aggregate.LAST)))).containsExactly(
                "b",
                "c", "d");
        assertThat(words(read(text, times -> times.withResample("1d").withAggregate(Aggregate.FIRST)))).containsExactly(
                "a",
                "c", "d");
    }

    @Test
    void incompleteStepsAreLeftOutOfSumsAtBothEnds() {
        String text = "2020-01-01T12:00,1,a\n2020-01-02T00:00,2,a\n2020-01-02T12:00,3,a\n2020-01-03T00:00,4,a\n"
                + "2020-01-03T12:00,5,a\n2020-01-04T00:00,6,a\n";
        TimedRows sums = read(text, times -> times.withResample("1d").withAggregate(Aggregate.SUM));
        assertThat(numbers(sums)).containsExactly(5.0, 9.0);
        assertThat(sums.warnings()).extracting(Warning::message).containsExactly(
                "the last step of 1 day, 2020-01-04T00:00, is incomplete and left out: its rows end at 2020-01-04T00:00 of"
                        + " line 7",
                "the first step of 1 day, 2020-01-01T00:00, is incomplete and left out: its rows begin at 2020-01-01T12:00"
                        + " of line 2");
        assertThat(numbers(read(text, times -> times.withResample("1d")))).containsExactly(1.0, 2.5, 4.5);
    }

    @Test
    void aStepOfARepeatedHourIsTwoSteps() {
        String text = "2020-10-25T01:30,1,a\n2020-10-25T02:00,2,a\n2020-10-25T02:30,3,a\n2020-10-25T02:00,4,a\n"
                + "2020-10-25T02:30,5,a\n2020-10-25T03:00,6,a\n2020-10-25T03:30,7,a\n";
        TimedRows hours = read(text, times -> times.withZone("Europe/Berlin").withResample("1h"));
        assertThat(numbers(hours)).containsExactly(1.0, 2.5, 4.5, 6.5);
        assertThat(times(hours)).containsExactly("2020-10-25T01:00", "2020-10-25T02:00", "2020-10-25T02:00",
                "2020-10-25T03:00");
        assertThat(refusal(text, times -> times).remedies()).containsExactly(Setting.ZONE);
    }

    @Test
    void anUnsortedRepeatedHourIsResolvedInTheOrderOfTheRows() {
        String text = "2020-10-25T03:00,6,a\n2020-10-25T02:00,2,a\n2020-10-25T02:30,3,a\n2020-10-25T02:00,4,a\n"
                + "2020-10-25T02:30,5,a\n2020-10-25T01:30,1,a\n";
        assertThat(numbers(read(text, times -> times.withZone("Europe/Berlin").withSort(true)))).containsExactly(1.0,
                2.0,
                3.0, 4.0, 5.0, 6.0);
    }

    @Test
    void gapsAreRowsWithoutValues() {
        Table table = Tables.of("time,x,word\n2020-01-01,1,a\n2020-01-02,2,a\n2020-01-05,5,b\n2020-01-06,6,b\n");
        TimedRows rows = read(table, ReadingSettings.DEFAULT.withMissing(MissingPolicy.FORWARD), null);
        assertThat(times(rows)).containsExactly("2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04", "2020-01-05",
                "2020-01-06");
        assertThat(numbers(rows)).containsExactly(1.0, 2.0, Double.NaN, Double.NaN, 5.0, 6.0);
        assertThat(words(rows)).containsExactly("a", "a", "", "", "b", "b");
        assertThat(rows.table().origin().row(3)).as("the row before the gap").isEqualTo("line 3");
    }

    @Test
    void aModelsSpacingTellsWhichRowsAreMissing() {
        Table table = Tables.of("time,x,word\n2020-01-02,1,a\n2020-01-03,2,a\n2020-01-06,3,a\n");
        Spacing business = Spacing.typical(IntStream.range(0, 40).filter(day -> day % 7 < 5)
                .mapToObj(day -> Objects.requireNonNull(TimeStamp.parse(LocalDateTime.of(2020, 1, 6, 0, 0).plusDays(day)
                        .toLocalDate().toString())))
                .toList());
        assertThat(business.text()).isEqualTo("1 business day");
        TimedRows rows = read(table, ReadingSettings.DEFAULT, business);
        assertThat(Objects.requireNonNull(rows.time()).spacing()).isEqualTo(business);
        assertThat(rows.warnings()).isEmpty();
        assertThatThrownBy(() -> read(table, ReadingSettings.DEFAULT, null)).isInstanceOf(ForecastException.class)
                .hasMessageContaining("there is 1 gap with 2 missing rows");
    }

    @Test
    void tooManyGapsAreNotFilled() {
        StringBuilder text = new StringBuilder("time,x,word\n");
        for (int day = 0; day < 1000; day++) {
            if (day % 50 != 7) {
                text.append(LocalDateTime.of(2020, 1, 1, 0, 0).plus(Duration.ofHours(day))).append(",1,a\n");
            }
        }
        Table table = Tables.of(text.toString());
        assertThatThrownBy(() -> read(table, ReadingSettings.DEFAULT.withMissing(MissingPolicy.FORWARD), null))
                .hasMessageContaining("there are 20 gaps with 20 missing rows, too many to fill");
        assertThat(read(table, ReadingSettings.DEFAULT.withMissing(MissingPolicy.FORWARD)
                .withTimes(TimeSettings.DEFAULT.withResample("1h")), null).table().rows()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({"48, true", "49, false"})
    void longGapsAreNotFilled(int missing, boolean filled) {
        StringBuilder text = new StringBuilder("time,x,word\n");
        for (int hour = 0; hour < 800; hour++) {
            if (hour < 100 || hour >= 100 + missing) {
                text.append(LocalDateTime.of(2020, 1, 1, 0, 0).plusHours(hour)).append(",1,a\n");
            }
        }
        Table table = Tables.of(text.toString());
        ReadingSettings forward = ReadingSettings.DEFAULT.withMissing(MissingPolicy.FORWARD);
        if (filled) {
            assertThat(read(table, forward, null).table().rows()).isEqualTo(800);
        } else {
            assertThatThrownBy(() -> read(table, forward, null))
                    .hasMessageContaining("there is 1 gap with 49 missing rows, too many to fill");
        }
        TimedRows spanned = read(table, forward.withAllowGaps(true), null);
        assertThat(spanned.table().rows()).isEqualTo(800 - missing);
        assertThat(spanned.warnings()).extracting(Warning::message).singleElement().asString()
                .contains("1 gap with " + missing + " missing rows").endsWith("windows span them");
    }

    @Test
    void valuesOfRowsOfTheSameTimeAreNoNames() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 120; row++) {
            text.append(LocalDateTime.of(2020, 1, 1, 0, 0).plusDays(row / 2)).append(',').append(row * 7 % 30)
                    .append(",a\n");
        }
        assertThat(refusal(text.toString(), times -> times).remedies()).containsExactly(Setting.DUPLICATES);
    }

    @Test
    void withoutATimeColumnThereIsNothingToSort() {
        Table table = Tables.of("x,word\n1,a\n2,b\n");
        UsedColumns none = new UsedColumns(null, Set.of("x"), Set.of("word"));
        for (TimeSettings settings : List.of(TimeSettings.DEFAULT.withSort(true), TimeSettings.DEFAULT.withZone("UTC"),
                TimeSettings.DEFAULT.withResample("1h"), TimeSettings.DEFAULT.withDuplicates(Duplicates.MEAN))) {
            assertThatThrownBy(() -> TimedRows.of(table, none, ReadingSettings.DEFAULT.withTimes(settings), null))
                    .hasMessageEndingWith("expected a time column in data.csv, found none");
        }
        assertThat(TimedRows.of(table, none, ReadingSettings.DEFAULT, null).table()).isSameAs(table);
    }
}
