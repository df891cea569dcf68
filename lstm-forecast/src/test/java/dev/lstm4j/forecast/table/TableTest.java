package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.settings.ForecastException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tables from arrays.
class TableTest {
    private static final double[] TWO = {1, 2};

    @Test
    void columnsKeepTheOrderOfAnOrderedMap() {
        Map<String, double[]> ordered = new LinkedHashMap<>();
        ordered.put("p", TWO);
        ordered.put("a", TWO);
        assertThat(Table.of(ordered).header()).containsExactly("p", "a");
        Map<String, double[]> hashed = new HashMap<>(ordered);
        assertThat(hashed.keySet()).as("not sorted by name").containsExactly("p", "a");
        assertThat(Table.of(hashed).header()).as("the columns of a hash map are sorted").containsExactly("a", "p");
    }

    @Test
    void numbersAreStoredExactlyAndNaNIsMissing() {
        double[] values = {0.1 + 0.2, Double.NaN, Double.NEGATIVE_INFINITY, -999, 1e300};
        Table table = Table.of(Map.of("x", values));
        Cells cells = new Cells(List.of("n/a", "-999"));
        assertThat(table.number(0, "x")).isEqualTo(0.1 + 0.2);
        assertThat(table.number(4, "x")).isEqualTo(1e300);
        assertThat(List.of(0, 1, 2, 3, 4)).filteredOn(row -> table.isMissing(row, "x", cells)).containsExactly(1, 2, 3);
        values[0] = 7;
        assertThat(table.number(0, "x")).as("the table has a copy").isEqualTo(0.1 + 0.2);
    }

    @Test
    void timesAreWrittenWithThePartsTheyNeed() {
        Table table = Table.of(Map.of("x", TWO));
        LocalDateTime noon = LocalDateTime.of(2012, 1, 31, 12, 0);
        assertThat(cells(table.withTimes("t", List.of(LocalDate.of(2012, 1, 31), LocalDate.of(2012, 2, 1)))))
                .containsExactly("2012-01-31", "2012-02-01");
        assertThat(cells(table.withTimes("t", List.of(noon, noon.plusHours(1))))).containsExactly("2012-01-31T12:00",
                "2012-01-31T13:00");
        assertThat(cells(table.withTimes("t", List.of(noon, noon.plusNanos(500_000_000)))))
                .containsExactly("2012-01-31T12:00:00.000", "2012-01-31T12:00:00.500");
        assertThat(cells(table.withTimes("t", List.of(Instant.EPOCH, Instant.EPOCH.plusSeconds(30)))))
                .containsExactly("1970-01-01T00:00:00Z", "1970-01-01T00:00:30Z");
        assertThatThrownBy(() -> table.withTimes("t", List.of(LocalTime.NOON, LocalTime.NOON)))
                .hasMessage("times: expected times with a date, found 12:00");
    }

    private static List<String> cells(Table table) {
        List<String> cells = List.of(table.text(0, "t"), table.text(1, "t"));
        assertThat(cells).allMatch(cell -> TimeStamp.parse(cell) != null);
        return cells;
    }

    @Test
    void columnsMustHaveNamesAndTheSameLength() {
        Table table = Table.of(Map.of("x", TWO));
        assertThatThrownBy(() -> table.withNumbers("y", 1, 2, 3)).isInstanceOf(ForecastException.class)
                .hasMessage("table, column y: expected 2 rows as in the other columns, found 3");
        assertThatThrownBy(() -> table.withName("mine").withTexts(" ", List.of("a", "b")))
                .hasMessage("mine: expected a column with a name, found one without");
        assertThatThrownBy(() -> Table.of(Map.of("x", new double[0]))).hasMessageContaining("at least one row");
        assertThatThrownBy(() -> Table.of(Map.of())).hasMessage("table: expected at least one column, found none");
    }

    @Test
    void aSliceKeepsTheOriginalRowNumbers() {
        Table slice = Tables.of("x\n1\n2\n3\n").slice(1, 3);
        assertThat(slice.rows()).isEqualTo(2);
        assertThat(slice.number(1, "x")).isEqualTo(3);
        assertThat(slice.origin().place(1, "x")).isEqualTo("data.csv line 4, column x");
        Table array = Table.of(Map.of("x", TWO)).slice(1, 2);
        assertThat(array.origin().place(0, "x")).isEqualTo("table row 2, column x");
        assertThatThrownBy(() -> array.slice(1, 1)).hasMessageContaining("at least one row");
    }

    @Test
    void theChecksumCoversNamesAndCells() {
        Table table = Table.of(Map.of("x", TWO));
        List<Table> others = List.of(Table.of(Map.of("y", TWO)), table.withNumbers("x", 1, 3), table.slice(0, 1),
                table.withNumbers("y", TWO));
        assertThat(table.sha256()).hasSize(64).isEqualTo(Table.of(Map.of("x", TWO.clone())).sha256());
        assertThat(others).extracting(Table::sha256).doesNotContain(table.sha256()).doesNotHaveDuplicates();
    }

    @Test
    void missingTextsMayBeNull() {
        Table table = Table.of(Map.of("x", TWO)).withTexts("word", Arrays.asList(null, " a "));
        assertThat(table.isMissing(0, "word", new Cells(List.of()))).isTrue();
        assertThat(table.text(1, "word")).isEqualTo("a");
        assertThat(table).hasToString("Table[table, 2 rows of x, word]");
    }
}
