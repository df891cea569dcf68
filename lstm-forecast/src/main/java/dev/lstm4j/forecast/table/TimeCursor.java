package dev.lstm4j.forecast.table;

import java.util.List;

/// A position in a cell, from which the parts of a time are read one by one.
final class TimeCursor {
    private static final int NANO_DIGITS = 9;

    final TimeFields fields = new TimeFields();
    private final String text;
    private int at;

    TimeCursor(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    /// Passes a text in upper or lower case.
    boolean pass(String expected) {
        boolean same = text.startsWith(expected, at)
                || text.regionMatches(true, at, expected, 0, expected.length());
        at += same ? expected.length() : 0;
        return same;
    }

    /// Reads digits.
    ///
    /// @return the number, or -1 if there are too few digits
    int number(int least, int most) {
        int number = 0;
        int start = at;
        while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
            number = number * 10 + text.charAt(at++) - '0';
        }
        return at - start < least ? -1 : number;
    }

    /// Reads the digits of a fraction.
    ///
    /// @return billionths, or -1 if there is no digit
    int billionths() {
        int start = at;
        int number = number(1, NANO_DIGITS);
        for (int digits = at - start; number >= 0 && digits < NANO_DIGITS; digits++) {
            number *= 10;
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Passes the longest of several names.
    ///
    /// @return its place among them from 0, or -1
    int name(List<String> names) {
        int best = -1;
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            if ((best < 0 || name.length() > names.get(best).length())
                    && text.regionMatches(true, at, name, 0, name.length())) {
                best = k;
            }
        }
        at += best < 0 ? 0 : names.get(best).length();
        return best;
    }

    /// The characters up to one of some ends, or to the end of the cell.
    String until(String end) {
        int stop = end.isEmpty() ? text.length() : text.indexOf(end, at);
        String found = text.substring(at, stop < 0 ? text.length() : stop);
        at += found.length();
        return found;
    }
}
