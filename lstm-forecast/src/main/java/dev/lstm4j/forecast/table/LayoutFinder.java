package dev.lstm4j.forecast.table;

import dev.lstm4j.forecast.settings.FileSettings;
import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds the table in the first lines of a text: the separator, lines of comments and other lines above the header,
/// and the rows of the header. What is not certain is told in a warning.
final class LayoutFinder {
    private static final String SEPARATORS = "\t;|,";
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?", Pattern.CASE_INSENSITIVE);
    private static final List<String> COMMENTS = List.of("#", "//", "%", ";");
    private static final int SHORT_LINE = 16;

    private final String source;
    private final FileSettings form;
    private final Consumer<Warning> warnings;
    private final List<String> lines;
    /// The number of lines before those that are left.
    private int before;
    private @Nullable String comment;
    private @Nullable String lastComment;
    private int firstComment;
    private int commentsEnd;

    private LayoutFinder(String source, FileSettings form, List<String> lines, Consumer<Warning> warnings) {
        this.source = source;
        this.form = form;
        this.lines = lines;
        this.warnings = warnings;
    }

    /// Finds the table.
    ///
    /// @param source how messages refer to the file
    /// @param form what is known of it
    /// @param lines the first of the text
    /// @param warnings gets what is not certain, or left out
    /// @throws ForecastException if there is no table
    static Layout find(String source, FileSettings form, List<String> lines, Consumer<Warning> warnings) {
        return new LayoutFinder(source, form, lines, warnings).find();
    }

    private Layout find() {
        before = Math.min(form.skipRows(), lines.size());
        Character given = givenSeparator();
        skipComments(given);
        while (before < lines.size() && lines.get(before).isBlank()) {
            before++;
        }
        if (before == lines.size()) {
            throw lines.isEmpty()
                    ? ForecastException.table(source + ": expected a header and rows, found an empty file")
                    : ForecastException.table(source + ": expected a header and rows, found only lines that are blank"
                            + " or left out", Setting.SKIP_ROWS, Setting.COMMENT);
        }
        Sample sample = sample(given);
        HeaderRows header = new HeaderRows(source, sample.kinds(), warnings);
        List<Sample.Fields> rows = sample.rows();
        if (rows.isEmpty()) { // for example a quote that is never closed
            return new Layout(sample.separator(), comment, before, new Layout.Header(before + 1, List.of()), 0,
                    sample.kinds());
        }
        int first = form.header() ? title(sample, header) : 0;
        Sample.Fields top = rows.get(first);
        if (!form.header()) {
            warnOfComments(commentsEnd);
            return layout(sample, top.line() - 1, new Layout.Header(top.line(), numbered(top.cells().size())),
                    top.line());
        }
        Layout.Header above = commentedHeader(sample, top);
        warnOfComments(above == null ? commentsEnd : commentsEnd - 1);
        if (above != null) {
            return layout(sample, top.line() - 1, above, top.line());
        }
        top = completed(sample, top);
        header.check(top.line(), top.cells());
        List<Sample.Fields> table = new ArrayList<>(rows.subList(first, rows.size()));
        table.set(0, top);
        HeaderRows.Names names = header.names(table);
        return layout(sample, top.line() - 1, new Layout.Header(top.line(), names.names()), names.dataLine());
    }

    private Layout layout(Sample sample, long skipped, Layout.Header header, long dataLine) {
        return new Layout(sample.separator(), comment, skipped, header, dataLine, sample.kinds());
    }

    private static List<String> numbered(int columns) {
        return IntStream.range(0, columns).mapToObj(TableRows::numberedName).toList();
    }

    /// The separator of the settings or of a first line `sep=;`.
    private @Nullable Character givenSeparator() {
        Character given = form.separator() == null
                ? null
                : form.separator().equals(FileSettings.SPACES) ? Character.valueOf(' ') : form.separator().charAt(0);
        if (before < lines.size() && lines.get(before).length() <= SHORT_LINE) {
            Matcher line = SEPARATOR_LINE.matcher(lines.get(before));
            if (line.matches()) {
                before++;
                return given == null ? Character.valueOf(line.group(1).charAt(0)) : given;
            }
        }
        return given;
    }

