package dev.lstm4j.forecast.table;

import java.util.ArrayList;
import java.util.List;

/// Lines of a file that were left out, for a message.
final class Lines {
    private static final int SHOWN = 3;

    private final List<Long> first = new ArrayList<>();
    private long count;

    void add(long line) {
        if (first.size() < SHOWN) {
            first.add(line);
        }
        count++;
    }

    long count() {
        return count;
    }

    /// Lines that follow one another.
    ///
    /// @return for example `line 2` or `lines 2 to 7`
    static String text(long from, long to) {
        return from == to ? "line " + from : "lines " + from + " to " + to;
    }

    /// For example `line 7`, or `lines 7, 9, 12 and 4 more`.
    @Override
    public String toString() {
        String shown = String.join(", ", first.stream().map(String::valueOf).toList());
        return (count == 1 ? "line " : "lines ") + shown
                + (count > first.size()
                        ? " and " + (count - first.size()) + " more"
                        : "");
    }
}
