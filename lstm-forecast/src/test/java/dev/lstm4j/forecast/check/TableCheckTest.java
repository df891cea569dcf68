package dev.lstm4j.forecast.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.forecast.Forecaster;
import dev.lstm4j.forecast.Recipe;
import dev.lstm4j.forecast.check.ColumnCheck.Kind;
import dev.lstm4j.forecast.check.ColumnCheck.Use;
import dev.lstm4j.forecast.table.Table;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableCheckTest {
    private static final int ROWS = 400;

    private static Table weeks() {
        LocalDate start = LocalDate.of(2020, 1, 1);
        return Table.of(Collections.singletonMap("y", numbers(row -> row % 7 < 5 ? 10 + row % 3 : 2)))
                .withTimes("day", IntStream.range(0, ROWS).mapToObj(start::plusDays).toList())
                .withTexts("kind", IntStream.range(0, ROWS).mapToObj(row -> row % 2 == 0 ? "even" : "odd").toList())
                .withTexts("note", Collections.nCopies(ROWS, ""));
    }

    private static double[] numbers(IntToDoubleFunction of) {
        return IntStream.range(0, ROWS).mapToDouble(of).toArray();
    }

    @Test
    void saysWhatEachColumnIs() {
        TableCheck check = TableCheck.of(weeks(), Recipe.defaults());
        assertThat(check.columns()).extracting(ColumnCheck::name).containsExactly("y", "day", "kind", "note");
        assertThat(check.columns()).extracting(ColumnCheck::kind).containsExactly(Kind.NUMBER, Kind.TIME, Kind.TEXT,
                Kind.EMPTY);
        assertThat(check.columns()).extracting(ColumnCheck::use).containsExactly(Use.TARGET, Use.TIME, Use.FEATURE,
                Use.NONE);
        assertThat(check.columns().getFirst().contents()).isEqualTo(
                new ColumnCheck.Contents(0, 2, 12, List.of("10.0", "11.0", "12.0", "2.0"), 4));
        assertThat(check.columns().get(2).contents().values()).containsExactly("even", "odd");
        assertThat(check.columns().get(3).reason()).isNotEmpty();
        assertThat(check.columns().get(3).contents().missing()).isEqualTo(ROWS);
    }

    @Test
    void proposesWindowsForTheSeason() {
        TableCheck check = TableCheck.of(weeks(), Recipe.defaults());
        assertThat(check.seasons().get("y")).extracting(Season::rows).containsExactly(7);
        assertThat(check.recipe().windows().horizon()).isEqualTo(7);
        assertThat(check.recipe().windows().lookback()).isEqualTo(30);
        assertThat(check.isTrainable()).isTrue();
        assertThat(Forecaster.of(check.recipe()).plan(weeks()).trainingWindows()).isPositive();
    }

    @Test
    void proposesADayOfHours() {
        LocalDateTime start = LocalDateTime.of(2020, 1, 1, 0, 0);
        Table table = Table.of(Collections.singletonMap("y", numbers(row -> Math.sin(row * Math.PI / 12) + row % 5)))
                .withTimes("time", IntStream.range(0, ROWS).mapToObj(start::plusHours).toList());
        TableCheck check = TableCheck.of(table, Recipe.defaults());
        assertThat(check.recipe().windows().horizon()).isEqualTo(24);
        assertThat(check.time()).isEqualTo(new TimeCheck("time", "2020-01-01T00:00", "2020-01-17T15:00", "1 hour", 0));
        assertThat(check.isTrainable()).isTrue();
    }

    @Test
    void proposesTheFirstColumnThatCanBeForecast() {
        Table table = weeks().withNumbers("b", numbers(row -> row % 11));
        assertThat(TableCheck.of(table, Recipe.defaults()).recipe().columns().targets()).containsExactly("y");
        assertThat(TableCheck.of(table, Recipe.forTarget("b")).recipe().columns().targets()).containsExactly("b");
    }

    @Test
    void proposesShorterWindowsForFewRows() {
        for (int rows : new int[]{20, 40, 80, 160}) {
            Table table = Table.of(Collections.singletonMap("y", Arrays.copyOf(numbers(row -> row % 7 * row), rows)));
            TableCheck check = TableCheck.of(table, Recipe.defaults());
            assertThat(check.problems()).as(rows + " rows").isEmpty();
        }
    }

    @Test
    void tellsGapsAndWhyATrainingWouldBeRefused() {
        LocalDate start = LocalDate.of(2020, 1, 1);
        List<LocalDate> days = IntStream.range(0, ROWS).mapToObj(row -> start.plusDays(row < 300 ? row : row + 50))
                .toList();
        TableCheck check = TableCheck.of(weeks().withTimes("day", days), Recipe.defaults());
        assertThat(check.isTrainable()).isFalse();
        assertThat(check.problems()).hasSize(1);
        assertThat(check.time()).extracting(TimeCheck::gaps).isEqualTo(1);
    }

    @Test
    void aTableWithoutNumbersHasAProblem() {
        Table table = Table.of(Collections.singletonMap("y", numbers(_ -> 4)));
        TableCheck check = TableCheck.of(table, Recipe.defaults());
        assertThat(check.isTrainable()).isFalse();
        assertThat(check.columns()).hasSize(1);
    }
}
