package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The rows above the data: the names of the columns, and rows of units, types, rules or more names.
final class HeaderRows {
    private static final int MOST = 4;
    private static final Pattern RULE = Pattern.compile(":?-{3,}:?|:-+:?|-+:|={3,}|_{3,}|-{2}");
    private static final Pattern UNIT = Pattern.compile("[(\\[{].*[)\\]}]");
    private static final Set<String> TYPES = Set.of("float", "float32", "float64", "int", "int32", "int64", "integer",
            "string", "str", "object", "text", "varchar", "char", "datetime", "datetime64", "datetime64[ns]", "date",
            "time",
            "timestamp", "double", "number", "numeric", "real", "decimal", "bool", "boolean", "category", "long");

    private final String source;
    private final CellKind[] kinds;
    private final Consumer<Warning> warnings;

    HeaderRows(String source, CellKind[] kinds, Consumer<Warning> warnings) {
        this.source = source;
        this.kinds = kinds;
        this.warnings = warnings;
    }

    /// Whether a row is no data, but names or the like: where the column has numbers or times, it has text.
    boolean isHeader(List<String> cells) {
        if (cells.size() != kinds.length) {
            return false;
        }
        int texts = 0;
        for (int column = 0; column < kinds.length; column++) {
            CellKind kind = kinds[column].isData() ? CellKind.of(cells.get(column)) : CellKind.EMPTY;
            if (kind.isData()) {
                return false;
            }
            texts += kind == CellKind.TEXT ? 1 : 0;
        }
        return texts > 0;
    }

    private boolean isSecondHeader(List<String> cells) {
        long data = IntStream.range(0, kinds.length).filter(column -> kinds[column].isData()).count();
        return isHeader(cells) && (data > 1 || all(cells, UNIT) || isTypes(cells));
    }

    private static boolean isTypes(List<String> cells) {
        return cells.stream().filter(cell -> !cell.isEmpty()).count() > cells.size() / 2
                && cells.stream().allMatch(cell -> cell.isEmpty() || TYPES.contains(cell.toLowerCase(Locale.ROOT)))
                && !isEmpty(cells);
    }

    private static boolean all(List<String> cells, Pattern pattern) {
        return cells.stream().allMatch(cell -> cell.isEmpty() || pattern.matcher(cell).matches()) && !isEmpty(cells);
    }

    static boolean isEmpty(List<String> cells) {
        return cells.stream().allMatch(String::isEmpty);
    }

    /// Finds the first row of data below a header, and the names.
    ///
    /// @param rows the header first
    /// @return the names, and the line of the first row of data
    Names names(List<Sample.Fields> rows) {
        List<Sample.Fields> more = new ArrayList<>();
        int next = 1;
        for (; next < Math.min(rows.size(), MOST); next++) {
            List<String> cells = rows.get(next).cells();
            if (cells.size() == kinds.length && cells.size() > 1 && isEmpty(cells)) {
                leftOut(rows.get(next).line(), "it has separators only");
            } else if (cells.size() == kinds.length && all(cells, RULE) && !all(cells, Pattern.compile("-{2}?"))) {
                leftOut(rows.get(next).line(), "it only draws a line");
            } else if (isSecondHeader(cells)) {
                more.add(rows.get(next));
            } else {
                break;
            }
        }
        List<String> names = rows.getFirst().cells();
        boolean complete = !names.contains("") && new HashSet<>(names).size() == names.size();
        for (Sample.Fields row : more) {
            if (complete || isTypes(row.cells())) {
                leftOut(row.line(), "'" + Cells.shortened(String.join(", ", row.cells())) + "' are "
                        + (isTypes(row.cells()) ? "types" : "units or other names") + ", not data");
            }
        }
        more.removeIf(row -> complete || isTypes(row.cells()));
        if (!more.isEmpty()) {
            names = joined(names, more);
            warnings.accept(new Warning(source + " lines " + rows.getFirst().line() + " to " + more.getLast().line()
                    + ": the header rows are joined into names such as '" + Cells.shortened(names.getLast()) + "'"));
        }
        return new Names(names, next < rows.size() ? rows.get(next).line() : rows.getLast().line() + 1);
    }

    /// The names of the columns.
    ///
    /// @param names one a column
    /// @param dataLine the line of the first row of data
    record Names(List<String> names, long dataLine) {}

    private void leftOut(long line, String reason) {
        warnings.accept(new Warning(source + " line " + line + ": left out, since " + reason));
    }

    /// Joins names that stand below one another. A name in the first row also counts for the empty cells after it.
    private static List<String> joined(List<String> first, List<Sample.Fields> more) {
        List<String> names = new ArrayList<>();
        String group = "";
        for (int column = 0; column < first.size(); column++) {
            group = first.get(column).isEmpty() ? group : first.get(column);
            StringBuilder name = new StringBuilder(group);
            for (Sample.Fields row : more) {
                String part = row.cells().get(column);
                name.append(name.isEmpty() || part.isEmpty() ? "" : " ").append(part);
            }
            names.add(name.toString());
        }
        return names;
    }

    /// Checks a header.
    ///
    /// @param line of the header
    /// @param names as they are in the file
    /// @throws ForecastException if they look like data
    void check(long line, List<String> names) {
        if (looksLikeData(names) && !RowsOfSeries.areTimes(names)) {
            throw ForecastException
                    .table(source + " line " + line + ": expected a header of column names, found the data '"
                            + Cells.shortened(String.join(", ", names))
                            + "'; put a line of names on top, or read the file without a header", Setting.HEADER);
        }
        if (names.stream().allMatch(Cells::isNumber)) {
            warnings.accept(new Warning(Setting.HEADER, source + " line " + line + ": '"
                    + Cells.shortened(String.join(", ", names))
                    + "' are read as column names; if they are data, read the file without a header"));
        }
    }

    /// Whether a first row looks like data: it has a date or a fraction, or only numbers that do not count the columns.
    static boolean looksLikeData(List<String> names) {
        for (String name : names) {
            if (TimeStamp.parse(name) != null || Cells.isNumber(name) && !name.matches("\\d+")) {
                return true;
            }
        }
        return names.stream().allMatch(Cells::isNumber) && !(counts(names, 0) || counts(names, 1));
    }

    private static boolean counts(List<String> names, int first) {
        return names.size() > 1 && names.equals(
                IntStream.range(first, first + names.size()).mapToObj(Integer::toString).toList());
    }
}
