package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    private final @Nullable TableForm form;
    private final List<Warning> warnings;

    Table(Origin origin, Map<String, Column> columns, @Nullable TableForm form, List<Warning> warnings) {
        this.origin = origin;
        this.columns = columns;
        this.header = List.copyOf(columns.keySet());
        this.form = form;
        this.warnings = List.copyOf(warnings);
    }

    /// Reads a CSV file with a header: UTF-8, UTF-16 or, if it is neither, an encoding that is detected; commas,
    /// semicolons, tabs, pipes or spaces between fields, or the separator of a line such as `sep=;` above the header;
    /// quoted fields; any line ends. What is compressed with gzip is decompressed. Comments and other lines around the
    /// table are left out with a warning. A Parquet file is read if `dev.hardwood:hardwood-core` is on the class path.
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
    /// @param form encoding, header and layout
    /// @return all its rows
    /// @throws ForecastException if it is missing, empty, not text in the encoding, or not a table
    public static Table readCsv(Path file, FileSettings form) {
        return readCsv(file, form, ReadingListener.NONE);
    }

    /// Reads a CSV file of a given form and tells how far it is.
    ///
    /// @param file the CSV file
    /// @param form encoding, header and layout
    /// @param listener is told how much has been read
    /// @return all its rows
    /// @throws ForecastException if it is missing, empty, not text in the encoding, or not a table
    public static Table readCsv(Path file, FileSettings form, ReadingListener listener) {
        if (Files.isDirectory(file)) {
            throw ForecastException.table(file + ": expected a CSV file, found a folder");
        }
        if (!Files.exists(file)) {
            throw ForecastException.table(file + ": no such file");
        }
        try {
            return TableFile.read(FileSource.of(file, listener), form);
        } catch (IOException | UncheckedIOException e) {
            throw ForecastException.table(file + ": cannot be read: " + e.getMessage()).causedBy(e);
        }
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
    /// @param form encoding, header and layout
    /// @return all its rows
    /// @throws IOException if the stream fails
    /// @throws ForecastException if it is empty, not text in the encoding, or not a table
    public static Table readCsv(String name, InputStream stream, FileSettings form) throws IOException {
        return TableFile.read(FileSource.of(name, stream.readAllBytes()), form);
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
        Map<String, Column> all = new LinkedHashMap<>();
        Table table = null;
        for (Map.Entry<String, double[]> entry : ordered.entrySet()) {
            Column column = new NumberColumn(entry.getValue().clone());
            table = table == null
                    ? new Table(Origin.ofRows("table", column.rows()), Map.of(), null, List.of())
                    : table;
            table.check(entry.getKey(), column);
            all.put(entry.getKey(), column);
        }
        if (table == null) {
            throw ForecastException.table("table: expected at least one column, found none");
        }
        return new Table(table.origin, all, null, List.of());
    }

    /// Returns a copy with one more column of numbers, or with a column replaced.
    ///
    /// @param name of the column
    /// @param values one for each row; copied
    /// @return another table
    /// @throws ForecastException if the number of rows differs or the name is empty
    public Table withNumbers(String name, double... values) {
        return with(name, new NumberColumn(values.clone()));
    }

    /// Returns a copy with one more column of text, or with a column replaced. Times, such as `2012-01-31` or
    /// `31.01.2012 18:00`, are recognized as in files; null and empty text are missing values.
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
        return with(name, TextColumn.of(cells));
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
        return with(name, TextColumn.of(TimeStamp.texts(times)));
    }

    private Table with(String name, Column column) {
        check(name, column);
        Map<String, Column> changed = new LinkedHashMap<>(columns);
        changed.put(name, column);
        return new Table(origin, changed, null, warnings);
    }

    private void check(String name, Column column) {
        if (name.isBlank()) {
            throw ForecastException.table(name() + ": expected a column with a name, found one without");
        }
        if (column.rows() != rows() || column.rows() == 0) {
            throw ForecastException.table(name() + ", column " + name + ": expected "
                    + (rows() == 0 ? "at least one row" : rows() + " rows as in the other columns") + ", found "
                    + column.rows());
        }
    }

    /// Returns a copy under another name.
    ///
    /// @param name how messages refer to it
    /// @return another table
    public Table withName(String name) {
        return new Table(new Origin(name, origin.unit(), origin.numbers()), columns, form,
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
        return new Table(origin.select(rows), selected, null, warnings);
    }

    /// Returns a copy with times that are read, in place of the columns that hold them.
    Table withStamps(String name, List<String> parts, List<TimeStamp> stamps) {
        Map<String, Column> changed = new LinkedHashMap<>();
        columns.forEach((other, column) -> {
            if (other.equals(parts.getFirst())) {
                changed.put(name, new TimesColumn(
                        parts.size() == 1 ? column : TextColumn.of(stamps.stream().map(TimeStamp::toString).toList()),
                        stamps));
            } else if (!parts.contains(other)) {
                changed.put(other, column);
            }
        });
        return new Table(origin, changed, form, warnings);
    }

    /// Returns a copy with other columns in place of some.
    Table withColumns(Map<String, Column> others) {
        Map<String, Column> changed = new LinkedHashMap<>(columns);
        changed.putAll(others);
        return new Table(origin, changed, form, warnings);
    }

    Table withWarnings(List<Warning> more) {
        List<Warning> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Table(origin, columns, form, all);
    }

    /// The times of a column.
    ///
    /// @param column its name
    /// @return one a row
    /// @throws ForecastException if there is no such column, a cell is not a time, only some times have a zone, or times
    ///         differ by less than a microsecond
    public List<TimeStamp> stamps(String column) {
        List<TimeStamp> stamps = column(column) instanceof TimesColumn times
                ? times.stamps()
                : TimeReader.of(origin, column, texts(column), TimeReader.Rules.NONE).read();
        for (int row = 1; row < stamps.size(); row++) {
            TimeStamp stamp = stamps.get(row);
            TimeStamp before = stamps.get(row - 1);
            if ((stamp.offset() == null) != (stamps.getFirst().offset() == null)) {
                throw ForecastException.table(origin.place(row, column) + ": expected a time "
                        + (stamp.offset() == null ? "with" : "without") + " a zone as on " + origin.row(0)
                        + ", found '" + text(row, column) + "'");
            }
            if (stamp.micros() == before.micros() && stamp.local().getNano() != before.local().getNano()) {
                throw ForecastException.table(
                        origin.place(row, column) + ": expected a time at least a microsecond after "
                                + before + " of " + origin.row(row - 1) + ", found " + stamp + "; use no time column",
                        Setting.TIME);
            }
        }
        return stamps;
    }

    /// The texts of a column, numbers without a needless fraction.
    List<String> texts(String column) {
        return column(column).texts();
    }

    /// The file that it was read from.
    ///
    /// @return null for a table from arrays, and for a part of a file
    public @Nullable TableForm form() {
        return form;
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
        String alike = header.stream().filter(name -> name.equalsIgnoreCase(column.strip())).findFirst().orElse(null);
        return name() + " has no column '" + column + "'; "
                + (alike != null
                        ? "did you mean '" + alike + "'?"
                        : "it has " + String.join(", ", header.subList(0, Math.min(header.size(), SHOWN_NAMES)))
                                + (header.size() > SHOWN_NAMES ? ", ..." : ""));
    }

    /// A column. Where many of its cells are read, this is faster than to name it for each of them.
    ///
    /// @param name of the column
    /// @return its cells
    /// @throws ForecastException if there is no such column
    public Column column(String name) {
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
        return column(column).number(row, at -> origin.place(at, column));
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
        if (form != null) {
            return form.sha256();
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
