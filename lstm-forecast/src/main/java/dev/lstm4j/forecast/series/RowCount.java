package dev.lstm4j.forecast.series;

import dev.lstm4j.forecast.table.CsvText;
import java.util.Locale;
import java.util.regex.Pattern;

/// Recognizes columns that number the rows: those that rise or fall by the same step from row to row, and whole
/// numbers that are all different and rise, if the column is called an id or a number. Not thread-safe.
final class RowCount {
    private static final Pattern NAME = Pattern.compile(
            "(?i:(?:.*[^a-z])?(?:id|ids|idx|index|key|no|nr|uid|seq|sequence|epoch|unix|timestamp|ts)[^a-z]*)"
                    + "|.*[a-z]I[Dd]");
    /// A step may be off by so much of itself, as decimal fractions are.
    private static final double TOLERANCE = 1e-6;
    /// In fewer rows, even steps other than 1 may be chance.
    private static final int ENOUGH = 10;
    private static final double LARGEST_WHOLE = 1L << 53;

    private double first;
    private double last;
    private double step;
    private long rows;
    private boolean even;
    private boolean rising;

    RowCount(int rows) {
        this.even = rows > 2;
        this.rising = even;
    }

    void add(double value) {
        if (rows == 0) {
            first = value;
            even &= Double.isFinite(value);
            rising &= isWhole(value);
        } else {
            step = rows == 1 ? value - first : step;
            even &= step != 0 && Math.abs(value - (first + rows * step)) <= TOLERANCE * Math.abs(step);
            rising &= isWhole(value) && value > last;
        }
        last = value;
        rows++;
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
    }

    /// Whether the column may still number the rows, depending on its name.
    boolean isPossible() {
        return even || rising;
    }

    /// Why the column tells nothing about a target; empty if it may.
    ///
    /// @param name of the column
    String reason(String name) {
        if (even && (step == 1 || rows >= ENOUGH)) {
            return step == 1
                    ? "it only counts the rows"
                    : "it only counts the rows, in steps of " + CsvText.digits(Math.abs(rounded()));
        }
        return rising && NAME.matcher(name).matches() ? "it only numbers the rows" : "";
    }

    private double rounded() {
        return Double.parseDouble(String.format(Locale.ROOT, "%.6g", step));
    }
}
