package dev.lstm4j.cli.report;

import dev.lstm4j.forecast.check.ColumnCheck;
import dev.lstm4j.forecast.check.Season;
import dev.lstm4j.forecast.check.TableCheck;
import dev.lstm4j.forecast.check.TimeCheck;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Warning;
import dev.lstm4j.forecast.table.Cells;
import dev.lstm4j.forecast.table.Table;
import dev.lstm4j.forecast.table.TableForm;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Formats a [TableCheck] for a terminal of 80 columns.
public final class CheckText {
    private static final String INDENT = "  ";
    private static final int WIDTH = 80;
    private static final int MOST_COLUMNS = 40;
    private static final int LONGEST_NAME = 24;
    private static final double PERCENT = 100;

    /// How messages name the settings that help.
    ///
    /// @param warning the text of a warning
    /// @param problem the text of a problem
    public record Messages(Function<Warning, String> warning, Function<ForecastException, String> problem) {}

    private CheckText() {}

    /// The whole text.
    ///
    /// @param table what was checked
    /// @param check what was found
    /// @param messages how messages name the settings
    /// @param command that trains
    /// @return lines
    public static String of(Table table, TableCheck check, Messages messages, String command) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s: %,d rows of %,d columns%s%n%n", table.name(), table.rows(),
                table.header().size(), form(table.form())));
        text.append(columns(table, check));
        text.append("\nTimes: ").append(times(check.time())).append('\n');
        check.seasons().forEach((target, seasons) -> text.append(season(target, seasons)));
        section(text, "Notes", check.warnings().stream().map(messages.warning()).toList());
        section(text, "Problems", check.problems().stream().map(messages.problem()).toList());
        text.append('\n').append(check.isTrainable()
                ? "To train:"
                : "To train, once the problem is solved:").append('\n').append(INDENT).append(command).append('\n');
        return text.toString();
    }

    private static String form(@Nullable TableForm form) {
        if (form == null) {
            return "";
        }
        String separator = switch (form.separator()) {
            case ',' -> ", separated by commas";
            case ';' -> ", separated by semicolons";
            case '\t' -> ", separated by tabs";
            case '|' -> ", separated by pipes";
            case ' ' -> ", separated by spaces";
            case TableForm.NO_SEPARATOR -> "";
            default -> ", separated by '" + form.separator() + "'";
        };
        return ", " + form.encoding() + separator;
    }

    private static String columns(Table table, TableCheck check) {
        TextTable lines = new TextTable(4, 3, INDENT).row("column", "use", "kind", "missing");
        check.columns().stream().limit(MOST_COLUMNS).forEach(column -> lines.row(name(column.name()), use(column),
                kind(column), missing(column, table.rows())));
        int width = WIDTH - lines.width() - 2 * INDENT.length();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < lines.rows(); row++) {
            String values = row == 0 ? "values" : values(check.columns().get(row - 1), width);
            text.append((INDENT + lines.line(row) + INDENT + values).stripTrailing()).append('\n');
        }
        int more = check.columns().size() - MOST_COLUMNS;
        if (more > 0) {
            text.append(String.format(Locale.ROOT, "%s… and %,d more%n", INDENT, more));
        }
        return text.toString();
    }

    private static String name(String name) {
        String line = Cells.shortened(name);
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "…";
    }

    private static String use(ColumnCheck column) {
        return switch (column.use()) {
            case TIME -> "time";
            case TARGET -> "target";
            case FEATURE -> "input";
            case NONE -> "-";
        };
    }

    private static String kind(ColumnCheck column) {
        return switch (column.kind()) {
            case TIME -> "time";
            case NUMBER -> "number";
            case TEXT -> "text";
            case EMPTY -> "empty";
        };
    }

    private static String missing(ColumnCheck column, int rows) {
        if (column.contents().missing() == 0) {
            return "-";
        }
        double percent = PERCENT * column.contents().missing() / rows;
        return percent < 0.1 ? "< 0.1 %" : TextTable.number(percent, percent < 10 ? 1 : 0) + " %";
    }

    private static String values(ColumnCheck column, int width) {
        String text = switch (column.kind()) {
            case NUMBER -> number(column.contents().min()) + " to " + number(column.contents().max());
            case TIME -> column.contents().values().isEmpty() ? "" : column.contents().values().getFirst() + ", …";
            case TEXT, EMPTY -> String.join(", ", column.contents().values())
                    + (column.contents().distinct() > column.contents().values().size() ? ", …" : "");
        };
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// The times of a table in words.
    ///
    /// @param time what was found, or null if the table has no times
    /// @return for example `2012-01-01 to 2015-12-31, a row every day, no gaps`
    public static String times(@Nullable TimeCheck time) {
        if (time == null) {
            return "without times";
        }
        String steps = time.spacing().isEmpty() ? "" : ", a row every " + time.spacing().replaceFirst("^1 ", "");
        String gaps = time.gaps() == 0 ? ", no gaps" : ", " + time.gaps() + (time.gaps() == 1 ? " gap" : " gaps");
        return time.first() + " to " + time.last() + steps + gaps;
    }

    private static String season(String target, List<Season> seasons) {
        if (seasons.isEmpty()) {
            return "Seasons of " + target + ": none found\n";
        }
        List<String> found = seasons.stream().map(season -> (season.name().isEmpty() ? "" : season.name() + ", ")
                + season.rows() + " rows (autocorrelation " + TextTable.number(season.correlation(), 2) + ")").toList();
        return "Seasons of " + target + ": " + String.join("; ", found) + "\n";
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append('\n');
        lines.forEach(line -> text.append(wrapped(line)));
    }

    /// A list item, with lines of at most 80 characters.
    private static String wrapped(String item) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(INDENT).append("- ");
        for (String word : item.split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > 2 * INDENT.length()) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(INDENT).append(INDENT);
            }
            line.append(word).append(' ');
        }
        return text.append(line.toString().stripTrailing()).append('\n').toString();
    }
}
