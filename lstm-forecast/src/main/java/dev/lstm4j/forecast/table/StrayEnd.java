package dev.lstm4j.forecast.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/// Removes NUL characters and end-of-file marks (0x1A) at the end of a text. Old programs append the marks, and a
/// crash can leave a file padded with NUL characters. Anywhere else these characters are passed on.
final class StrayEnd extends FilterReader {
    private static final int CHUNK = 1 << 13;

    /// Characters that have been read but not passed on, from `from` to `to`; those before `safe` are not stray.
    private char[] queue = new char[CHUNK];
    private int from;
    private int to;
    private int safe;
    private boolean found;

    StrayEnd(Reader in) {
        super(in);
    }

    /// Whether something was left out so far.
    boolean found() {
        return found;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (from == to && !fill()) {
            return -1;
        }
        if (safe <= from && !advance()) {
            found = true;
            from = to;
            return -1;
        }
        int count = Math.min(length, safe - from);
        System.arraycopy(queue, from, buffer, offset, count);
        from += count;
        return count;
    }

    /// Moves `safe` past the next character.
    ///
    /// @return false if only stray characters and white space follow
    private boolean advance() throws IOException {
        int next = from;
        while (next < to && !isStray(queue[next])) {
            next++;
        }
        if (next > from) {
            safe = next;
            return true;
        }
        while (isStray(queue[next]) || Character.isWhitespace(queue[next])) {
            next++;
            if (next == to) {
                next -= from; // which becomes 0
                if (!fill()) {
                    return false;
                }
            }
        }
        safe = next + 1;
        return true;
    }

    /// Reads more characters behind those in the queue, which are moved to its start.
    ///
    /// @return false at the end of the text
    private boolean fill() throws IOException {
        System.arraycopy(queue, from, queue, 0, to - from);
        to -= from;
        safe = Math.max(0, safe - from);
        from = 0;
        if (to == queue.length) {
            queue = Arrays.copyOf(queue, 2 * to);
        }
        int count = in.read(queue, to, queue.length - to);
        to += Math.max(0, count);
        return count >= 0;
    }

    private static boolean isStray(char c) {
        return c == 0 || c == 0x1A;
    }
}
