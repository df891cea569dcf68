package dev.lstm4j.forecast.table;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.schema.FileSchema;
import dev.hardwood.schema.SchemaNode;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Warning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads Parquet files with Hardwood, an optional library. Numbers stay numbers; dates and times become text as in
/// [Table#withTimes], those that are adjusted to UTC with a `Z`; nulls are missing values; columns of lists or structs
/// are left out.
final class ParquetTable {
    private static final Pattern CODEC = Pattern.compile("Cannot read (\\w+)-compressed .* (\\S+)");

    private final String source;
    private final List<Warning> warnings = new ArrayList<>();

    private ParquetTable(String source) {
        this.source = source;
    }

    /// Reads a file.
    ///
    /// @param source how messages refer to it
    /// @param bytes of the file
    /// @param checksum of the bytes
    /// @throws ForecastException if they are no Parquet file, or compressed in a way that is not known
    static Table read(String source, ByteBuffer bytes, String checksum) {
        try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(bytes)); RowReader rows = file.rowReader()) {
            return new ParquetTable(source).table(file, rows, checksum);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ForecastException own) {
                throw own;
            }
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            Matcher codec = CODEC.matcher(String.valueOf(cause.getMessage()));
            throw ForecastException.table(source + (codec.matches()
                    ? ": reading a Parquet file compressed with " + codec.group(1) + " needs the library "
                            + codec.group(2) + " on the class path; add it, or write the file with snappy or gzip"
                    : ": this Parquet file cannot be read: "
                            + String.valueOf(cause.getMessage()).replace("[<memory>] ", "")))
                    .causedBy(e);
        }
    }

    private Table table(ParquetFileReader file, RowReader rows, String checksum) {
        FileSchema schema = file.getFileSchema();
        int count = Math.toIntExact(file.getFileMetaData().numRows());
        if (count == 0) {
            throw ForecastException.table(source + ": expected rows, found none");
        }
        List<Values> values = new ArrayList<>();
        for (SchemaNode node : schema.getRootNode().children()) {
            values.add(new Values(node, count));
        }
        for (int row = 0; rows.hasNext(); row++) {
            rows.next();
            for (int column = 0; column < values.size(); column++) {
                if (!rows.isNull(column)) {
                    values.get(column).put(row, rows.getValue(column));
                }
            }
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Values column : values) {
            if (column.nested) {
                warnings.add(new Warning(source + ", column " + column.name
                        + ": left out, since its cells are lists or structures"));
            } else if (columns.put(column.name.strip(), column.column()) != null) {
                throw ForecastException
                        .table(source + ": two columns are named '" + column.name + "'; rename one of them");
            }
        }
        if (columns.isEmpty()) {
            throw ForecastException.table(source + ": expected a column of numbers, texts or times, found none");
        }
        return new Table(new Origin(source, "row", RowNumbers.from(1, count)), columns,
                new TableForm(checksum, "Parquet", TableForm.NO_SEPARATOR), warnings);
    }

    /// The values of a column while it is read.
    private static final class Values {
        private final String name;
        private final boolean unsigned;
        private final boolean nested;
        private final int rows;
        private double @Nullable [] numbers;
        private @Nullable Object @Nullable [] others;

        Values(SchemaNode node, int rows) {
            this.name = node.name();
            this.rows = rows;
            this.nested = !(node instanceof SchemaNode.PrimitiveNode);
            this.unsigned = node instanceof SchemaNode.PrimitiveNode leaf
                    && leaf.logicalType() instanceof LogicalType.IntType whole && !whole.isSigned();
        }

        void put(int row, Object value) {
            if (nested || value instanceof PqList || value instanceof PqMap || value instanceof PqStruct) {
                return;
            }
            if (!(value instanceof Number number)) {
                others = others == null ? new Object[rows] : others;
                others[row] = value;
                return;
            }
            if (numbers == null) {
                numbers = new double[rows];
                Arrays.fill(numbers, Double.NaN);
            }
            numbers[row] = switch (number) {
                case Integer whole when unsigned -> Integer.toUnsignedLong(whole);
                case Long whole when unsigned && whole < 0 -> Double.parseDouble(Long.toUnsignedString(whole));
                case Float single -> Double.parseDouble(single.toString()); // 0.1f is 0.1, as in a CSV file
                default -> number.doubleValue();
            };
        }

        Column column() {
            if (numbers != null) {
                return new NumberColumn(numbers);
            }
            @Nullable
            Object[] cells = others == null ? new Object[rows] : others;
            List<TemporalAccessor> times = new ArrayList<>();
            for (Object cell : cells) {
                if (cell instanceof TemporalAccessor time && !(cell instanceof LocalTime)) {
                    times.add(time);
                }
            }
            List<String> written = TimeStamp.texts(times);
            TextColumn.Builder column = new TextColumn.Builder();
            int next = 0;
            for (Object cell : cells) {
                boolean time = next < times.size() && cell == times.get(next);
                column.add(cell == null ? "" : time ? written.get(next) : text(cell));
                next += time ? 1 : 0;
            }
            return column.build();
        }

        private static String text(Object cell) {
            return cell instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.UTF_8).strip()
                    : Objects.toString(cell).strip();
        }
    }
}
