package dev.lstm4j.forecast.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// CSV as it is written: UTF-8, commas, a line feed after each row, numbers with a point.
public final class CsvText {
    private CsvText() {}

    /// Writes a file.
    ///
    /// @param file written or replaced
    /// @param rows the header first
    /// @throws IOException if it cannot be written
    public static void write(Path file, Stream<List<String>> rows) throws IOException {
        try (CsvRows csv = open(file)) {
            for (List<String> row : (Iterable<List<String>>) rows::iterator) {
                csv.add(row);
            }
        }
    }

    /// The text of a file.
    ///
    /// @param rows the header first
    /// @return each row with its line feed
    public static String of(Stream<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = writer(text)) {
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException("csv: expected no I/O error while writing to memory, found one", e);
        }
        return text.toString();
    }

    /// Opens a file to write it row by row.
    ///
    /// @param file written or replaced
    /// @return the open file
    /// @throws IOException if it cannot be opened
    public static CsvRows open(Path file) throws IOException {
        return new CsvRows(writer(Files.newBufferedWriter(file)));
    }

    /// The fields of one line, divided at commas that are not between quotes: `a,"b,c"` has two.
    ///
    /// @param line without a line end
    /// @return without spaces around
    /// @throws IllegalArgumentException if a quote is not closed
    public static List<String> fields(String line) {
        try {
            CsvRecord fields = CsvReader.builder().trimWhitespacesAroundQuotes(true).allowUnclosedQuote(false)
                    .ofSingleCsvRecord(line);
            return fields.getFields().stream().map(String::strip).toList();
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("expected quotes around a whole name, such as \"a,b\", found " + line,
                    e);
        }
    }

    private static CsvWriter writer(Writer writer) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    }

    /// A forecast as text: the digits of a float, because a network computes with no more.
    ///
    /// @param value any
    /// @return empty if it is not finite
    public static String number(double value) {
        return Double.isFinite(value) ? Float.toString((float) value) : "";
    }
}
