package dev.lstm4j.io.internal;

/// Makes text from a file safe to print in a message. A terminal would interpret control characters.
public final class Printable {
    private static final int LONGEST_QUOTE = 80;

    private Printable() {}

    /// Quotes text from a file: in single quotes, shortened, without control characters.
    ///
    /// @param text any text
    /// @return one line
    public static String quote(String text) {
        String shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
        return "'" + oneLine(shown) + "'";
    }

    /// Replaces control characters, format characters and line separators by question marks.
    ///
    /// @param text any text
    /// @return one line
    public static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
