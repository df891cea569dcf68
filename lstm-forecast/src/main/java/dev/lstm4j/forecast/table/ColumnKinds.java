package dev.lstm4j.forecast.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What the cells of the columns of a table look like.
final class ColumnKinds {
    /// So many cells tell whether it is worth looking at more.
    private static final int FEW = 10;
    /// A date with other text around it.
    private static final Pattern DATE = Pattern.compile(
            "(?<![\\d.])(?:\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}|\\d{1,2}([-/.])\\d{1,2}\\2(?:\\d{2}){1,2})(?![\\d.])");

    /// What most cells of a column are.
    enum Kind {
        DATES, CLOCKS, OTHER
    }

    private final Table table;
    private final Map<String, Kind> known = new HashMap<>();

    ColumnKinds(Table table) {
        this.table = table;
    }

    /// Some cells that have a value, from the whole column.
    List<String> some(String column) {
        return FormatSample.some(table.texts(column), TimeReader::isMissing);
    }

    private List<String> few(String column) {
        return table.texts(column).stream().filter(cell -> !TimeReader.isMissing(cell)).limit(FEW).toList();
    }

    /// What a column of text holds; numbers are [Kind#OTHER].
    Kind of(String column) {
        return known.computeIfAbsent(column, this::find);
    }

    private Kind find(String column) {
        if (few(column).stream().noneMatch(cell -> !Cells.isNumber(cell)
                && (!CellLayouts.of(cell).isEmpty() || ClockStyle.of("", cell, false) != null))) {
            return Kind.OTHER;
        }
        List<String> some = some(column);
        if (some.stream().filter(Cells::looksLikeNumber).count() * 2 >= some.size()) {
            return Kind.OTHER;
        }
        if (FormatSample.of(some).looksLikeTimes()) {
            return Kind.DATES;
        }
        long clocks = some.stream().filter(cell -> ClockStyle.of("", cell, false) != null).count();
        return clocks * 2 > some.size() ? Kind.CLOCKS : Kind.OTHER;
    }

    /// Whether the cells are numbers that may be times.
    boolean mayCount(String column) {
        if (few(column).stream().noneMatch(cell -> Cells.isNumber(cell)
                && (!CellLayouts.of(cell).isEmpty() || EpochFormat.Unit.of(Double.parseDouble(cell)) != null))) {
            return false;
        }
        List<String> some = some(column);
        return some.size() > 1 && some.stream().allMatch(Cells::isNumber)
                && !NumberTimes.formats(FormatSample.of(some)).isEmpty();
    }

    /// Whether numbers are dates such as `20200131`.
    boolean isDense(String column) {
        return CellLayouts.of(table.texts(column).getFirst()).stream()
                .anyMatch(layout -> layout.order().endsWith("D!"));
    }

    boolean isConstant(String column) {
        List<String> cells = table.texts(column);
        return cells.size() > 2 && cells.stream().allMatch(cells.getFirst()::equals);
    }

    /// Whether most cells have a date somewhere, and none is a number.
    boolean mentionsDates(String column) {
        List<String> few = few(column);
        if (few.stream().noneMatch(cell -> DATE.matcher(cell).find())) {
            return false;
        }
        List<String> some = some(column);
        return some.stream().noneMatch(Cells::looksLikeNumber)
                && some.stream().filter(cell -> DATE.matcher(cell).find()).count() * 2 > some.size();
    }
}
