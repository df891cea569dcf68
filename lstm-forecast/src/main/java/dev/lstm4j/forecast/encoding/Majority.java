package dev.lstm4j.forecast.encoding;

import dev.lstm4j.forecast.table.CsvText;

/// The number that more than half of some numbers are, if there is one.
///
/// @param value the number
/// @param count how often it occurs
/// @param all the number of numbers
record Majority(double value, int count, int all) {
    /// A column is nearly constant if at most one number, or one of so many, is different.
    private static final int RARE = 200;

    /// Finds it by majority vote (Boyer and Moore 1981).
    static Majority of(double[] numbers) {
        double candidate = 0;
        int votes = 0;
        for (double number : numbers) {
            if (votes == 0) {
                candidate = number;
            }
            votes += number == candidate ? 1 : -1;
        }
        int count = 0;
        for (double number : numbers) {
            count += number == candidate ? 1 : 0;
        }
        return new Majority(candidate, count, numbers.length);
    }

    /// Why a column with these numbers tells too little; empty if it may tell enough.
    String reason() {
        int others = all - count;
        return others > 0 && count > others && others <= Math.max(1, all / RARE)
                ? "its value is " + CsvText.digits(value) + " in " + count + " of the " + all + " training rows"
                : "";
    }
}
