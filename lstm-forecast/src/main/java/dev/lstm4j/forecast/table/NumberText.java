package dev.lstm4j.forecast.table;

import java.util.Currency;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parts of a cell that holds a number in any notation.
///
/// @param negative whether a minus stands before or after it, or parentheses around it
/// @param digits with decimal and thousands marks; every kind of space is one blank, every apostrophe is `'`
/// @param exponent such as `e-5`, or an empty text
/// @param unit a currency before it, or a unit after it; empty if there is none
record NumberText(boolean negative, String digits, String exponent, String unit) {
    private static final String SPACES = "[\\u00a0\\u2007\\u2009\\u202f]";
    private static final String MINUS = "[\\u2010-\\u2015\\u2212\\ufe63\\uff0d]";
    private static final String APOSTROPHES = "[\\u2019\\u02bc\\u00b4`]";
    private static final Pattern NUMBER = Pattern
            .compile("([+-]?) ?([A-Z]{0,3}\\p{Sc}|[A-Z]{3}(?= ?[+\\d.,-]))? ?([+-]?) ?"
                    + "(\\d(?:[\\d.,' ]*\\d)?[.,]?|[.,]\\d+)([eE][+-]?\\d+)? ?"
                    + "([\\p{L}\\p{Sc}%‰°µΩ][\\p{L}\\p{No}\\p{Sc}%°µΩ/·^]{0,11})?(-?)");
    private static final int CODE = 3;
    /// Suffixes that multiply. A number with one of them is never read: it would be off by that factor.
    private static final Set<String> FACTORS = Set.of("k", "K", "M", "B", "mn", "bn", "mio", "mrd", "Mio", "Mrd", "Mn",
            "Bn", "tsd", "Tsd");
    private static final Set<String> UNITS = Set.of("", "%", "‰", "g", "kg", "mg", "t", "lb", "lbs", "oz", "mm", "cm",
            "m",
            "km", "in", "ft", "mi", "ms", "s", "min", "h", "d", "l", "ml", "W", "kW", "MW", "GW", "Wh", "kWh", "MWh",
            "J",
            "kJ", "Pa", "hPa", "kPa", "bar", "V", "mV", "A", "mA", "Hz", "°", "°C", "°F", "C", "F");

    /// Loaded only if a cell has three letters in front of a number.
    private static final class Codes {
        private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());
    }

    /// Takes a cell apart.
    ///
    /// @param cell its text
    /// @return null if it is not a number with at most one currency or unit
    static @Nullable NumberText of(String cell) {
        return isSimple(cell) ? simple(cell) : inAnyNotation(cell);
    }

    /// Whether a cell is a sign, digits and at most one point, as most numbers are.
    static boolean isSimple(String cell) {
        int first = cell.startsWith("-") ? 1 : 0;
        boolean digits = false;
        boolean point = false;
        for (int i = first; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits = true;
            } else {
                return false;
            }
        }
        return digits;
    }

    private static NumberText simple(String cell) {
        boolean negative = cell.startsWith("-");
        return new NumberText(negative, negative ? cell.substring(1) : cell, "", "");
    }

    private static @Nullable NumberText inAnyNotation(String cell) {
        String text = cell.replaceAll(SPACES, " ").replaceAll(MINUS, "-").replaceAll(APOSTROPHES, "'").strip();
        boolean accounting = text.length() > 2 && text.startsWith("(") && text.endsWith(")");
        Matcher matcher = NUMBER.matcher(accounting ? text.substring(1, text.length() - 1).strip() : text);
        if (!matcher.matches()) {
            return null;
        }
        String before = matcher.group(2) == null ? "" : matcher.group(2);
        String after = matcher.group(6) == null ? "" : matcher.group(6);
        String signs = matcher.group(1) + matcher.group(3) + matcher.group(7);
        boolean word = before.length() == CODE && before.chars().allMatch(Character::isLetter)
                && !Codes.CURRENCIES.contains(before);
        if (word || signs.length() > 1 || accounting && !signs.isEmpty() || !before.isEmpty() && !after.isEmpty()) {
            return null;
        }
        return new NumberText(accounting || signs.equals("-"), matcher.group(4),
                matcher.group(5) == null ? "" : matcher.group(5), before + after);
    }

    /// Whether the unit is a factor such as `k` or `M`.
    boolean isScaled() {
        return FACTORS.contains(unit);
    }

    /// Whether the unit is one that people measure with; a word after a number, as in `3 rooms`, is not.
    boolean isMeasured() {
        return UNITS.contains(unit) || isScaled() || unit.codePoints().anyMatch(
                c -> Character.getType(c) == Character.CURRENCY_SYMBOL);
    }
}
