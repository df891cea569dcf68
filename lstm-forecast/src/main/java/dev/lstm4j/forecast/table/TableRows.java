package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Collects the rows of a file in columns. It leaves out blank lines, rows that repeat the header, and rows without a
/// value in a table with times; [TableEnd] judges the last rows.
final class TableRows {
    /// Rows of another length are accepted only at the end, and no more than these.
    private static final int LONGEST_FOOTER = 20;

    private final String source;
    private final FileSettings form;
    private final Layout layout;
    private final Consumer<Warning> warnings;
    private final List<String> names;
    private final List<TextColumn.Builder> columns = new ArrayList<>();
    private final RowNumbers.Builder lines = new RowNumbers.Builder();
    private final List<TableEnd.Footer> footer = new ArrayList<>();
    private final Lines comments = new Lines();
    private final Lines empty = new Lines();
    private final Lines headers = new Lines();
    private final Lines blank = new Lines();
    private long firstBlank;
    private int pendingBlank;

    TableRows(String source, FileSettings form, Layout layout, Consumer<Warning> warnings) {
        this.source = source;
        this.form = form;
        this.layout = layout;
        this.warnings = warnings;
        this.names = layout.header().names();
        names.forEach(_ -> columns.add(new TextColumn.Builder()));
    }

    static String numberedName(int column) {
        return "column " + (column + 1);
    }

    /// Takes a row.
    ///
    /// @param row of the text
    /// @param line on which it begins in the file
    void take(Row row, long line) {
        if (line < layout.dataLine()) {
            return;
        }
        if (row.isComment() || isComment(row)) {
            comments.add(line);
            return;
        }
        if (row.isBlank()) {
            if (names.size() == 1) {
                firstBlank = pendingBlank == 0 ? line : firstBlank;
                pendingBlank++;
            }
            return;
        }
        if (row.fields() == 1 && names.size() > 1 && Sample.isFrame(row.texts())) {
            return;
        }
        if (row.fields() != names.size()) {
            footer.add(new TableEnd.Footer(line, row.texts()));
            if (footer.size() > LONGEST_FOOTER) {
                throw otherLength(footer.getFirst());
            }
            return;
        }
        if (!footer.isEmpty()) {
            throw otherLength(footer.getFirst());
        }
        if (row.isEmpty() && names.size() > 1 && layout.hasTimes()) {
            empty.add(line);
            return;
        }
        if (form.header() && repeatsHeader(row)) {
            headers.add(line);
            return;
        }
        for (; pendingBlank > 0; pendingBlank--) {
            columns.getFirst().add("");
            lines.add(firstBlank);
            blank.add(firstBlank++);
        }
        if (row.isQuoted()) {
            requireClosedQuotes(row, line);
        }
        row.addTo(columns);
        lines.add(line);
    }

    /// A quote that is never closed takes in all rows up to the next quote.
    private void requireClosedQuotes(Row row, long line) {
        long fieldLine = line;
        for (int column = 0; column < row.fields(); column++) {
            if (!row.hasLineEnd(column)) {
                continue;
            }
            List<String> inside = row.text(column).lines().toList();
            long rows = inside.size() < 3
                    ? 0
                    : inside.subList(1, inside.size() - 1).stream().filter(this::isRow).count();
            if (rows > 1) {
                throw ForecastException.table(source + " line " + fieldLine + ", column " + names.get(column)
                        + ": the quote that opens here takes in " + rows
                        + " lines that look like rows; close it, or write it twice if it is part of the text");
            }
            fieldLine += inside.size() - 1;
        }
    }

    private boolean isRow(String text) {
        String separator = String.valueOf(layout.separator());
        String[] cells = text.split(Pattern.quote(separator), -1);
        return cells.length == names.size() && layout.kind(0) == CellKind.of(cells[0].strip())
                && IntStream.range(0, cells.length).anyMatch(column -> CellKind.of(cells[column].strip()).isData());
    }

    /// Where the first column has numbers or times, what begins like a comment is none of them.
    private boolean isComment(Row row) {
        if (form.comment() != null) {
            return row.startsWith(form.comment());
        }
        return (layout.kind(0).isData() || layout.comment() != null && row.fields() != names.size())
                && (row.startsWith("#") || row.startsWith("//") || row.startsWith("%"));
    }