    /// Skips the comments at the start. Lines that begin with a semicolon may also be rows with an empty first cell.
    private void skipComments(@Nullable Character separator) {
        int first = before;
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        if (first == lines.size()) {
            return;
        }
        String start = lines.get(first).strip();
        comment = form.comment() != null
                ? form.comment()
                : COMMENTS.stream().filter(start::startsWith).filter(found -> !isField(start, found, separator))
                        .findFirst().orElse(null);
        if (comment == null) {
            return;
        }
        int end = first;
        int last = -1;
        for (; end < lines.size() && (lines.get(end).isBlank() || lines.get(end).strip().startsWith(comment)); end++) {
            last = lines.get(end).isBlank() ? last : end;
        }
        if (last < 0) {
            return;
        }
        if (last == lines.size() - 1 && form.comment() == null) {
            comment = null; // all lines: then it is none
            return;
        }
        lastComment = lines.get(last).strip().substring(comment.length()).strip();
        before = last + 1;
        commentsEnd = before;
        firstComment = first + 1;
    }

    private void warnOfComments(int last) {
        boolean one = firstComment == last;
        if (lastComment != null && form.comment() == null && firstComment <= last) {
            warnings.accept(new Warning(Setting.COMMENT, source + ": " + Lines.text(firstComment, last)
                    + (one ? " begins" : " begin") + " with '" + comment + "' and " + (one ? "is" : "are")
                    + " left out as " + (one ? "a comment" : "comments")));
        }
    }

    /// Whether a line may begin with a field instead of a comment.
    private static boolean isField(String line, String found, @Nullable Character separator) {
        String rest = line.substring(found.length());
        boolean cell = !rest.isEmpty() && SEPARATORS.indexOf(rest.charAt(0)) >= 0;
        return cell || found.equals(";") && (rest.indexOf(';') >= 0 || separator != null && separator == ';');
    }

    private Sample sample(@Nullable Character given) {
        List<String> rest = lines.subList(before, lines.size()).stream()
                .map(line -> comment != null && line.startsWith(comment) ? "" : line).toList();
        if (given != null) {
            return Sample.of(rest, before + 1, given);
        }
        Sample best = null;
        for (char separator : SEPARATORS.toCharArray()) {
            Sample sample = Sample.of(rest, before + 1, separator);
            if (sample.isTable() && (best == null || sample.breaks() < best.breaks()
                    || sample.breaks() == best.breaks() && sample.width() > best.width())) {
                best = sample;
            }
        }
        if (best != null) {
            return hasDecimalCommas(best) ? Sample.of(rest, before + 1, ';') : best;
        }
        Sample words = Sample.of(rest, before + 1, ' ');
        char frequent = mostFrequent(rest.getFirst());
        if (frequent != 0) {
            return Sample.of(rest, before + 1, frequent);
        }
        if (isDividedBySpaces(words)) {
            warnings.accept(new Warning(Setting.SEPARATOR, source + ": read with spaces between its " + words.width()
                    + " columns, since no line has a comma, semicolon, tab or pipe"));
            return words;
        }
        return Sample.of(rest, before + 1, ',');
    }

    /// Whether the only column has numbers with a decimal comma.
    private static boolean hasDecimalCommas(Sample sample) {
        return sample.separator() == ',' && sample.width() == 2 && sample.breaks() == 1
                && sample.rows().getFirst().cells().size() == 1 && sample.rows().stream().skip(1)
                        .allMatch(row -> row.cells().size() == 2 && row.cells().get(0).matches("[+-]?\\d+")
                                && row.cells().get(1).matches("\\d+"));
    }

