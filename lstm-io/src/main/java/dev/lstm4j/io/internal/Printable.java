package dev.lstm4j.io.internal;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes text from a file safe to print in a message. A terminal would interpret control characters.
public final class Printable {
    private static final int LONGEST_QUOTE = 80;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /// Quotes text from a file: in single quotes, shortened, without control characters.
    ///
    /// @param text any text
    /// @return one line
    public static String quote(String text) {
        if (text.length() <= LONGEST_QUOTE) {
            return "'" + oneLine(text) + "'";
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
        return "'" + oneLine(text.substring(0, end)) + "…'";
    }

    /// Replaces control characters, format characters and line separators by question marks.
    ///
    /// @param text any text
    /// @return one line
    public static String oneLine(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /// Like [#oneLine], but keeps line breaks.
    ///
    /// @param text any text
    /// @return the same number of lines
    public static String lines(String text) {
        return text.lines().map(Printable::oneLine)
                .collect(Collectors.joining("\n", "", text.endsWith("\n") ? "\n" : ""));
    }
}