    private boolean repeatsHeader(Row row) {
        if (!row.equals(0, names.getFirst())) {
            return false;
        }
        for (int column = 1; column < names.size(); column++) {
            if (!row.equals(column, names.get(column))) {
                return false;
            }
        }
        return names.size() > 1 || layout.kind(0).isData();
    }

    ForecastException otherLength(TableEnd.Footer row) {
        int found = row.cells().size();
        return ForecastException.table(source + " line " + row.line() + ": expected " + names.size()
                + " fields as in the " + (form.header() ? "header" : "first row") + ", found " + found
                + (found > names.size()
                        ? "; quote fields that contain a '" + layout.separator() + "'"
                        : "; complete or delete the row"));
    }

    /// Makes the columns.
    ///
    /// @return what was read
    Rows end() {
        TableEnd end = new TableEnd(source, form, layout, warnings);
        end.judge(footer, this);
        List<TextColumn> built = columns.stream().map(TextColumn.Builder::build).toList();
        RowNumbers numbers = lines.build();
        int kept = end.kept(built, numbers);
        if (kept == 0) {
            throw ForecastException.table(source + ": expected rows after the header, found none");
        }
        warn(comments, "begin with a comment and are left out", Setting.COMMENT);
        warn(empty, "have separators only and are left out", null);
        warn(headers, "repeat the header and are left out", null);
        warn(blank, "are blank and count as missing values", null);
        List<Column> cut = new ArrayList<>();
        built.forEach(column -> cut.add(column.slice(0, kept)));
        return new Rows(numbers.slice(0, kept), named(cut), layout.separator());
    }

    /// The rows of a file.
    ///
    /// @param lines of the rows
    /// @param columns by name
    /// @param separator between fields
    record Rows(RowNumbers lines, Map<String, Column> columns, char separator) {}

    private void warn(Lines found, String what, @Nullable Setting setting) {
        if (found.count() > 0 && (setting == null || form.comment() == null)) {
            warnings.accept(new Warning(setting, source + ": " + found + " " + singular(found, what)));
        }
    }

    private static String singular(Lines found, String what) {
        return found.count() > 1
                ? what
                : what.replaceFirst("^begin ", "begins ").replaceFirst("^have ", "has ")
                        .replaceFirst("^repeat ", "repeats ")
                        .replaceFirst("^are ", "is ").replace(" are ", " is ").replace(" count ", " counts ")
                        .replace("missing values", "a missing value");
    }

    /// Names the columns. One without a name and without values comes from a separator at the start or end of each
    /// line, and is left out.
    private Map<String, Column> named(List<Column> cells) {
        long line = layout.header().line();
        Map<String, Column> named = new LinkedHashMap<>();
        Map<String, Integer> positions = new LinkedHashMap<>();
        boolean framed = layout.separator() == '|' && isFrame(cells, 0) && isFrame(cells, names.size() - 1);
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (name.isEmpty() && isEmpty(cells.get(column))) {
                if (!framed) {
                    warnings.accept(new Warning(source + ": column " + (column + 1)
                            + " has neither a name nor a value, and is left out"));
                }
                continue;
            }
            if (name.isEmpty()) {
                name = numberedName(column);
                warnings.accept(new Warning(source + " line " + line + ": column " + (column + 1)
                        + " has no name; it is called '" + name + "'"));
            }
            Integer other = positions.put(name, column);
            if (other != null) {
                throw ForecastException.table(source + " line " + line + ": two columns are named '" + name
                        + "', columns " + (other + 1) + " and " + (column + 1) + "; rename one of them");
            }
            named.put(name, cells.get(column));
        }
        return named;
    }

    /// Whether a column only comes from the lines around a table that is drawn with pipes.
    private boolean isFrame(List<Column> cells, int column) {
        return names.size() > 2 && names.get(column).isEmpty() && isEmpty(cells.get(column));
    }

    private static boolean isEmpty(Column cells) {
        return cells instanceof TextColumn text && text.isEmpty();
    }
}
