package dev.lstm4j.forecast.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads CSV files into tables of text: the encoding that is given or detected ([Encodings]); the separator of a line
/// `sep=;`, otherwise commas, semicolons or tabs, whichever the first row has most of; quoted fields; any line ends.
final class CsvReader {
    private static final int HEADER_LIMIT = 1 << 20;
    private static final int SHORT_LINE = 16;
    private static final String GZIP = ".gz";
    private static final int GZIP_BUFFER = 1 << 16;
    private static final String SEPARATORS = ",;\t";
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?", Pattern.CASE_INSENSITIVE);

    private final String source;
    private final FileSettings form;
    private final List<Warning> warnings = new ArrayList<>();
    private long linesBefore;

    private CsvReader(String source, FileSettings form) {
        this.source = source;
        this.form = form;
    }

    /// Opens the bytes once more.
    private interface Opener {
        InputStream open() throws IOException;
    }

    static Table read(Path path, FileSettings form) {
        if (Files.isDirectory(path)) {
            throw ForecastException.table(path + ": expected a CSV file, found a folder");
        }
        if (!Files.exists(path)) {
            throw ForecastException.table(path + ": no such file");
        }
        try {
            return read(path.toString(), () -> open(path), form);
        } catch (IOException | UncheckedIOException e) {
            throw ForecastException.table(path + ": cannot be read: " + e.getMessage()).causedBy(e);
        }
    }

