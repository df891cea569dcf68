package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.NumberSettings;
import dev.lstm4j.forecast.settings.ReadingSettings;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out how the numbers of a table are written: the decimal mark and the thousands mark, which are the same in
/// the whole table, and the unit of each column. It decides from up to 1000 cells of each column; a cell that does not
/// fit is an error when the column is read.
public final class NumberFinder {
    private static final int MOST_CELLS = 1000;
    private static final double MOSTLY = 0.8;

    private final Table table;
    private final Cells cells;
    private final List<Warning> warnings = new ArrayList<>();

    private NumberFinder(Table table, ReadingSettings reading) {
        this.table = table;
        this.cells = new Cells(reading.missingValues());
    }

    /// A column whose cells are numbers in any notation.
    ///
    /// @param rows of the cells that were looked at
    /// @param texts their parts
    /// @param unit of most of them
    /// @param isPlain whether all are plain numbers
    private record Candidate(List<Integer> rows, List<NumberText> texts, String unit, boolean isPlain) {}

    /// Reads the notation.
    ///
    /// @param table the data, with its times read
    /// @param reading the rules: decimal and thousands mark, if they are given
    /// @param learned the notation of the table that a model was trained on
    /// @return the table with its numbers
    /// @throws ForecastException if the numbers do not tell their notation, contradict each other or what was learned,
    ///         or have different units
    public static NumberedTable read(Table table, ReadingSettings reading, LearnedNumbers learned) {
        return new NumberFinder(table, reading).read(reading.numbers(), learned);
    }

    private NumberedTable read(NumberSettings given, LearnedNumbers learned) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        NotationEvidence evidence = new NotationEvidence(table);
        for (String name : table.header()) {
            Candidate candidate = candidate(name);
            if (candidate != null) {
                requireUnit(name, candidate, learned.units().get(name));
                candidates.put(name, candidate);
                evidence.nextColumn(name);
                for (int i = 0; i < candidate.rows.size(); i++) {
                    evidence.add(candidate.texts.get(i), candidate.rows.get(i));
                }
            }
        }
        char decimal = decimal(given, learned, evidence);
        NumberNotation notation = given.thousands() == null
                ? NumberNotation.of(decimal)
                : new NumberNotation(decimal, given.thousands());
        Map<String, Column> changed = new HashMap<>();
        Map<String, String> units = new HashMap<>();
        candidates.forEach((name, candidate) -> {
            if (!candidate.isPlain || decimal != '.') {
                NotationColumn column = new NotationColumn(table.column(name), notation, candidate.unit);
                requireNotation(name, candidate, column);
                changed.put(name, column);
            }
            if (!candidate.unit.isEmpty()) {
                units.put(name, candidate.unit);
                warnings.add(new Warning(table.name() + ", column " + name + ": read as numbers in " + candidate.unit));
            }
        });
        return new NumberedTable(table.withColumns(changed).withWarnings(warnings),
                new LearnedNumbers(evidence.hasMarks() ? String.valueOf(decimal) : learned.decimal(), units));
    }

    private char decimal(NumberSettings given, LearnedNumbers learned, NotationEvidence evidence) {
        if (given.decimalMark() != 0) {
            return given.decimalMark();
        }
        if (learned.decimal() != null) {
            return learned.decimal().charAt(0);
        }
        if ("".equals(given.thousands())) {
            return evidence.decimalWithoutThousands();
        }
        TableForm form = table.form();
        char decimal = evidence.decimal(form != null && form.separator() == ';');
        Warning doubt = evidence.doubt();
        if (doubt != null) {
            warnings.add(doubt);
        }
        return decimal;
    }

    private void requireUnit(String name, Candidate candidate, @Nullable String learned) {
        if (learned != null && !learned.equals(candidate.unit)) {
            int row = candidate.rows.getFirst();
            throw ForecastException.table(table.origin().place(row, name) + ": expected numbers in " + learned
                    + " as in the training table, found '" + Cells.shortened(table.text(row, name)) + "'");
        }
    }

    /// Refuses a column of numbers with the other decimal mark. Other columns whose numbers do not fit, such as
    /// versions and telephone numbers, are text.
    private void requireNotation(String name, Candidate candidate, NotationColumn column) {
        int others = 0;
        for (int i = 0; i < candidate.rows.size(); i++) {
            int row = candidate.rows.get(i);
            String digits = candidate.texts.get(i).digits();
            boolean oneMark = digits.chars().filter(c -> c == '.' || c == ',').count() == 1;
            if (oneMark && !column.looksLikeNumber(row) && 2 * ++others > candidate.rows.size()) {
                column.number(row, at -> table.origin().place(at, name));
            }
        }
    }

    private @Nullable Candidate candidate(String name) {
        Column column = table.column(name);
        if (!isText(column)) {
            return null;
        }
        List<Integer> rows = new ArrayList<>();
        List<NumberText> texts = new ArrayList<>();
        Map<String, Integer> units = new LinkedHashMap<>();
        int known = 0;
        boolean isPlain = true;
        int step = Math.ceilDiv(table.rows(), MOST_CELLS);
        for (int row = 0; row < table.rows(); row += step) {
            String cell = column.text(row);
            if (cells.isMissing(cell)) {
                continue;
            }
            known++;
            NumberText text = NumberText.of(cell);
            if (text != null) {
                isPlain &= NumberText.isSimple(cell) || Cells.isNumber(cell);
                rows.add(row);
                texts.add(text);
                units.merge(text.unit(), 1, Integer::sum);
            }
        }
        if (texts.isEmpty() || texts.size() < MOSTLY * known) {
            return null;
        }
        return units.size() > 1 && !isOneUnit(name, rows, texts, units.keySet())
                ? null
                : new Candidate(rows, texts, most(units), checked(name, rows, texts) && isPlain);
    }

    private static boolean isText(Column column) {
        return switch (column) {
            case TextColumn _ -> true;
            case SelectedColumn selected -> isText(selected.column());
            case NumberColumn _,TimesColumn _,NotationColumn _ -> false;
        };
    }

    private static String most(Map<String, Integer> units) {
        return units.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    /// Refuses numbers with a factor.
    private boolean checked(String name, List<Integer> rows, List<NumberText> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).isScaled()) {
                throw ForecastException.table(table.origin().place(rows.get(i), name) + ": expected a number, found '"
                        + Cells.shortened(table.text(rows.get(i), name)) + "'; write it without the factor '"
                        + texts.get(i).unit() + "'");
            }
        }
        return true;
    }

    /// Whether different units are none at all, but words as in `3 rooms`, so that the column is text.
    private boolean isOneUnit(String name, List<Integer> rows, List<NumberText> texts, Set<String> units) {
        if (!texts.stream().allMatch(NumberText::isMeasured)) {
            return false;
        }
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            seen.add(texts.get(i).unit());
            if (seen.size() > 1) {
                throw ForecastException.table(table.origin().place(rows.get(i), name)
                        + ": expected "
                        + (seen.iterator().next().isEmpty() ? "no unit" : "the unit '" + seen.iterator().next() + "'")
                        + ", as in the rows before, found '"
                        + Cells.shortened(table.text(rows.get(i), name))
                        + "'; write all numbers in the same unit, or leave the column out", Setting.FEATURES);
            }
        }
        return units.size() == 1;
    }
}
