package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Named columns of the same length, from a CSV file or from arrays. A table never changes. What its cells mean, which
/// of them are missing and which column holds the times, is decided when it is read for a forecast.
public final class Table {
    private static final int SHOWN_NAMES = 20;

    private final Origin origin;
    private final Map<String, Column> columns;
    private final List<String> header;
    private final @Nullable String fileChecksum;
    private final List<Warning> warnings;

    Table(Origin origin, Map<String, Column> columns, @Nullable String fileChecksum, List<Warning> warnings) {
        this.origin = origin;
        this.columns = columns;
        this.header = List.copyOf(columns.keySet());
        this.fileChecksum = fileChecksum;
        this.warnings = List.copyOf(warnings);
    }

    /// Reads a CSV file with a header: UTF-8, UTF-16 or, if it is neither, Windows-1252; the separator of a line such
    /// as `sep=;` above the header, otherwise commas, semicolons or tabs, whichever the header has most of; quoted
    /// fields; any line ends. A file whose name ends in `.gz` is decompressed with gzip.
    ///
    /// @param file the CSV file
    /// @return all its rows
    /// @throws ForecastException if it is missing, empty, not text, or not a table
    public static Table readCsv(Path file) {
        return readCsv(file, FileSettings.DEFAULT);
    }

    /// Reads a CSV file of a given form.
    ///
    /// @param file the CSV file
    /// @param form encoding and header
    /// @return all its rows
    /// @throws ForecastException if it is missing, empty, not text in the encoding, or not a table
    public static Table readCsv(Path file, FileSettings form) {
        return CsvReader.read(file, form);
    }

    /// Reads CSV text from a stream to its end.
    ///
    /// @param name how messages refer to it
    /// @param stream its bytes; not closed
    /// @return all its rows
    /// @throws IOException if the stream fails
    /// @throws ForecastException if it is empty, not text, or not a table
    public static Table readCsv(String name, InputStream stream) throws IOException {
        return readCsv(name, stream, FileSettings.DEFAULT);
    }

    /// Reads CSV text of a given form from a stream to its end.
    ///
    /// @param name how messages refer to it
    /// @param stream its bytes; not closed
    /// @param form encoding and header
    /// @return all its rows
    /// @throws IOException if the stream fails
    /// @throws ForecastException if it is empty, not text in the encoding, or not a table
    public static Table readCsv(String name, InputStream stream, FileSettings form) throws IOException {
        return CsvReader.read(name, stream, form);
    }

    /// A table of numbers. NaN and infinities are missing values.
    ///
    /// @param columns at least one, of the same length; copied. Their order is that of the map if it has one, such as a
    ///        [java.util.LinkedHashMap]; else they are sorted by name, so that the same columns always give the same
    ///        training
    /// @return the table
    /// @throws ForecastException if there is no column, a column has no rows or no name, or lengths differ
    public static Table of(Map<String, double[]> columns) {
        Map<String, double[]> ordered = columns instanceof SequencedMap<?, ?> ? columns : new TreeMap<>(columns);
        Table table = null;
        for (Map.Entry<String, double[]> entry : ordered.entrySet()) {
            Column column = new Column.Numbers(entry.getValue().clone());
            table = table == null
                    ? new Table(Origin.ofRows("table", column.rows()), Map.of(), null, List.of()).with(entry.getKey(),
                            column)
                    : table.with(entry.getKey(), column);
        }
        if (table == null) {
            throw ForecastException.table("table: expected at least one column, found none");
        }
        return table;
    }

    /// Returns a copy with one more column of numbers, or with a column replaced.
    ///
    /// @param name of the column
    /// @param values one for each row; copied
    /// @return another table
    /// @throws ForecastException if the number of rows differs or the name is empty
    public Table withNumbers(String name, double... values) {
        return with(name, new Column.Numbers(values.clone()));
    }

    /// Returns a copy with one more column of text, or with a column replaced. Times in ISO 8601, such as `2012-01-31`
    /// or `2012-01-31T18:00`, are recognized; null and empty text are missing values.
    ///
    /// @param name of the column
    /// @param values one for each row; copied
    /// @return another table
    /// @throws ForecastException if the number of rows differs or the name is empty
    public Table withTexts(String name, List<? extends @Nullable String> values) {
        List<String> cells = new ArrayList<>(values.size());
        for (String value : values) {
            cells.add(value == null ? "" : value.strip());
        }
        return with(name, Column.of(cells));
    }

    /// Returns a copy with one more column of times, or with a column replaced.
    ///
    /// @param name of the column
    /// @param times one for each row:
    ///        [java.time.LocalDate], [java.time.LocalDateTime], [java.time.OffsetDateTime], [java.time.ZonedDateTime] or
    ///        [java.time.Instant]
    /// @return another table
    /// @throws ForecastException if the number of rows differs, the name is empty, or a time has no date
    public Table withTimes(String name, List<? extends TemporalAccessor> times) {
        return with(name, Column.of(TimeStamp.texts(times)));
    }

    private Table with(String name, Column column) {
        if (name.isBlank()) {
            throw ForecastException.table(name() + ": expected a column with a name, found one without");
        }
        if (column.rows() != rows() || column.rows() == 0) {
            throw ForecastException.table(name() + ", column " + name + ": expected "
                    + (rows() == 0 ? "at least one row" : rows() + " rows as in the other columns") + ", found "
                    + column.rows());
        }
        Map<String, Column> changed = new LinkedHashMap<>(columns);
        changed.put(name, column);
        return new Table(origin, changed, null, warnings);
    }

    /// Returns a copy under another name.
    ///
    /// @param name how messages refer to it
    /// @return another table
    public Table withName(String name) {
        return new Table(new Origin(name, origin.unit(), origin.numbers()), columns, fileChecksum,
                warnings);
    }