    private static InputStream open(Path path) throws IOException {
        InputStream bytes = Files.newInputStream(path);
        if (!path.toString().endsWith(GZIP)) {
            return bytes;
        }
        try {
            return new GZIPInputStream(bytes, GZIP_BUFFER);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    static Table read(String source, InputStream stream, FileSettings form) throws IOException {
        byte[] bytes = stream.readAllBytes();
        return read(source, () -> new ByteArrayInputStream(bytes), form);
    }

    private static Table read(String source, Opener opener, FileSettings form) throws IOException {
        Charset given = form.encoding() == null ? null : Charset.forName(form.encoding());
        try {
            return new CsvReader(source, form).read(opener, given);
        } catch (CharacterCodingException e) {
            if (given != null) {
                throw ForecastException.table(source + ": expected text in " + given.name() + ", found other bytes",
                        Setting.ENCODING).causedBy(e);
            }
        }
        CsvReader other = new CsvReader(source, form);
        other.warnings.add(new Warning(Setting.ENCODING, source + ": not in UTF-8; read as " + Encodings.FALLBACK.name()
                + ", the encoding of Windows in western Europe; if names or texts look wrong, name another encoding"));
        try {
            return other.read(opener, Encodings.FALLBACK);
        } catch (CharacterCodingException e) {
            throw notText(source).causedBy(e);
        }
    }

    /// @throws CharacterCodingException if the bytes are not text in the encoding
    private Table read(Opener opener, @Nullable Charset given) throws IOException {
        MessageDigest digest = Table.newDigest();
        try (InputStream stream = opener.open()) {
            BufferedInputStream bytes = new BufferedInputStream(new DigestInputStream(stream, digest));
            Charset detected = Encodings.detect(bytes);
            Charset charset = given == null ? detected : given;
            StrayEnd text = new StrayEnd(new InputStreamReader(bytes, charset.newDecoder()));
            try {
                return parse(new BufferedReader(text, HEADER_LIMIT), text, digest);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (CsvParseException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (cause instanceof IOException io) {
                    throw io;
                }
                throw ForecastException.table(source + ": not a CSV table: " + Cells.shortened(message(cause)))
                        .causedBy(e);
            }
        }
    }

    private Table parse(BufferedReader reader, StrayEnd text, MessageDigest digest) throws IOException {
        skipByteOrderMark(reader);
        char separator = separator(reader);
        List<List<String>> columns = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        List<String> header = List.of();
        long headerLine = 0;
        try (de.siegmar.fastcsv.reader.CsvReader<CsvRecord> csv = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(separator).trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord((Reader) reader)) {
            for (CsvRecord row : csv) {
                List<String> fields = row.getFields().stream().map(String::strip).toList();
                long line = row.getStartingLineNumber() + linesBefore;
                if (header.isEmpty()) {
                    headerLine = line;
                    header = form.header() ? header(line, fields) : numbered(fields.size());
                    header.forEach(_ -> columns.add(new ArrayList<>()));
                    if (form.header()) {
                        continue;
                    }
                }
                if (fields.size() != header.size()) {
                    throw ForecastException.table(source + " line " + line + ": expected "
                            + header.size() + " fields as in the " + (form.header() ? "header" : "first row")
                            + ", found " + fields.size()
                            + (fields.size() > header.size()
                                    ? "; quote fields that contain a '" + separator + "'"
                                    : ""));
                }
                for (int column = 0; column < fields.size(); column++) {
                    columns.get(column).add(fields.get(column));
                }
                lines.add(line);
            }
        }
        if (lines.isEmpty()) {
            throw ForecastException.table(source + ": expected rows after the header, found none");
        }
        if (text.found()) {
            warnings.add(new Warning(source + ": ends with NUL or end-of-file characters (0x1A), which are left out"));
        }
        return new Table(new Origin(source, "line", lines), named(headerLine, header, columns),
                HexFormat.of().formatHex(digest.digest()), warnings);
    }

    /// Names the columns. One without a name and without values comes from a separator at the end of each line, and is
    /// left out.
    private Map<String, Column> named(long line, List<String> header, List<List<String>> columns) {
        Map<String, Column> named = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            List<String> cells = columns.get(column);
            String name = header.get(column);
            if (name.isEmpty() && cells.stream().allMatch(String::isEmpty)) {
                warnings.add(new Warning(source + ": column " + (column + 1)
                        + " has neither a name nor a value, and is left out"));
                continue;
            }
            if (name.isEmpty()) {
                name = numberedName(column);
                warnings.add(new Warning(source + " line " + line + ": column " + (column + 1)
                        + " has no name; it is called '" + name + "'"));
            }
            if (named.put(name, Column.of(cells)) != null) {
                throw ForecastException.table(
                        source + " line " + line + ": two columns are named '" + name + "'; rename one of them");
            }
        }
        return named;
    }

    private static List<String> numbered(int columns) {
        return IntStream.range(0, columns).mapToObj(CsvReader::numberedName).toList();
    }

    private static String numberedName(int column) {
        return "column " + (column + 1);
    }

    private List<String> header(long line, List<String> names) {
        if (looksLikeData(names)) {
            throw ForecastException
                    .table(source + " line " + line + ": expected a header of column names, found the data '"
                            + Cells.shortened(String.join(", ", names))
                            + "'; put a line of names on top, or read the file without a header", Setting.HEADER);
        }
        if (names.stream().allMatch(Cells::isNumber)) {
            warnings.add(new Warning(Setting.HEADER, source + " line " + line + ": '"
                    + Cells.shortened(String.join(", ", names))
                    + "' are taken for the names of the columns, not for data"));
        }
        return names;
    }

    /// Whether a first row looks like data: it has a date or a fraction, or only numbers that do not count the columns,
    /// perhaps with a month such as `Jan 2020`.
    private static boolean looksLikeData(List<String> names) {
        boolean timed = names.size() > 1 && TimeStamp.parse(names.getFirst()) != null;
        if (timed && names.stream().skip(1).allMatch(Cells::isNumber)) {
            return true;
        }
        for (String name : names) {
            if (CellLayouts.isDate(name) || (Cells.isNumber(name) && !name.matches("\\d+"))) {
                return true;
            }
        }
        return names.stream().allMatch(Cells::isNumber) && !(counts(names, 0) || counts(names, 1));
    }

    private static boolean counts(List<String> names, int first) {
        return names.size() > 1 && names.equals(
                IntStream.range(first, first + names.size()).mapToObj(Integer::toString).toList());
    }

    /// Java's decoders of UTF-16LE and UTF-16BE pass on the mark.
    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    private char separator(BufferedReader reader) throws IOException {
        reader.mark(HEADER_LIMIT);
        Matcher given = SEPARATOR_LINE.matcher(shortLine(reader));
        if (given.matches()) {
            linesBefore = 1;
            reader.reset();
            reader.readLine();
            return given.group(1).charAt(0);
        }
        reader.reset();
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

    /// Reads the first line, or the start of a long one.
    private static String shortLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0 && c != '\n' && c != '\r' && line.length() < SHORT_LINE; c = reader.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static ForecastException notText(String source) {
        return ForecastException
                .table(source + ": expected CSV text in UTF-8, found other bytes; save it as UTF-8, or give its"
                        + " encoding", Setting.ENCODING);
    }

    private static String message(Throwable problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }
}
