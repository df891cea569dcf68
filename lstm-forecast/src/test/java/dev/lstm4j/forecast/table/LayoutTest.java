package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Warning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the table is in a file.
class LayoutTest {
    private static final String HEADER = "date,x\n";
    private static final String ROWS = "2012-01-01,1.5\n2012-01-02,2\n2012-01-03,4\n2012-01-04,3\n";

    private static Table read(String text, FileSettings form) {
        try {
            return Table.readCsv("data.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), form);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> warnings(Table table) {
        return table.warnings().stream().map(Warning::message).toList();
    }

    private static void assertPlain(Table table, int firstLine) {
        assertThat(table.header()).containsExactly("date", "x");
        assertThat(table.rows()).isEqualTo(4);
        assertThat(table.text(0, "x")).isEqualTo("1.5");
        assertThat(table.text(3, "date")).isEqualTo("2012-01-04");
        assertThat(table.origin().row(0)).isEqualTo("line " + firstLine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"# one\n# two\n", "a title\nand another\n", "a title,\n,\n", "//\n// x, y\n",
            "% it's \"quoted\n%,\n"})
    void linesAboveTheHeaderAreLeftOutWithAWarning(String above) {
        Table table = Tables.of(above + HEADER + ROWS);
        assertPlain(table, 4);
        assertThat(warnings(table)).singleElement().asString().startsWith("data.csv: lines 1 to 2 ");
    }

    @Test
    void whatIsAskedForIsNotWarnedOf() {
        FileSettings form = FileSettings.DEFAULT;
        assertThat(read("a,b,c\n" + HEADER + ROWS, form.withSkipRows(1)).warnings()).isEmpty();
        assertThat(read("$a\n" + HEADER + "$b\n" + ROWS, form.withComment("$")).warnings()).isEmpty();
        assertThat(read(HEADER + ROWS + "2012,5\n", form.withSkipEnd(1)).warnings()).isEmpty();
        assertPlain(read(HEADER.replace(',', '!') + ROWS.replace(',', '!'), form.withSeparator("!")), 2);
        assertPlain(read(HEADER + ROWS + "2012,5\nend\n", form.withSkipEnd(2)), 2);
    }

    @Test
    void aHeaderWithFewerNamesThanFieldsIsNoTitle() {
        assertThatThrownBy(() -> Tables.of("x\n" + ROWS)).isInstanceOf(ForecastException.class)
                .hasMessageContaining("expected 1 fields as in the header, found 2");
    }

    @Test
    void rowsThatAreTextOnlyInTheFirstRowAreNoHeader() {
        Table table = Tables.of("x\nbad\n1\n2\n3\n");
        assertThat(table.rows()).as("one bad cell is not taken for a unit").isEqualTo(4);
        Table missing = Tables.of("x,y\nNA,-\n1,2\n2,3\n3,4\n");
        assertThat(missing.rows()).as("nor are missing values").isEqualTo(4);
        Table texts = Tables.of("k,l\na,b\nc,d\n");
        assertThat(texts.rows()).isEqualTo(2);
    }

    @Test
    void aRowThatIsCutIsNoNote() {
        assertThatThrownBy(() -> Tables.of(HEADER + ROWS + "2012-01-\n"))
                .hasMessageContaining("line 6: expected 2 fields");
        assertThatThrownBy(() -> Tables.of(HEADER + ROWS + "\n7\n")).hasMessageContaining("line 7: expected 2 fields");
        assertPlain(Tables.of(HEADER + ROWS + "end of data\n"), 2);
    }

    @Test
    void totalsAreLeftOutOnlyAtTheEnd() {
        Table table = Tables.of("k,x\nTotal,1\nnorth,2\nsouth,3\nTotal,4\n");
        assertThat(table.rows()).as("a name that is also elsewhere").isEqualTo(4);
        assertThat(Tables.of("k,x\nnorth,2\nsouth,3\nTotal,4\n").rows()).isEqualTo(2);
        assertThat(Tables.of("x\n1\n2\n3\n4\n5\n6\n7\n8\n9\nTotal: 45\n").rows()).isEqualTo(9);
    }

    @Test
    void quotesThatTakeInRowsAreRefused() {
        String rows = IntStream.range(0, 9).mapToObj(i -> i + ",ok\n").collect(Collectors.joining());
        assertThatThrownBy(() -> Tables.of("x,k\n1,\"a\nb\",\"\n"))
                .hasMessageContaining("line 3: expected a closing quote");
        assertThatThrownBy(() -> Tables.of("x,k\n1,\"oops\n" + rows + "2,end\"\n3,ok\n"))
                .hasMessageStartingWith(
                        "data.csv line 2, column k: the quote that opens here takes in 9 lines that look like rows");
        assertThat(Tables.of("x,k\n1,\"roses are red,\nviolets, too,\nand so on\"\n2,b\n").rows()).isEqualTo(2);
    }

    @Test
    void aBlankLineInOneColumnIsAMissingValueExceptAtTheEnds() {
        Table table = Tables.of("\nx\n1\n\n \n2\n\n\n");
        assertThat(table.rows()).isEqualTo(4);
        assertThat(table.text(1, "x")).isEmpty();
        assertThat(table.origin().row(3)).isEqualTo("line 6");
        assertThat(warnings(table)).containsExactly("data.csv: lines 4, 5 are blank and count as missing values");
    }

    @Test
    void theListenerHearsOfTheWholeFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("big.csv");
        Files.writeString(file, HEADER + "2012-01-01,1.5\n".repeat(300_000));
        List<Long> told = new ArrayList<>();
        Table.readCsv(file, FileSettings.DEFAULT, (bytes, total) -> {
            assertThat(total).isEqualTo(300_000 * 15 + 7);
            told.add(bytes);
        });
        assertThat(told).isSorted().hasSizeBetween(3, 6);
    }
}
