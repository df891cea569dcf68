package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How the text of a cell is read: numbers in the same notation whatever the language of the machine, and which texts
/// stand for a missing value.
public final class Cells {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*(?:\\.\\d{3})*,\\d+");
    private static final Set<String> ALWAYS_MISSING = Set.of("", "nan", "inf", "+inf", "-inf", "infinity", "+infinity",
            "-infinity", "∞", "+∞", "-∞", "\u2212∞");
    /// Marks for a missing value in a column of numbers. In a column of text they may be categories.
    private static final Set<String> USUAL_MARKS = Set.of("na", "n/a", "#n/a", "null", "none", "nil", "missing", "-",
            "--",
            "?", ".");
    private static final int LONGEST_QUOTE = 40;

    private final Set<String> markers;
    private final Set<Double> numericMarkers;

    /// Reads cells with some markers.
    ///
    /// @param markers texts that stand for a missing value, such as `n/a`
    public Cells(Collection<String> markers) {
        this.markers = new HashSet<>(markers);
        this.numericMarkers = markers.stream().filter(Cells::isNumber).map(Double::valueOf)
                .collect(Collectors.toSet());
    }

    /// Whether a cell of text has no value: empty, `NaN`, an infinity, or one of the markers.
    ///
    /// @param cell its text, without spaces around
    /// @return whether it counts as missing
    public boolean isMissingText(String cell) {
        return ALWAYS_MISSING.contains(cell.toLowerCase(Locale.ROOT)) || markers.contains(cell);
    }

    /// Whether a cell has no number: as for text, one of the usual marks such as `NA`, `null` and `-`, or a number
    /// equal to a marker, so that -200.0 is one if -200 is.
    ///
    /// @param cell its text, without spaces around
    /// @return whether it counts as missing
    public boolean isMissing(String cell) {
        return isMissingMark(cell) || !numericMarkers.isEmpty() && isNumber(cell) && isMarker(Double.parseDouble(cell));
    }

    /// Whether a cell has no number, whatever the notation of numbers.
    boolean isMissingMark(String cell) {
        return isMissingText(cell) || USUAL_MARKS.contains(cell.toLowerCase(Locale.ROOT));
    }

    /// Whether numbers can be markers, such as -999.
    boolean marksNumbers() {
        return !numericMarkers.isEmpty();
    }

    /// Whether a number is one of the markers, such as -999.
    boolean isMarker(double value) {
        return !numericMarkers.isEmpty() && numericMarkers.contains(value);
    }

    /// Whether a cell is a finite number.
    ///
    /// @param cell its text
    /// @return whether [#number] reads it
    public static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches() && Double.isFinite(Double.parseDouble(cell));
    }

    /// Whether a number was meant, even one with a decimal comma.
    ///
    /// @param cell its text
    /// @return whether it is a number, or one with a decimal comma
    public static boolean looksLikeNumber(String cell) {
        return isNumber(cell) || DECIMAL_COMMA.matcher(cell).matches();
    }

    /// Reads a number.
    ///
    /// @param cell its text
    /// @param place for the message, such as `weather.csv line 118, column wind`
    /// @return a finite number
    /// @throws ForecastException if it is not a number
    public static double number(String cell, String place) {
        if (isNumber(cell)) {
            return Double.parseDouble(cell);
        }
        String found = place + ": '" + shortened(cell) + "'";
        if (DECIMAL_COMMA.matcher(cell).matches()) {
            throw ForecastException.table(found + " has a decimal comma, and other numbers have a point; write all"
                    + " numbers with the same mark");
        }
        if (NUMBER.matcher(cell).matches()) {
            throw ForecastException.table(found + " is too large for a number");
        }
        throw ForecastException.table(
                found + " is not a number; if it stands for a missing value, add it to the missing values",
                Setting.MISSING_VALUES);
    }

    /// A cell's text for a message, cut if it is long.
    ///
    /// @param cell its text
    /// @return one line of at most 40 characters
    public static String shortened(String cell) {
        String line = cell.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE - 3) + "...";
    }
}
