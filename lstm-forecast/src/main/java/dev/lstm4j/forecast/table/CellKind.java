package dev.lstm4j.forecast.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the text of a cell looks like, from afar: enough to tell rows of data from headers, units and totals. Which
/// numbers and times can be read is decided later.
enum CellKind {
    /// Nothing, or a mark for a missing value.
    EMPTY,
    /// Digits with the signs of dates or times of day between them, maybe with the name of a month.
    TIME,
    /// Digits, with the signs of a number.
    NUMBER,
    /// Anything else.
    TEXT;

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern TIME_SIGNS = Pattern.compile(".*\\d\\s?[-/:.TQW]\\s?\\d.*");
    private static final Pattern TWO_POINTS = Pattern.compile(".*\\d\\.\\d+\\.\\d.*");
    private static final Set<String> MONTHS = Set.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct",
            "nov", "dec");
    private static final Set<String> TIME_WORDS = Set.of("t", "z", "am", "pm", "utc", "gmt", "q", "w");
    private static final Set<String> NUMBER_WORDS = Set.of("e", "d", "k", "m", "eur", "usd");
    private static final Cells RULES = new Cells(List.of());
    private static final int LONGEST = 40;

    static CellKind of(String cell) {
        if (cell.isEmpty()) {
            return EMPTY;
        }
        char first = cell.charAt(0);
        boolean digit = first >= '0' && first <= '9';
        if (!digit && (Character.isLetter(first) && !startsWithMonth(cell) || cell.length() == 1)) {
            return RULES.isMissing(cell) ? EMPTY : TEXT;
        }
        if (Cells.looksLikeNumber(cell)) {
            return NUMBER;
        }
        if (RULES.isMissing(cell)) {
            return EMPTY;
        }
        if (cell.length() > LONGEST || cell.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return TEXT;
        }
        boolean time = TIME_SIGNS.matcher(cell).matches() && (cell.indexOf('.') < 0
                || TWO_POINTS.matcher(cell).matches() || cell.indexOf(':') >= 0);
        boolean number = true;
        Matcher words = WORD.matcher(cell.toLowerCase(Locale.ROOT));
        while (words.find()) {
            String word = words.group();
            boolean month = word.length() >= 3 && MONTHS.contains(word.substring(0, 3));
            time = month || time && TIME_WORDS.contains(word);
            number &= NUMBER_WORDS.contains(word);
            if (!time && !number) {
                return TEXT;
            }
        }
        return time ? TIME : digit || "+-.,$€£¥(%".indexOf(first) >= 0 ? NUMBER : TEXT;
    }

    private static boolean startsWithMonth(String cell) {
        return cell.length() >= 3 && MONTHS.contains(cell.substring(0, 3).toLowerCase(Locale.ROOT));
    }

    /// Whether it is what a column of data has.
    boolean isData() {
        return this == TIME || this == NUMBER;
    }
}
