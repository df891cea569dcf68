package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The last rows of a file: sums, sources and notes are not data. Those that are certainly none are left out with a
/// warning, the others are refused.
final class TableEnd {
    private static final Pattern TOTAL = Pattern
            .compile("(?i)(?:grand |sub)?(?:totals?|sum|summe|gesamt|insgesamt|somme|"
                    + "suma|totale|average|avg\\.?|mean|mittelwert|durchschnitt|moyenne|media|median|count|std|min|max|minimum|"
                    + "maximum)\\b.{0,30}");
    private static final Pattern SUM = Pattern
            .compile("(?i)(?:grand )?(?:totals?|sum|summe|gesamt|insgesamt)\\b.{0,30}");
    private static final int MOST_TOTALS = 8;

    private final String source;
    private final FileSettings form;
    private final Layout layout;
    private final Consumer<Warning> warnings;
    /// Rows that were left out below the table.
    private int ended;

    TableEnd(String source, FileSettings form, Layout layout, Consumer<Warning> warnings) {
        this.source = source;
        this.form = form;
        this.layout = layout;
        this.warnings = warnings;
    }

    /// A row at the end with another number of fields than the header.
    ///
    /// @param line on which it begins
    /// @param cells without spaces around
    record Footer(long line, List<String> cells) {}

    /// Accepts the rows below the table if they are notes.
    ///
    /// @param footer rows of another length, which no row of the right length follows
    /// @param rows for the exception
    /// @throws ForecastException if one may be a row that is cut off or has a separator too many
    void judge(List<Footer> footer, TableRows rows) {
        int notes = Math.max(0, footer.size() - form.skipEnd());
        for (Footer row : footer.subList(0, notes)) {
            String first = row.cells().getFirst();
            boolean note = row.cells().stream().allMatch(String::isEmpty) || TOTAL.matcher(first).matches()
                    || layout.kind(0).isData() && CellKind.of(first) == CellKind.TEXT
                            && first.chars().filter(Character::isLetter).count() > 2;
            if (!note) {
                ForecastException e = rows.otherLength(row);
                throw e.problem().contains("; quote ")
                        ? e
                        : ForecastException.table(e.problem() + ", or leave out the last rows", Setting.SKIP_END);
            }
        }
        if (notes > 0) {
            tell(footer.getFirst().line(), footer.get(notes - 1).line(), String.join(" ", footer.getFirst().cells()),
                    "it is a note, not a row of the table");
        }
        ended = footer.size();
    }

    /// How many rows are data.
    ///
    /// @param columns all rows of the right length
    /// @param lines of the rows
    int kept(List<TextColumn> columns, RowNumbers lines) {
        int kept = Math.max(0, lines.size() - Math.max(0, form.skipEnd() - ended));
        int end = kept;
        while (end > 0 && columns.size() > 1 && isEmpty(columns, end - 1)) {
            end--;
        }
        if (end < kept) {
            tell(lines.get(end), lines.get(kept - 1), ",", "it has separators only");
        }
        kept = end;
        while (end > 1 && kept - end < MOST_TOTALS && isTotal(columns, end - 1)) {
            end--;
        }
        if (end < kept && (kept - end < MOST_TOTALS)) {
            tell(lines.get(end), lines.get(kept - 1), columns.getFirst().text(end), "it is a total, not a row of data");
            kept = end;
        }
        return kept;
    }

    private static boolean isEmpty(List<TextColumn> columns, int row) {
        return columns.stream().allMatch(column -> column.text(row).isEmpty());
    }

    /// Whether a row has the word for a total where other rows have a time or number, or a word that none of them has.
    private boolean isTotal(List<TextColumn> columns, int row) {
        TextColumn first = columns.getFirst();
        String cell = first.text(row);
        if (!TOTAL.matcher(cell).matches()) {
            return false;
        }
        if (layout.kind(0).isData()) {
            return true;
        }
        if (!SUM.matcher(cell).matches()) {
            return false;
        }
        for (int other = 0; other < row; other++) {
            if (SUM.matcher(first.text(other)).matches()) {
                return false;
            }
        }
        return columns.size() > 1;
    }

    private void tell(long from, long to, String text, String reason) {
        warnings.accept(new Warning(Setting.SKIP_END,
                source + " " + Lines.text(from, to) + ": '" + Cells.shortened(text)
                        + "' left out, since " + (from == to
                                ? reason
                                : reason.replace("it is a ", "they are ").replace("it has", "they have")
                                        .replace("note,", "notes,")
                                        .replace("total,", "totals,").replace("a row", "rows"))));
    }
}
