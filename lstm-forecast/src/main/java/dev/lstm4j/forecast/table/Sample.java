package dev.lstm4j.forecast.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The first rows of a text, divided at a separator.
///
/// @param separator a character, or a space for any number of spaces and tabs
/// @param rows not blank; their fields without spaces around
/// @param width the number of fields of most rows in the second half
/// @param breaks the rows of another width
record Sample(char separator, List<Fields> rows, int width, int breaks) {
    private static final int ROWS = 60;
    private static final double MOST = 0.8;
    private static final Pattern FRAME = Pattern.compile("[+|]?[-=]{2,}(?:[+|][-=]{2,})+[+|]?|\\+[-=]{2,}\\+");

    /// The fields of a row.
    ///
    /// @param line on which it begins, from 1
    /// @param cells without spaces around
    record Fields(long line, List<String> cells) {
        /// How many cells have text.
        int filled() {
            return (int) cells.stream().filter(cell -> !cell.isEmpty()).count();
        }
    }

    /// Divides a text.
    ///
    /// @param lines of the text
    /// @param firstLine the number of the first of them
    /// @param separator a character, or a space for any number of spaces and tabs
    static Sample of(List<String> lines, long firstLine, char separator) {
        List<Fields> rows = separator == ' '
                ? fields(lines.stream().map(SpacesReader::divide).toList(), firstLine, '\t')
                : fields(lines, firstLine, separator);
        List<Fields> half = rows.subList(rows.size() / 2, rows.size());
        Map<Integer, Integer> widths = new HashMap<>();
        half.forEach(row -> widths.merge(row.cells().size(), 1, Integer::sum));
        int width = 0;
        for (Map.Entry<Integer, Integer> entry : widths.entrySet()) {
            int more = entry.getValue() - widths.getOrDefault(width, 0);
            width = more > 0 || more == 0 && entry.getKey() > width ? entry.getKey() : width;
        }
        int usual = width;
        return new Sample(separator, rows, width,
                (int) rows.stream().filter(row -> row.cells().size() != usual).count());
    }

    private static List<Fields> fields(List<String> lines, long firstLine, char separator) {
        List<Fields> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator(separator).trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(String.join("\n", lines))) {
            for (CsvRecord record : csv) {
                List<String> cells = record.getFields().stream().map(String::strip).toList();
                if ((cells.size() > 1 || !cells.getFirst().isEmpty()) && !isFrame(cells)) {
                    rows.add(new Fields(firstLine + record.getStartingLineNumber() - 1, cells));
                }
                if (rows.size() == ROWS) {
                    break;
                }
            }
        } catch (CsvParseException | java.io.IOException e) {
            return rows; // What is wrong after these rows is told when all are read.
        }
        return rows;
    }

    /// Whether a row only draws a line, as programs for databases do: `+-----+----+`.
    static boolean isFrame(List<String> cells) {
        return cells.size() == 1 && FRAME.matcher(cells.getFirst()).matches();
    }

    /// Whether the first column counts the rows after the first, from 0 or 1.
    boolean countsRows() {
        for (int row = 1; row < rows.size(); row++) {
            String cell = rows.get(row).cells().getFirst();
            if (!cell.equals(String.valueOf(row)) && !cell.equals(String.valueOf(row - 1))) {
                return false;
            }
        }
        return rows.size() > 3;
    }

    /// Whether most rows in the second half have the same number of fields, at least two.
    boolean isTable() {
        List<Fields> half = rows.subList(rows.size() / 2, rows.size());
        return width > 1 && half.stream().filter(row -> row.cells().size() == width).count() >= MOST * half.size();
    }

    /// What most cells of each column look like in the second half.
    CellKind[] kinds() {
        CellKind[] kinds = new CellKind[width];
        for (int column = 0; column < width; column++) {
            int[] counts = new int[CellKind.values().length];
            int filled = 0;
            for (Fields row : rows.subList(Math.max(1, rows.size() / 2), Math.max(1, rows.size()))) {
                if (row.cells().size() == width) {
                    CellKind kind = CellKind.of(row.cells().get(column));
                    counts[kind.ordinal()]++;
                    filled += kind == CellKind.EMPTY ? 0 : 1;
                }
            }
            boolean data = counts[CellKind.TIME.ordinal()] + counts[CellKind.NUMBER.ordinal()] >= MOST * filled;
            kinds[column] = filled == 0
                    ? CellKind.EMPTY
                    : !data
                            ? CellKind.TEXT
                            : counts[CellKind.TIME.ordinal()] >= MOST * filled ? CellKind.TIME : CellKind.NUMBER;
        }
        return kinds;
    }
}