    /// The separator that a line has most of outside quotes, or 0.
    private static char mostFrequent(String line) {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            quoted ^= c == '"';
            int kind = quoted ? -1 : SEPARATORS.indexOf(c);
            if (kind >= 0) {
                counts[kind]++;
            }
        }
        int best = IntStream.range(0, counts.length).boxed().max((a, b) -> counts[a] - counts[b]).orElse(0);
        return counts[best] == 0 ? 0 : SEPARATORS.charAt(best);
    }

    /// @throws ForecastException if columns seem to be divided by spaces, but not everywhere in the same way
    private boolean isDividedBySpaces(Sample words) {
        List<Sample.Fields> rows = words.rows();
        if (!words.isTable() || rows.size() < 2) {
            return false;
        }
        CellKind[] kinds = words.kinds();
        boolean oneCell = rows.stream().skip(1).map(row -> String.join(" ", row.cells()))
                .allMatch(cell -> TimeStamp.parse(cell) != null || Cells.looksLikeNumber(cell.replace(" ", "")));
        if (oneCell || Arrays.stream(kinds).noneMatch(CellKind::isData)) {
            return false;
        }
        if (words.breaks() > 0 && completed(words, rows.getFirst()).cells().size() != words.width()) {
            Sample.Fields other = rows.stream().filter(row -> row.cells().size() != words.width()).findFirst()
                    .orElseThrow();
            throw ForecastException.table(source + " line " + other.line() + ": expected " + words.width()
                    + " columns divided by spaces as in most rows, found " + other.cells().size() + " words: '"
                    + Cells.shortened(String.join(" ", other.cells()))
                    + "'; separate the columns with commas, or leave out the lines above the table", Setting.SKIP_ROWS);
        }
        return true;
    }

    /// The row of the header: the first that is neither a title nor another line with other fields than the table.
    private int title(Sample sample, HeaderRows header) {
        List<Sample.Fields> rows = sample.rows();
        int found = 0;
        while (found < rows.size() - 1 && isAbove(rows.get(found).cells(), sample)) {
            found++;
        }
        List<String> names = rows.get(found).cells();
        if (found == 0 || !sample.isTable() || !header.isHeader(names) && !RowsOfSeries.areNames(names)) {
            return 0;
        }
        List<String> shown = rows.subList(0, found).stream().map(row -> String.join(" ", row.cells()).strip())
                .filter(text -> !text.isEmpty()).toList();
        warnings.accept(new Warning(Setting.SKIP_ROWS, source + ": "
                + Lines.text(rows.getFirst().line(), rows.get(found).line() - 1) + " above the header '"
                + Cells.shortened(String.join(", ", rows.get(found).cells())) + "' left out: '"
                + Cells.shortened(String.join(" / ", shown)) + "'"));
        return found;
    }

    /// A header with one name fewer than the rows have fields: R writes none above the names of the rows, and some
    /// programs end each row, but not the header, with a separator.
    private static Sample.Fields completed(Sample sample, Sample.Fields top) {
        List<String> names = new ArrayList<>(top.cells());
        if (!sample.isTable() || sample.breaks() != 1 || names.size() < 2 || names.size() != sample.width() - 1) {
            return top;
        }
        if (sample.kinds()[sample.width() - 1] == CellKind.EMPTY) {
            names.addLast("");
        } else if (sample.countsRows() || sample.kinds()[0] == CellKind.TEXT) {
            names.addFirst("");
        }
        return new Sample.Fields(top.line(), names);
    }

    /// Whether a row has another number of fields than the table, or only one that is not empty.
    private static boolean isAbove(List<String> cells, Sample sample) {
        if (cells.size() != sample.width()) {
            return true;
        }
        return sample.width() > 1 && (HeaderRows.isEmpty(cells)
                || !cells.getFirst().isEmpty() && cells.stream().skip(1).allMatch(String::isEmpty));
    }

    /// A header in the last line of comments: it has as many names as the rows below have fields, which are data.
    private Layout.@Nullable Header commentedHeader(Sample sample, Sample.Fields top) {
        if (lastComment == null || !HeaderRows.looksLikeData(top.cells())) {
            return null;
        }
        List<Sample.Fields> names = Sample.of(List.of(lastComment), commentsEnd, sample.separator()).rows();
        if (names.size() != 1 || names.getFirst().cells().size() != top.cells().size()
                || HeaderRows.looksLikeData(names.getFirst().cells())) {
            return null;
        }
        warnings.accept(new Warning(Setting.COMMENT, source + " line " + commentsEnd + ": '"
                + Cells.shortened(String.join(", ", names.getFirst().cells()))
                + "' are read as column names"));
        return new Layout.Header(commentsEnd, new ArrayList<>(names.getFirst().cells()));
    }
}
