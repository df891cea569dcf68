package dev.lstm4j.forecast.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.lstm4j.forecast.settings.ForecastException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads CSV files into tables of text: UTF-8 and, with a byte order mark, UTF-16; commas, semicolons or tabs,
/// whichever the header has most of; quoted fields; any line ends.
final class CsvReader {
    private static final int HEADER_LIMIT = 1 << 20;
    private static final String SEPARATORS = ",;\t";

    private CsvReader() {}

    static Table read(Path path) {
        if (Files.isDirectory(path)) {
            throw ForecastException.table(path + ": expected a CSV file, found a folder");
        }
        if (!Files.exists(path)) {
            throw ForecastException.table(path + ": no such file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(path.toString(), in);
        } catch (IOException | UncheckedIOException e) {
            throw ForecastException.table(path + ": cannot be read: " + e.getMessage()).causedBy(e);
        }
    }

    static Table read(String source, InputStream stream) throws IOException {
        MessageDigest digest = Table.newDigest();
        BufferedInputStream bytes = new BufferedInputStream(new DigestInputStream(stream, digest));
        Charset charset = charset(bytes);
        BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, charset.newDecoder()), HEADER_LIMIT);
        try {
            return parse(source, reader, digest);
        } catch (CharacterCodingException e) {
            throw notText(source).causedBy(e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notText(source).causedBy(e);
            }
            throw e;
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof CharacterCodingException) {
                throw notText(source).causedBy(e);
            }
            throw ForecastException.table(source + ": not a CSV table: " + Cells.shortened(message(cause))).causedBy(e);
        }
    }

    private static Table parse(String source, BufferedReader reader, MessageDigest digest) throws IOException {
        char separator = separator(source, reader);
        List<List<String>> columns = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        List<String> header = List.of();
        try (de.siegmar.fastcsv.reader.CsvReader<CsvRecord> csv = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(separator).trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord((Reader) reader)) {
            for (CsvRecord row : csv) {
                List<String> fields = row.getFields().stream().map(String::strip).toList();
                if (header.isEmpty()) {
                    header = checkedHeader(source, row.getStartingLineNumber(), fields);
                    header.forEach(_ -> columns.add(new ArrayList<>()));
                    continue;
                }
                if (fields.size() != header.size()) {
                    throw ForecastException.table(source + " line " + row.getStartingLineNumber() + ": expected "
                            + header.size() + " fields as in the header, found " + fields.size()
                            + (fields.size() > header.size()
                                    ? "; quote fields that contain a '" + separator + "'"
                                    : ""));
                }
                for (int column = 0; column < fields.size(); column++) {
                    columns.get(column).add(fields.get(column));
                }
                lines.add(row.getStartingLineNumber());
            }
        }
        if (lines.isEmpty()) {
            throw ForecastException.table(source + ": expected rows after the header, found none");
        }
        Map<String, Column> named = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            named.put(header.get(column), Column.of(columns.get(column)));
        }
        return new Table(new Origin(source, "line", lines), named, HexFormat.of().formatHex(digest.digest()));
    }

    private static List<String> checkedHeader(String source, long line, List<String> names) {
        if (looksLikeData(names)) {
            throw ForecastException
                    .table(source + " line " + line + ": expected a header of column names, found the data '"
                            + Cells.shortened(String.join(", ", names)) + "'; put a line of names on top");
        }
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (name.isEmpty()) {
                throw ForecastException.table(
                        source + " line " + line + ": column " + (column + 1) + " has no name; give it one");
            }
            if (!seen.add(name)) {
                throw ForecastException.table(
                        source + " line " + line + ": two columns are named '" + name + "'; rename one of them");
            }
        }
        return names;
    }

    /// Whether a first row looks like data: it has a date or a fraction, or only numbers.
    private static boolean looksLikeData(List<String> names) {
        boolean allNumbers = true;
        for (String name : names) {
            boolean number = Cells.isNumber(name);
            if (TimeStamp.parse(name) != null || (number && !name.matches("\\d+"))) {
                return true;
            }
            allNumbers &= number;
        }
        return allNumbers;
    }

    private static Charset charset(BufferedInputStream bytes) throws IOException {
        bytes.mark(4);
        byte[] start = bytes.readNBytes(3);
        bytes.reset();
        int first = start.length > 0 ? start[0] & 0xFF : -1;
        int second = start.length > 1 ? start[1] & 0xFF : -1;
        if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        if (first == 0xEF && second == 0xBB && start.length > 2 && (start[2] & 0xFF) == 0xBF) {
            bytes.skipNBytes(3);
        }
        return StandardCharsets.UTF_8;
    }

    private static char separator(String source, BufferedReader reader) throws IOException {
        reader.mark(HEADER_LIMIT);
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        boolean blank = true;
        int read = 0;
        for (int c = reader.read(); c >= 0 && ++read < HEADER_LIMIT; c = reader.read()) {
            if ((c == '\n' || c == '\r') && !quoted && !blank) {
                break;
            }
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
                throw notText(source);
            }
            blank &= Character.isWhitespace(c);
            quoted ^= c == '"';
            int kind = quoted ? -1 : SEPARATORS.indexOf(c);
            if (kind >= 0) {
                counts[kind]++;
            }
        }
        if (blank) {
            throw ForecastException.table(source + ": empty; expected a header of column names and rows");
        }
        reader.reset();
        int best = 0;
        for (int kind = 1; kind < counts.length; kind++) {
            best = counts[kind] > counts[best] ? kind : best;
        }
        return SEPARATORS.charAt(best);
    }

    private static ForecastException notText(String source) {
        return ForecastException.table(source + ": expected CSV text in UTF-8, found other bytes; save it as UTF-8");
    }

    private static String message(Throwable problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }
}
