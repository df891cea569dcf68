package dev.lstm4j.forecast.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The row of a CSV file that was read last: its fields without spaces around, one behind the other in one array, so
/// that a large file is read without an object for each field. It passes itself to a [Rows].
final class Row extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final Rows rows;
    private char[] text = new char[1 << 10];
    private int[] starts = new int[1 << 5];
    private int fields;
    private int used;
    private long line;

    /// Takes the rows of a file.
    @FunctionalInterface
    interface Rows {
        /// Takes the next row.
        ///
        /// @param row overwritten by the row after it
        void take(Row row);
    }

    Row(Rows rows) {
        this.rows = rows;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        fields = 0;
        used = 0;
        line = startingLineNumber;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        int from = offset;
        int to = offset + length;
        while (from < to && Character.isWhitespace(buffer[from])) {
            from++;
        }
        while (to > from && Character.isWhitespace(buffer[to - 1])) {
            to--;
        }
        int size = to - from;
        if (text.length - used < size) {
            text = Arrays.copyOf(text, Math.max(used + size, 2 * text.length));
        }
        System.arraycopy(buffer, from, text, used, size);
        if (starts.length < fields + 2) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[fields++] = used;
        used += size;
        starts[fields] = used;
    }

    @Override
    protected Boolean buildRecord() {
        if (fields > 0) {
            rows.take(this);
        }
        return true;
    }

    /// The line of the text on which it begins, from 1.
    long line() {
        return line;
    }

    int fields() {
        return fields;
    }

    String text(int field) {
        return new String(text, starts[field], starts[field + 1] - starts[field]);
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>(fields);
        for (int field = 0; field < fields; field++) {
            texts.add(text(field));
        }
        return texts;
    }

    /// Adds each field to its column.
    void addTo(List<TextColumn.Builder> columns) {
        for (int field = 0; field < fields; field++) {
            columns.get(field).add(text, starts[field], starts[field + 1]);
        }
    }
}
