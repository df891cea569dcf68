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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// CSV as it is written: UTF-8, commas, a line feed after each row, numbers with a point.
public final class CsvText {
    private static final int DIGITS = 7;
    private static final double SMALLEST = 1e-5;
    private static final double LARGEST = 1e15;

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

    /// A forecast as text, without digits that a network does not compute: its outputs are floats, in deviations from
    /// the mean.
    ///
    /// @param value any
    /// @param deviation of the column, above 0
    /// @return empty if it is not finite
    public static String forecast(double value, double deviation) {
        if (!Double.isFinite(value)) {
            return "";
        }
        int decimals = (int) Math.floor(-Math.log10(deviation)) + DIGITS;
        return digits(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue());
    }

    /// A number as text, with all of its digits and no exponent if it is of usual size.
    ///
    /// @param value any
    /// @return empty if it is not finite
    public static String digits(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < SMALLEST || size >= LARGEST)) {
            return Double.toString(value);
        }
        String text = BigDecimal.valueOf(value).toPlainString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
