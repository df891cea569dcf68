package dev.lstm4j.forecast.table;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/// Numbers in the notation of programming languages, such as `-12.5e3`, read from the bytes of a cell.
final class PlainNumber {
    /// A number of fewer characters and without an exponent is finite.
    private static final int SURELY_FINITE = 300;

    private PlainNumber() {}

    /// Whether the bytes are a finite number.
    ///
    /// @param text UTF-8
    /// @param from the first byte
    /// @param to past the last byte
    static boolean is(byte[] text, int from, int to) {
        int mantissa = mantissa(text, from, to);
        if (mantissa == from || !exponent(text, mantissa, to)) {
            return false;
        }
        return mantissa == to && to - from < SURELY_FINITE || Double.isFinite(parse(text, from, to));
    }

    /// The number, rounded correctly.
    ///
    /// @param text UTF-8
    /// @param from the first byte
    /// @param to past the last byte
    /// @return NaN if the bytes are no finite number
    static double value(byte[] text, int from, int to) {
        int mantissa = mantissa(text, from, to);
        if (mantissa == from || !exponent(text, mantissa, to)) {
            return Double.NaN;
        }
        double value = parse(text, from, to);
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private static double parse(byte[] text, int from, int to) {
        return JavaDoubleParser.parseDouble(text, from, to - from);
    }

    /// Past the sign and the digits, which may have a point; `from` if there are no digits.
    private static int mantissa(byte[] text, int from, int to) {
        int at = from < to && (text[from] == '+' || text[from] == '-') ? from + 1 : from;
        int whole = digits(text, at, to);
        int fraction = whole < to && text[whole] == '.' ? digits(text, whole + 1, to) : whole;
        return whole > at || fraction > whole + 1 ? fraction : from;
    }

    /// Whether the rest is an exponent or empty.
    private static boolean exponent(byte[] text, int from, int to) {
        if (from == to) {
            return true;
        }
        if (text[from] != 'e' && text[from] != 'E') {
            return false;
        }
        int at = from + 1 < to && (text[from + 1] == '+' || text[from + 1] == '-') ? from + 2 : from + 1;
        return at < to && digits(text, at, to) == to;
    }

    private static int digits(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }
}
