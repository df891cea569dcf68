package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import java.util.List;
import java.util.function.IntFunction;

/// Numbers in another notation than the plain one, perhaps with a unit.
///
/// @param cells as they are written
/// @param notation of the numbers
/// @param unit of all numbers, or an empty text
record NotationColumn(Column cells, NumberNotation notation, String unit) implements Column {

    @Override
    public int rows() {
        return cells.rows();
    }

    @Override
    public String text(int row) {
        return cells.text(row);
    }

    @Override
    public List<String> texts() {
        return cells.texts();
    }

    /// The number of a cell, or NaN.
    private double value(String cell) {
        NumberText text = NumberText.of(cell);
        String plain = text == null || !text.unit().equals(unit) ? null : notation.plain(text);
        return plain == null ? Double.NaN : Double.parseDouble(plain);
    }

    @Override
    public boolean isMissing(int row, Cells rules) {
        String cell = cells.text(row);
        return rules.isMissingMark(cell) || rules.marksNumbers() && rules.isMarker(value(cell));
    }

    @Override
    public boolean isMissingText(int row, Cells rules) {
        return cells.isMissingText(row, rules);
    }

    @Override
    public boolean looksLikeNumber(int row) {
        return Double.isFinite(value(cells.text(row)));
    }

    @Override
    public double number(int row, IntFunction<String> place) {
        String cell = cells.text(row);
        double value = value(cell);
        if (Double.isFinite(value)) {
            return value;
        }
        String found = place.apply(row) + ": expected a number " + expected() + ", found '" + Cells.shortened(cell)
                + "'";
        NumberText text = NumberText.of(cell);
        if (text == null) {
            return Cells.number(cell, place.apply(row));
        }
        if (!text.unit().equals(unit)) {
            throw ForecastException.table(found + "; write all numbers of a column in the same unit");
        }
        throw ForecastException.table(
                found + "; name the decimal and thousands marks, or add this text to the missing values",
                Setting.DECIMAL,
                Setting.THOUSANDS, Setting.MISSING_VALUES);
    }

    private String expected() {
        return "with a decimal " + (notation.decimal() == ',' ? "comma" : "point")
                + (unit.isEmpty() ? "" : " in " + unit);
    }

    @Override
    public Column slice(int from, int to) {
        return new NotationColumn(cells.slice(from, to), notation, unit);
    }

    @Override
    public Column select(int[] rows) {
        return new NotationColumn(cells.select(rows), notation, unit);
    }
}