    /// Some consecutive rows.
    ///
    /// @param from the first, from 0
    /// @param to past the last
    /// @return another table
    /// @throws IndexOutOfBoundsException if the rows are not in the table
    /// @throws ForecastException if there are none
    public Table slice(int from, int to) {
        if (from == to) {
            throw ForecastException.table(name() + ": expected a slice of at least one row, found none");
        }
        Origin part = origin.slice(from, to);
        Map<String, Column> parts = new LinkedHashMap<>();
        columns.forEach((name, column) -> parts.put(name, column.slice(from, to)));
        return new Table(part, parts, null, warnings);
    }

    /// Some rows in any order.
    ///
    /// @param rows from 0; a row may be there several times
    /// @return another table
    /// @throws IndexOutOfBoundsException if a row is not in the table
    /// @throws ForecastException if there are none
    public Table select(int... rows) {
        if (rows.length == 0) {
            throw ForecastException.table(name() + ": expected at least one row, found none");
        }
        Map<String, Column> selected = new LinkedHashMap<>();
        columns.forEach((name, column) -> selected.put(name, column.select(rows)));
        return new Table(origin.select(Arrays.stream(rows).boxed().toList()), selected, null, warnings);
    }

    /// The times of a column.
    ///
    /// @param column its name
    /// @return one for each row
    /// @throws ForecastException if there is no such column, a cell is not a time, or only some times have a zone
    public List<TimeStamp> stamps(String column) {
        List<TimeStamp> stamps = new ArrayList<>(rows());
        for (int row = 0; row < rows(); row++) {
            String cell = text(row, column);
            TimeStamp stamp = TimeStamp.parse(cell);
            if (stamp == null) {
                throw ForecastException
                        .table(origin.place(row, column) + ": expected a date or time such as 2012-01-31 or"
                                + " 2012-01-31T18:00, found '" + Cells.shortened(cell) + "'");
            }
            if (row > 0 && (stamp.offset() == null) != (stamps.getFirst().offset() == null)) {
                throw ForecastException.table(origin.place(row, column) + ": expected a time "
                        + (stamp.offset() == null ? "with" : "without") + " a zone as on " + origin.row(0)
                        + ", found '" + cell + "'");
            }
            stamps.add(stamp);
        }
        return stamps;
    }

    /// What was uncertain when the table was read, or left out.
    ///
    /// @return empty if there is nothing to tell
    public List<Warning> warnings() {
        return warnings;
    }

    /// How messages refer to it.
    ///
    /// @return the path of the file as the caller gave it, or `table`
    public String name() {
        return origin.name();
    }

    /// The origin of its rows.
    ///
    /// @return for messages
    public Origin origin() {
        return origin;
    }

    /// The names of the columns.
    ///
    /// @return in order
    public List<String> header() {
        return header;
    }

    /// The number of rows.
    ///
    /// @return at least 1
    public int rows() {
        return origin.rows();
    }

    /// Whether there is a column.
    ///
    /// @param column its name
    /// @return false if there is none of that name
    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /// The exception for a missing column.
    ///
    /// @param column its name
    /// @return what is wrong, with the columns that are there
    public String missingColumn(String column) {
        return name() + " has no column '" + column + "'; it has "
                + String.join(", ", header.subList(0, Math.min(header.size(), SHOWN_NAMES)))
                + (header.size() > SHOWN_NAMES ? ", ..." : "");
    }

    private Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw ForecastException.table(missingColumn(name));
        }
        return column;
    }

    /// The text of a cell.
    ///
    /// @param row from 0
    /// @param column its name
    /// @return without spaces around
    /// @throws ForecastException if there is no such column
    public String text(int row, String column) {
        return column(column).text(row);
    }

    /// The number in a cell.
    ///
    /// @param row from 0
    /// @param column its name
    /// @return a finite number
    /// @throws ForecastException if there is no such column, or the cell is not a number
    public double number(int row, String column) {
        return column(column).number(row, origin.place(row, column));
    }

    /// Whether a cell of a column of numbers has no value.
    ///
    /// @param row from 0
    /// @param column its name
    /// @param cells which texts are missing values
    /// @return whether it counts as missing
    /// @throws ForecastException if there is no such column
    public boolean isMissing(int row, String column, Cells cells) {
        return column(column).isMissing(row, cells);
    }

    /// Whether a cell of a column of text has no value.
    ///
    /// @param row from 0
    /// @param column its name
    /// @param cells which texts are missing values
    /// @return whether it counts as missing
    /// @throws ForecastException if there is no such column
    public boolean isMissingText(int row, String column, Cells cells) {
        return column(column).isMissingText(row, cells);
    }

    /// Whether a number was meant in a cell, even one in a notation that cannot be read.
    ///
    /// @param row from 0
    /// @param column its name
    /// @return whether it looks like a number
    /// @throws ForecastException if there is no such column
    public boolean looksLikeNumber(int row, String column) {
        return column(column).looksLikeNumber(row);
    }

    /// A checksum by which the same data is recognized.
    ///
    /// @return SHA-256 of the file's bytes, or of names and cells for a table from arrays: 64 hexadecimal digits
    public String sha256() {
        if (fileChecksum != null) {
            return fileChecksum;
        }
        MessageDigest digest = newDigest();
        columns.forEach((name, column) -> {
            add(digest, name);
            for (int row = 0; row < column.rows(); row++) {
                add(digest, column.text(row));
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected support in every Java runtime, found none", e);
        }
    }

    /// Its name, rows and columns.
    @Override
    public String toString() {
        return "Table[" + name() + ", " + rows() + " rows of " + String.join(", ", header) + "]";
    }
}
