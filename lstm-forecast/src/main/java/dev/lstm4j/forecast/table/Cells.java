package dev.lstm4j.forecast.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// How the text of a cell is read: numbers in one notation whatever the machine's language, and which texts stand for a
/// value that is missing.
public final class Cells {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*(?:\\.\\d{3})*,\\d+");
    private static final Set<String> ALWAYS_MISSING = Set.of("", "nan", "inf", "+inf", "-inf", "infinity", "+infinity",
            "-infinity");

    private final Set<String> markers;

    /// Reads cells with some markers.
    ///
    /// @param markers texts that stand for a missing value too, such as `n/a`
    public Cells(Collection<String> markers) {
        this.markers = new HashSet<>(markers);
    }

    /// Whether a cell has no value: empty, `NaN`, an infinity, or one of the markers.
    ///
    /// @param cell its text, without spaces around
    /// @return whether it counts as missing
    public boolean isMissing(String cell) {
        return ALWAYS_MISSING.contains(cell.toLowerCase(Locale.ROOT)) || markers.contains(cell);
    }

    /// Whether a cell is a number that can be computed with.
    ///
    /// @param cell its text
    /// @return whether [#number] reads it
    public static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches() && Double.isFinite(Double.parseDouble(cell));
    }

    /// Whether someone meant a number, be it in another notation.
    ///
    /// @param cell its text
    /// @return whether it is a number, or one with a decimal comma
    public static boolean looksLikeNumber(String cell) {
        return isNumber(cell) || DECIMAL_COMMA.matcher(cell).matches();
    }

    /// Reads a number.
    ///
    /// @param cell its text
    /// @param where for the message, such as `weather.csv line 118, column wind`
    /// @return a finite number
    /// @throws InputException where it is none
    public static double number(String cell, String where) {
        if (isNumber(cell)) {
            return Double.parseDouble(cell);
        }
        if (DECIMAL_COMMA.matcher(cell).matches()) {
            throw new InputException(where + ": '" + shortened(cell)
                    + "' has a decimal comma; write numbers with a point, such as 12.8");
        }
        if (NUMBER.matcher(cell).matches()) {
            throw new InputException(where + ": '" + shortened(cell) + "' is too large for a number");
        }
        throw new InputException(where + ": '" + shortened(cell)
                + "' is not a number; where it stands for a missing value, name it in --missing-values");
    }

    /// A cell's text for a message, without its middle where it is long.
    ///
    /// @param cell its text
    /// @return one line of at most 40 characters
    public static String shortened(String cell) {
        String line = cell.replaceAll("\\s+", " ");
        return line.length() <= 40 ? line : line.substring(0, 37) + "...";
    }
}
