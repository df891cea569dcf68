package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lstm4j.forecast.Tables;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Warning;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"date,x,word\n2012-01-01,1.5,a\n2012-01-02,2,b\n",
            "date;x;word\r\n2012-01-01;1.5;a\r\n2012-01-02;2;b",
            "date\tx\tword\r2012-01-01\t1.5\ta\r2012-01-02\t2\tb\r",
            "\uFEFFdate,x,word\n2012-01-01,1.5,a\n2012-01-02,2,b\n",
            "\"date\", \"x\" ,\"word\"\n\"2012-01-01\",\"1.5\",\"a\"\n\"2012-01-02\",2 , b\n"})
    void separatorsLineEndsQuotesAndByteOrderMarksMakeNoDifference(String text) {
        Table table = Tables.of(text);
        assertThat(table.header()).containsExactly("date", "x", "word");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.text(0, "date")).isEqualTo("2012-01-01");
        assertThat(table.text(0, "x")).isEqualTo("1.5");
        assertThat(table.text(1, "word")).isEqualTo("b");
    }

    @Test
    void utf16WithAByteOrderMarkIsRead() {
        Table table = Tables.of("date;größe\n2012-01-01;1".getBytes(StandardCharsets.UTF_16));
        assertThat(table.header()).containsExactly("date", "größe");
    }

    @Test
    void quotedFieldsHoldSeparatorsQuotesAndLineEnds() {
        Table table = Tables.of("a,b\n\"1,\"\"2\"\"\n3\",4\n5,6\n");
        assertThat(table.text(0, "a")).isEqualTo("1,\"2\"\n3");
        assertThat(table.origin().row(1)).as("the quoted line end counts").isEqualTo("line 4");
    }

    @Test
    void linesAreThoseOfTheFile() {
        Table table = Tables.of("\n\na,b\n1,2\n\n3,4\n");
        assertThat(table.origin().row(0)).isEqualTo("line 4");
        assertThat(table.origin().row(1)).isEqualTo("line 6");
        assertThat(table.origin().place(1, "b")).isEqualTo("data.csv line 6, column b");
    }

    @Test
    void theChecksumIsOfTheBytes() {
        assertThat(Tables.of("a\n1\n").sha256())
                .isEqualTo("309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "`` | data.csv: expected a header and rows, found an empty file",
            "`\uFEFF \n\n` | data.csv: expected a header and rows, found only lines that are blank",
            "`a,b\n` | data.csv: expected rows after the header, found none",
            "`2012-01-01,1.5\n2012-01-02,2\n` | data.csv line 1: expected a header of column names, found the data",
            "`1,3\n3,4\n` | data.csv line 1: expected a header of column names, found the data '1, 3'",
            "`0,2\n3,4\n` | data.csv line 1: expected a header of column names, found the data '0, 2'",
            "`a,b,a\n1,2,3\n` | data.csv line 1: two columns are named 'a', columns 1 and 3; rename",
            "`a,b\n1,2\n3\n` | data.csv line 3: expected 2 fields as in the header, found 1",
            "`a,b\n1,2,3\n` | data.csv line 2: expected 2 fields as in the header, found 3; quote fields"})
    void whatIsNoTableIsRefused(String text, String message) {
        assertThatThrownBy(() -> Tables.of(text)).isInstanceOf(ForecastException.class).hasMessageStartingWith(message);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        String refusal = "data.csv: expected CSV text in UTF-8, found other bytes; save it as UTF-8, or give its encoding";
        assertThatThrownBy(() -> Tables.of(new byte[]{'a', '\n', (byte) 0x81, 'b', '\n'}))
                .isInstanceOf(ForecastException.class).hasMessage(refusal);
        assertThatThrownBy(() -> Tables.of(new byte[]{'P', 'K', 3, 4, 0, 0})).isInstanceOf(ForecastException.class)
                .hasMessage(
                        "data.csv: expected a CSV or Parquet file, found a zip archive; unpack it, and name the CSV file in it");
    }

    @Test
    void westernTextThatIsNotUtf8IsReadWithAWarning() {
        Table table = Tables.of(new byte[]{'a', (byte) 0xE9, (byte) 0x80, '\n', '1', '\n'});
        assertThat(table.header()).containsExactly("aé€");
        assertThat(table.warnings()).singleElement().extracting(Warning::message).asString()
                .startsWith("data.csv: not in UTF-8; read as windows-1252");
    }

    @Test
    void columnsWithoutNamesAreNumberedOrLeftOut() {
        Table table = Tables.of("a,,c,\n1,2,3,\n");
        assertThat(table.header()).containsExactly("a", "column 2", "c");
        assertThat(table.warnings()).extracting(Warning::message).containsExactly(
                "data.csv line 1: column 2 has no name; it is called 'column 2'",
                "data.csv: column 4 has neither a name nor a value, and is left out");
    }

    @Property(tries = 300)
    void onlyStrayCharactersAtTheEndAreLeftOut(
            @ForAll @StringLength(max = 40) @Chars({'a', '\n', ' ', 0, 0x1A}) String text,
            @ForAll @IntRange(min = 1, max = 9) int piece) throws IOException {
        StrayEnd reader = new StrayEnd(new StringReader(text));
        StringBuilder found = new StringBuilder();
        char[] buffer = new char[piece];
        for (int count = reader.read(buffer, 0, piece); count >= 0; count = reader.read(buffer, 0, piece)) {
            found.append(buffer, 0, count);
        }
        int end = text.length();
        for (int i = text.length() - 1; i >= 0 && (text.charAt(i) == 0 || text.charAt(i) == 0x1A
                || Character.isWhitespace(text.charAt(i))); i--) {
            end = Character.isWhitespace(text.charAt(i)) ? end : i;
        }
        assertThat(found.toString()).isEqualTo(text.substring(0, end));
        assertThat(reader.found()).isEqualTo(end < text.length());
    }

    @Test
    void aColumnThatIsNotThereIsNamedBesideThoseThatAre() {
        assertThatThrownBy(() -> Tables.of("a,b\n1,2\n").text(0, "c")).isInstanceOf(ForecastException.class)
                .hasMessage("data.csv has no column 'c'; it has a, b");
    }
}
