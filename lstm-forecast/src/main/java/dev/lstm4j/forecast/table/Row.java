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
    private boolean comment;
    private boolean quoted;
    private boolean quotedFirst;

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
        comment = false;
        quotedFirst = false;
        quoted = false;
    }

    @Override
    protected void handleComment(char[] buffer, int offset, int length) {
        comment = true;
    }

    @Override
    protected void handleEmpty() {
        fields = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quotes) {
        quotedFirst |= quotes && index == 0;
        quoted |= quotes;
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
        rows.take(this);
        return true;
    }

    /// The line of the text on which it begins, from 1.
    long line() {
        return line;
    }

    /// The line on which the field after the last begins.
    long nextFieldLine() {
        long ends = 0;
        for (int i = 0; i < used; i++) {
            ends += text[i] == '\n' || text[i] == '\r' && (i + 1 == used || text[i + 1] != '\n') ? 1 : 0;
        }
        return line + ends;
    }

    int fields() {
        return fields;
    }

    /// Whether it is a line of comment.
    boolean isComment() {
        return comment;
    }

    /// Whether it is a line without any text but spaces.
    boolean isBlank() {
        return fields == 0 || fields == 1 && used == 0 && !quotedFirst;
    }

    /// Whether no field has text.
    boolean isEmpty() {
        return used == 0;
    }

    /// Whether a field was between quotes.
    boolean isQuoted() {
        return quoted;
    }

    /// Whether it begins with a text that is not between quotes.
    boolean startsWith(String start) {
        if (quotedFirst || fields == 0 || starts[1] < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (text[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean hasLineEnd(int field) {
        for (int i = starts[field]; i < starts[field + 1]; i++) {
            if (text[i] == '\n' || text[i] == '\r') {
                return true;
            }
        }
        return false;
    }

    boolean equals(int field, String expected) {
        int size = starts[field + 1] - starts[field];
        if (size != expected.length()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (text[starts[field] + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
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
