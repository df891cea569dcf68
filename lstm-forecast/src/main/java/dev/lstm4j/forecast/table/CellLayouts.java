package dev.lstm4j.forecast.table;

import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The layouts that a single cell may have, by its form alone: `03/04/2020` has two. Whether the date exists is not
/// asked here.
///
/// Letters stand for parts: `Y` year, `y` its last two digits, `u` a year of one or two digits that is meant so; `M`
/// month, `N` its name, `D` day, `O` and `o` day with an ending such as `5th`; `j` day of the year; `Q` and `q` the
/// letter and the number of a quarter; `X`, `W`, `w`, `d` year, letter, number and day of a week, `v` number and day
/// together; `m` the letter in `2012M01`; `E` a name of a day of the week in front.
final class CellLayouts {
    private static final int LONGEST = 60;
    private static final Pattern TOKEN = Pattern.compile("\\d+|\\p{L}+(?:\\.(?=[-\\s,/]|$))?|[^\\p{L}\\d]+");
    private static final Pattern SPLIT = Pattern.compile("(?<=[\\p{L}\\d.])([Tt]|,?\\s+(?:at\\s+)?|:|_)(?=\\d)");
    private static final Pattern DENSE = Pattern.compile("(\\d{8})(\\d{2}(?:\\d{2}){0,2})");
    private static final Pattern SEPARATORS = Pattern.compile("\\s*[-/.,_':]?\\s*|[\\s.,]*(?:de|of|del)\\s+",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");
    private static final Set<String> SMALL_WORDS = Set.of("de", "of", "del");
    private static final Map<String, Character> SIGNS = Map.of("q", 'Q', "qtr", 'Q', "w", 'W', "kw", 'W', "cw", 'W',
            "wk", 'W', "week", 'W', "m", 'm');

    /// For each sequence of numbers (`n`), month names (`N`), signs (`Q`, `W`, `m`) and endings (`o`): in front of a
    /// colon the lengths that the numbers may have, behind it the parts.
    private static final Map<String, List<String>> TEMPLATES = Map.ofEntries(
            Map.entry("nnn", List.of("4 12 12:YMD", "12 12 4:DMY", "12 12 4:MDY", "12 12 2:DMy", "12 12 2:MDy",
                    "2 12 12:yMD")),
            Map.entry("nNn", List.of("12 4:DNY", "4 12:YND", "12 2:DNy", "2 12:yND")),
            Map.entry("noNn", List.of("12 4:OoNY")), Map.entry("Nnon", List.of("12 4:NOoY")),
            Map.entry("Nnn", List.of("12 4:NDY", "12 2:NDy")),
            Map.entry("Nn", List.of("4:NY", "2:Ny")), Map.entry("nN", List.of("4:YN", "2:yN")),
            Map.entry("nQn", List.of("4 1:YQq", "1 4:qQY", "2 1:yQq", "1 2:qQy")),
            Map.entry("Qnn", List.of("1 4:QqY", "1 2:Qqy")), Map.entry("nnQ", List.of("4 1:YqQ")),
            Map.entry("nWn", List.of("4 12:XWw", "4 3:XWv")), Map.entry("nWnn", List.of("4 2 1:XWwd")),
            Map.entry("Wnn", List.of("12 4:WwX")), Map.entry("nmn", List.of("4 12:YmM")),
            Map.entry("nn", List.of("4 12:YM", "12 4:MY", "2 2:yM", "2 2:My", "12 2:uM", "4 3:Yj")),
            Map.entry("n", List.of("8:YMD", "6:YM", "4:Y")));
    /// Layouts that need more than their form to be taken for times: other things look the same.
    private static final Set<String> WEAK = Set.of("yM", "My", "uM", "Ny", "yN", "yND");

    private CellLayouts() {}

    /// A word, number or separator of a date.
    private record Token(char kind, String text) {
        boolean isNumber() {
            return kind == 'n';
        }

        boolean isSeparator() {
            return kind == ' ';
        }
    }

    /// Whether a layout needs more than the form of the cells: `Jan-20` may be a day, `10-12` anything.
    static boolean isWeak(TimeLayout layout) {
        return WEAK.contains(layout.order());
    }

    /// Whether a text is a date: with a day, or written as `2012-01`.
    static boolean isDate(String text) {
        return !Cells.isNumber(text) && of(text).stream()
                .anyMatch(
                        layout -> layout.order().matches(".*[DOjd].*|YM")
                                && new LayoutFormat(layout).read(text) != null);
    }

    /// The layouts of a cell.
    ///
    /// @param cell its text
    /// @return empty if it has not the form of a date
    static List<TimeLayout> of(String cell) {
        if (cell.length() > LONGEST || cell.chars().noneMatch(Character::isDigit)) {
            return List.of();
        }
        List<TimeLayout> layouts = dates(cell);
        Matcher split = SPLIT.matcher(cell);
        while (layouts.isEmpty() && split.find()) {
            layouts = withClock(cell.substring(0, split.start()), split.group(), cell.substring(split.end()));
        }
        Matcher dense = DENSE.matcher(cell);
        return layouts.isEmpty() && dense.matches() ? withClock(dense.group(1), "", dense.group(2)) : layouts;
    }

    private static List<TimeLayout> withClock(String date, String before, String clock) {
        List<TimeLayout> layouts = new ArrayList<>();
        boolean bareHour = before.isBlank() || before.equalsIgnoreCase("t");
        for (TimeLayout layout : dates(date)) {
            ClockStyle style = layout.order().matches(".*[DOjdv].*") ? ClockStyle.of(before, clock, bareHour) : null;
            if (style != null) {
                layouts.add(layout.withClock(style));
            }
        }
        return layouts;
    }

    /// The layout of a date in columns of its own, joined by spaces.
    ///
    /// @param cell the joined text
    /// @param order the letter of each part; `h` hour, `i` minute, `s` second
    /// @return null if a part is not a number, nor the name of a month
    static @Nullable TimeLayout ofParts(String cell, String order) {
        String[] texts = cell.split(" ");
        List<TimePart> parts = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        int days = order.indexOf('h') < 0 ? texts.length : order.indexOf('h');
        for (int k = 0; k < days; k++) {
            char letter = order.charAt(k);
            Token token = new Token(kind(texts[k], ' '), texts[k]);
            if (!token.isNumber() && !(letter == 'M' && token.kind == 'N')) {
                return null;
            }
            if (k > 0) {
                parts.add(new TimePart.Literal(" "));
            }
            letter = letter == 'Y' && texts[k].length() < 4 ? 'y' : letter == 'M' && token.kind == 'N' ? 'N' : letter;
            letters.append(letter);
            add(parts, letter, token);
        }
        ClockStyle clock = days == texts.length
                ? null
                : ClockStyle.of(" ", String.join(":", List.of(texts).subList(days, texts.length)), true);
        return new TimeLayout(letters.toString(), parts, clock == null ? null : clock.withColon(" "), clock == null);
    }

    /// A word in front is a day of the week only if it is no month: `mar` is both.
    private static List<TimeLayout> dates(String text) {
        List<Token> tokens = tokens(text);
        List<TimeLayout> layouts = dates(tokens);
        boolean named = layouts.isEmpty() && tokens.size() > 2 && Character.isLetter(text.charAt(0))
                && tokens.get(1).isSeparator()
                && !TimeNames.with(ChronoField.DAY_OF_WEEK, withoutPoint(tokens.getFirst().text)).isEmpty();
        return named
                ? dates(tokens.subList(2, tokens.size())).stream().map(layout -> withDayName(layout, tokens)).toList()
                : layouts;
    }

    private static List<TimeLayout> dates(List<Token> tokens) {
        List<TimeLayout> layouts = new ArrayList<>();
        StringBuilder kinds = new StringBuilder();
        Set<String> separators = new TreeSet<>();
        boolean usual = !tokens.isEmpty() && !tokens.getFirst().isSeparator() && !tokens.getLast().isSeparator();
        for (Token token : tokens) {
            if (!token.isSeparator()) {
                kinds.append(token.kind);
            } else {
                separators.add(token.text.strip());
                usual &= SEPARATORS.matcher(token.text).matches();
            }
        }
        for (String template : usual
                ? TEMPLATES.getOrDefault(kinds.toString(), List.<String>of())
                : List.<String>of()) {
            String[] halves = template.split(":");
            TimeLayout layout = isUsual(halves[1], separators) ? layout(tokens, halves[0].split(" "), halves[1]) : null;
            if (layout != null) {
                layouts.add(layout);
            }
        }
        return layouts;
    }

    private static TimeLayout withDayName(TimeLayout layout, List<Token> tokens) {
        List<TimePart> parts = new ArrayList<>();
        parts.add(name(ChronoField.DAY_OF_WEEK, tokens.getFirst().text));
        parts.add(new TimePart.Literal(tokens.get(1).text));
        parts.addAll(layout.date());
        return new TimeLayout("E" + layout.order(), parts, null, true);
    }

    /// Between the numbers of a date there is the same separator everywhere, and with a point the day is first.
    private static boolean isUsual(String order, Set<String> separators) {
        return switch (order) {
            case "YMD", "DMY" -> separators.size() <= 1 && !separators.contains(":") && !separators.contains(",");
            case "MDY" -> separators.size() == 1 && !separators.contains(":") && !separators.contains(",")
                    && !separators.contains(".");
            case "DMy", "yMD" -> separators.contains("/") || separators.contains("-") || separators.contains(".");
            case "MDy" -> separators.contains("/") || separators.contains("-");
            case "YM", "MY" -> separators.isEmpty() || separators.contains("-") || separators.contains("/")
                    || separators.contains(".");
            case "yM", "My", "uM" -> separators.contains("-") || separators.contains("/");
            case "Yj" -> separators.contains("-");
            default -> true;
        };
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(text);
        while (m.find()) {
            String found = m.group();
            char kind = kind(found, tokens.isEmpty() ? ' ' : tokens.getLast().kind);
            if (kind == ' ' && !tokens.isEmpty() && tokens.getLast().isSeparator()) {
                found = tokens.removeLast().text + found;
            }
            tokens.add(new Token(kind, found));
        }
        return tokens;
    }

    private static char kind(String text, char before) {
        if (text.chars().allMatch(Character::isDigit)) {
            return 'n';
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!Character.isLetter(text.charAt(0)) || SMALL_WORDS.contains(lower)) {
            return ' ';
        }
        if (before == 'n' && ORDINALS.contains(lower)) {
            return 'o';
        }
        boolean month = !TimeNames.with(ChronoField.MONTH_OF_YEAR, withoutPoint(text)).isEmpty();
        return month ? 'N' : SIGNS.getOrDefault(lower, '?');
    }

    private static String withoutPoint(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static @Nullable TimeLayout layout(List<Token> tokens, String[] lengths, String order) {
        List<TimePart> parts = new ArrayList<>();
        int numbers = 0;
        int letter = 0;
        for (Token token : tokens) {
            if (token.isSeparator()) {
                parts.add(new TimePart.Literal(token.text));
                continue;
            }
            if (token.isNumber() && !lengths[numbers++].contains(Integer.toString(token.text.length()))) {
                return null;
            }
            if (tokens.size() == 1 && order.length() > 1) {
                return new TimeLayout(order + "!", dense(order), null, true);
            }
            add(parts, order.charAt(letter++), token);
        }
        return new TimeLayout(order, parts, null, true);
    }

    /// Numbers without separators.
    private static List<TimePart> dense(String order) {
        List<TimePart> parts = new ArrayList<>();
        for (char letter : order.toCharArray()) {
            parts.add(new TimePart.Number(field(letter), letter == 'Y' ? 4 : 2, true, TimePart.Padding.YES));
        }
        return parts;
    }

    private static void add(List<TimePart> parts, char letter, Token token) {
        TimePart.Padding padding = TimePart.Padding.of(token.text);
        switch (letter) {
            case 'Q', 'W', 'm' -> parts.add(new TimePart.Literal(token.text));
            case 'N' -> parts.add(name(ChronoField.MONTH_OF_YEAR, token.text));
            case 'O' -> parts.add(new TimePart.Ordinal());
            case 'o' -> {
                /* written by the ordinal number in front of it */ }
            case 'y' -> parts.add(new TimePart.ShortYear(ChronoField.YEAR, TimePart.ShortYear.USUAL));
            case 'Y', 'X' -> parts.add(new TimePart.Number(field(letter), 4, true, padding));
            case 'j' -> parts.add(new TimePart.Number(field(letter), 3, true, padding));
            case 'q', 'd' -> parts.add(new TimePart.Number(field(letter), 1, true, padding));
            case 'v' -> {
                parts.add(new TimePart.Number(field('w'), 2, true, padding));
                parts.add(new TimePart.Number(field('d'), 1, true, padding));
            }
            default -> parts.add(new TimePart.Number(field(letter), 2, false, padding));
        }
    }

    private static TemporalField field(char letter) {
        return switch (letter) {
            case 'Y', 'u' -> ChronoField.YEAR;
            case 'M' -> ChronoField.MONTH_OF_YEAR;
            case 'D' -> ChronoField.DAY_OF_MONTH;
            case 'j' -> ChronoField.DAY_OF_YEAR;
            case 'q' -> IsoFields.QUARTER_OF_YEAR;
            case 'X' -> IsoFields.WEEK_BASED_YEAR;
            case 'w' -> IsoFields.WEEK_OF_WEEK_BASED_YEAR;
            case 'd' -> ChronoField.DAY_OF_WEEK;
            default -> throw new IllegalStateException("part " + letter);
        };
    }

    private static TimePart name(TemporalField field, String text) {
        String plain = withoutPoint(text);
        boolean point = text.endsWith(".");
        List<TimeNames> lists = TimeNames.with(field, plain);
        List<TimeNames> shortened = lists.stream().filter(list -> !point || !list.hasFull(plain)).toList();
        return new TimePart.Name(shortened.isEmpty() ? lists : shortened, TimeNames.Letters.of(plain), point);
    }
}
