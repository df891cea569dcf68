package dev.lstm4j.forecast.table;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/// Numbers; values that are not finite are missing.
///
/// @param values one a row
record NumberColumn(double[] values) implements Column {
    private static final double WHOLE = 1e15;

    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public String text(int row) {
        return Double.toString(values[row]);
    }

    @Override
    public List<String> texts() {
        return Arrays.stream(values)
                .mapToObj(value -> value == Math.rint(value) && Math.abs(value) < WHOLE
                        ? Long.toString((long) value)
                        : Double.toString(value))
                .toList();
    }

    @Override
    public boolean isMissing(int row, Cells rules) {
        return !Double.isFinite(values[row]) || rules.isMarker(values[row]);
    }

    @Override
    public boolean isMissingText(int row, Cells rules) {
        return isMissing(row, rules);
    }

    @Override
    public boolean looksLikeNumber(int row) {
        return Double.isFinite(values[row]);
    }

    @Override
    public double number(int row, IntFunction<String> place) {
        return values[row];
    }

    @Override
    public Column slice(int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        return new NumberColumn(Arrays.copyOfRange(values, from, to));
    }
}
