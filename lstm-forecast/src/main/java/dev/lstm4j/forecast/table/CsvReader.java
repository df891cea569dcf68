package dev.lstm4j.forecast.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
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
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A CSV file as it is: a line of column names and rows of text, each with its line in the file. Reads UTF-8 and, with a
/// byte order mark, UTF-16; commas, semicolons or tabs, whichever the header has most of; quoted fields; any line ends.
public final class CsvTable {
    private static final int HEADER_LIMIT = 1 << 20;

    private final String source;
    private final String sha256;
    private final List<String> header;
    private final List<String[]> rows;
    private final List<Long> lines;

    private CsvTable(String source, String sha256, List<String> header, List<String[]> rows, List<Long> lines) {
        this.source = source;
        this.sha256 = sha256;
        this.header = header;
        this.rows = rows;
        this.lines = lines;
    }

    /// Reads a file.
    ///
    /// @param path where it is
    /// @return all its rows
    /// @throws InputException where it is missing, empty, not text, or not a table
    public static CsvTable read(Path path) {
        if (Files.isDirectory(path)) {
            throw new InputException(path + ": expected a CSV file, found a folder");
        }
        if (!Files.exists(path)) {
            throw new InputException(path + ": no such file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(path.toString(), in);
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// Reads a stream to its end.
    ///
    /// @param source the name that messages give it
    /// @param stream its bytes; not closed
    /// @return all its rows
    /// @throws IOException where the stream fails
    /// @throws InputException where it is empty, not text, or not a table
    public static CsvTable read(String source, InputStream stream) throws IOException {
        MessageDigest digest = newDigest();
        BufferedInputStream bytes = new BufferedInputStream(new DigestInputStream(stream, digest));
        Charset charset = charset(bytes);
        BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, charset.newDecoder()), HEADER_LIMIT);
        try {
            return parse(source, reader, digest);
        } catch (CharacterCodingException e) {
            throw notText(source, e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notText(source, e);
            }
            throw e;
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof CharacterCodingException) {
                throw notText(source, e);
            }
            throw new InputException(source + ": not a CSV table: " + Cells.shortened(message(cause)), e);
        }
    }

    private static CsvTable parse(String source, BufferedReader reader, MessageDigest digest) throws IOException {
        char separator = separator(source, reader);
        List<String[]> rows = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        List<String> header = List.of();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator(separator).trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord((Reader) reader)) {
            for (CsvRecord row : csv) {
                String[] fields = row.getFields().stream().map(String::strip).toArray(String[]::new);
                if (header.isEmpty()) {
                    header = checkedHeader(source, row.getStartingLineNumber(), List.of(fields));
                    continue;
                }
                if (fields.length != header.size()) {
                    throw new InputException(source + " line " + row.getStartingLineNumber() + ": expected "
                            + header.size() + " fields as in the header, found " + fields.length
                            + (fields.length > header.size()
                                    ? "; quote fields that contain a '" + separator + "'"
                                    : ""));
                }
                rows.add(fields);
                lines.add(row.getStartingLineNumber());
            }
        }
        if (rows.isEmpty()) {
            throw new InputException(source + ": a header but no rows");
        }
        return new CsvTable(source, HexFormat.of().formatHex(digest.digest()), header, rows, lines);
    }

    private static List<String> checkedHeader(String source, long line, List<String> names) {
        if (looksLikeData(names)) {
            throw new InputException(source + " line " + line + ": expected a header of column names, found the data '"
                    + Cells.shortened(String.join(", ", names)) + "'; put a line of names on top");
        }
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (name.isEmpty()) {
                throw new InputException(
                        source + " line " + line + ": column " + (column + 1) + " has no name; give it one");
            }
            if (!seen.add(name)) {
                throw new InputException(
                        source + " line " + line + ": two columns are named '" + name + "'; rename one of them");
            }
        }
        return names;
    }

    /// A date, a number with a fraction, or nothing but numbers: no header says that.
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
        int[] counts = new int[3];
        boolean quoted = false;
        boolean blank = true;
        int read = 0;
        for (int c = reader.read(); c >= 0 && ++read < HEADER_LIMIT; c = reader.read()) {
            if ((c == '\n' || c == '\r') && !quoted && !blank) {
                break;
            }
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
                throw notText(source, null);
            }
            blank &= Character.isWhitespace(c);
            quoted ^= c == '"';
            int kind = quoted ? -1 : ",;\t".indexOf(c);
            if (kind >= 0) {
                counts[kind]++;
            }
        }
        if (blank) {
            throw new InputException(source + ": empty; expected a header of column names and rows");
        }
        reader.reset();
        int best = 0;
        for (int kind = 1; kind < counts.length; kind++) {
            best = counts[kind] > counts[best] ? kind : best;
        }
        return ",;\t".charAt(best);
    }

    private static InputException notText(String source, @Nullable Throwable cause) {
        String message = source + ": expected CSV text in UTF-8, found other bytes";
        return cause == null ? new InputException(message) : new InputException(message, cause);
    }

    private static String message(Throwable problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// What messages call it.
    ///
    /// @return the path as the user gave it
    public String source() {
        return source;
    }

    /// A checksum of the file's bytes.
    ///
    /// @return 64 hexadecimal digits
    public String sha256() {
        return sha256;
    }

    /// The names of the columns.
    ///
    /// @return in the file's order
    public List<String> header() {
        return header;
    }

    /// How many rows there are below the header.
    ///
    /// @return at least 1
    public int rows() {
        return rows.size();
    }

    /// The line of the file on which a row begins.
    ///
    /// @param row from 0
    /// @return from 1
    public long line(int row) {
        return lines.get(row);
    }

    /// The text of a cell.
    ///
    /// @param row from 0
    /// @param column from 0
    /// @return without spaces around
    public String cell(int row, int column) {
        return rows.get(row)[column];
    }

    /// Finds a column.
    ///
    /// @param name as in the header
    /// @param asked what asks for it, such as `--target`
    /// @return from 0
    /// @throws InputException where there is none of that name
    public int column(String name, String asked) {
        int column = header.indexOf(name);
        if (column < 0) {
            throw new InputException(asked + ": " + source + " has no column '" + name + "'; it has "
                    + String.join(", ", header.subList(0, Math.min(header.size(), 20)))
                    + (header.size() > 20 ? ", ..." : ""));
        }
        return column;
    }

    /// Names a place for a message.
    ///
    /// @param row from 0
    /// @param column its name
    /// @return for example `weather.csv line 118, column wind`
    public String place(int row, String column) {
        return source + " line " + line(row) + ", column " + column;
    }
}
