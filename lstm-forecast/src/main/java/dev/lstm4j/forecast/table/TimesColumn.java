package dev.lstm4j.forecast.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// Times that are read, with the cells that hold them.
///
/// @param cells as they are written
/// @param stamps one a row
record TimesColumn(Column cells, List<TimeStamp> stamps) implements Column {

    @Override
    public int rows() {
        return stamps.size();
    }

    @Override
    public String text(int row) {
        return cells.text(row);
    }

    @Override
    public List<String> texts() {
        return cells.texts();
    }

    @Override
    public boolean isMissing(int row, Cells rules) {
        return cells.isMissing(row, rules);
    }

    @Override
    public boolean isMissingText(int row, Cells rules) {
        return cells.isMissingText(row, rules);
    }

    @Override
    public boolean looksLikeNumber(int row) {
        return cells.looksLikeNumber(row);
    }

    @Override
    public double number(int row, IntFunction<String> place) {
        return cells.number(row, place);
    }

    @Override
    public Column slice(int from, int to) {
        return new TimesColumn(cells.slice(from, to), stamps.subList(from, to));
    }

    @Override
    public Column select(int[] rows) {
        return new TimesColumn(cells.select(rows), Arrays.stream(rows).mapToObj(stamps::get).toList());
    }
}
