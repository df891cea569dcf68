package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Columns that together hold times: date and time of day, or year, month, day, hour. Their cells are joined by spaces
/// and read as one.
///
/// @param name of the joined column
/// @param parts the columns, in the order of the text; one that holds the times alone
/// @param reader reads the joined cells
record TimeJoin(String name, List<String> parts, TimeReader reader) {
    private static final String ORDER = "YqwMDhis";
    private static final int HOURS = 24;

    static TimeJoin of(Table table, List<String> names, TimeReader.Rules rules) {
        if (names.size() == 1) {
            String name = names.getFirst();
            return new TimeJoin(name, names, TimeReader.of(table.origin(), name, table.texts(name), rules));
        }
        String joinedName = String.join(" ", names);
        if (table.has(joinedName)) {
            throw ForecastException.setting(Setting.TIME, "the joined time would be called '" + joinedName + "', but "
                    + table.name() + " has such a column; name it as the time column, or rename it");
        }
        String letters = letters(names);
        if (rules.pattern() == null && isComplete(letters)) {
            List<String> ordered = names.stream()
                    .sorted(Comparator.comparing(part -> ORDER.indexOf(TimeColumnNames.part(part)))).toList();
            String order = letters(ordered).replace("Yw", "Xw");
            String name = String.join(" ", ordered);
            return new TimeJoin(name, ordered, new TimeReader(table.origin(), name, joined(table, ordered), rules,
                    cell -> {
                        TimeLayout layout = CellLayouts.ofParts(cell, order);
                        return layout == null ? List.of() : List.of(layout);
                    }));
        }
        boolean turned = names.size() == 2 && rules.pattern() == null
                && ClockStyle.of("", table.text(0, names.getFirst()), false) != null;
        List<String> ordered = turned ? names.reversed() : names;
        String name = String.join(" ", ordered);
        return new TimeJoin(name, ordered, TimeReader.of(table.origin(), name, joined(table, ordered), rules));
    }

    /// The letters of the parts that names stand for, a space for those that stand for none.
    private static String letters(List<String> names) {
        StringBuilder letters = new StringBuilder();
        names.forEach(name -> letters.append(TimeColumnNames.part(name)));
        return letters.toString();
    }

    /// Whether the parts are those of a time: a year, and each smaller part with all that are larger.
    private static boolean isComplete(String letters) {
        String sorted = letters.chars().sorted().collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
        return List.of("MY", "DMY", "DMYh", "DMYhi", "DMYhis", "Yq", "Yw").contains(sorted);
    }

    private static List<String> joined(Table table, List<String> parts) {
        List<List<String>> columns = parts.stream().map(table::texts).toList();
        return IntStream.range(0, table.rows()).mapToObj(row -> {
            List<String> cells = new ArrayList<>();
            for (int k = 0; k < parts.size(); k++) {
                String cell = columns.get(k).get(row);
                boolean padded = "is".indexOf(TimeColumnNames.part(parts.get(k))) >= 0 && cell.matches("\\d");
                cells.add(padded ? "0" + cell : cell);
            }
            return String.join(" ", cells);
        }).toList();
    }

    /// Columns named year and month, and perhaps day, hour, minute and second; year and quarter, or year and week.
    ///
    /// @param table the data
    /// @param names of columns
    /// @return the columns, or none
    static List<String> partsByName(Table table, List<String> names) {
        List<String> best = List.of();
        for (String order : List.of("YM", "YMD", "YMDh", "YMDhi", "YMDhis", "Yq", "Yw")) {
            List<String> parts = new ArrayList<>();
            for (char letter : order.toCharArray()) {
                names.stream().filter(name -> TimeColumnNames.part(name) == letter).findFirst().ifPresent(parts::add);
            }
            if (parts.size() == order.length() && parts.size() > best.size() && looksRight(table, parts)) {
                best = parts;
            }
        }
        return best;
    }

    private static boolean looksRight(Table table, List<String> parts) {
        TimeReader reader = of(table, parts, TimeReader.Rules.NONE).reader();
        List<String> some = FormatSample.some(reader.cells(), TimeReader::isMissing);
        return FormatSample.of(some, reader.layouts()).looksLikeTimes();
    }

    /// Whether a column holds the hours of a day.
    static boolean areHours(Table table, String column) {
        return table.texts(column).stream()
                .allMatch(cell -> cell.matches("\\d{1,2}") && Integer.parseInt(cell) <= HOURS);
    }

    static Warning warning(Table table, List<String> parts) {
        return new Warning(Setting.TIME, table.name() + ": columns " + String.join(", ", parts)
                + " are read as one time; name the time column, or none, to change that");
    }
}
