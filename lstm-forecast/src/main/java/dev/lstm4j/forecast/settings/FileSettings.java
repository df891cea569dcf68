package dev.lstm4j.forecast.settings;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form of a CSV file.
///
/// @param encoding the name of its character encoding, such as `windows-1252`; null to detect it
/// @param header whether its first row has the names of the columns; if not, they are named `column 1`, `column 2`, …
/// @param separator the character between fields, or [#SPACES] for any number of spaces and tabs; null to detect it
/// @param comment what the lines begin with that are left out, such as `#`; null to detect it
/// @param skipRows the number of lines that are left out at its start
/// @param skipEnd the number of rows that are left out at its end
public record FileSettings(@Nullable String encoding, boolean header, @Nullable String separator,
        @Nullable String comment, int skipRows, int skipEnd) {
    /// Any number of spaces and tabs between two fields.
    public static final String SPACES = "spaces";
    /// All is detected, and there is a header.
    public static final FileSettings DEFAULT = new FileSettings(null, true, null, null, 0, 0);

    private static final Map<String, String> NAMED = Map.of("comma", ",", "semicolon", ";", "tab", "\t", "\\t", "\t",
            "pipe", "|", "colon", ":", "space", SPACES, " ", SPACES);

    /// Checks the values. A separator may be given by its name: `comma`, `semicolon`, `tab`, `pipe`, `colon` or
    /// `spaces`.
    ///
    /// @throws ForecastException if this Java does not know the encoding, a separator or comment cannot be one, or a
    ///         number is negative
    public FileSettings {
        if (encoding != null) {
            try {
                encoding = Charset.forName(encoding).name();
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw ForecastException.setting(Setting.ENCODING, "expected an encoding such as UTF-8 or windows-1252, "
                        + "found '" + encoding + "'").causedBy(e);
            }
        }
        if (separator != null) {
            separator = NAMED.getOrDefault(separator.toLowerCase(Locale.ROOT), separator);
            if (!separator.equals(SPACES) && (separator.length() != 1 || "\"\r\n".contains(separator)
                    || Character.isLetterOrDigit(separator.charAt(0)))) {
                throw ForecastException.setting(Setting.SEPARATOR, "expected one character such as ; or the name comma,"
                        + " semicolon, tab, pipe, colon or spaces, found '" + separator + "'");
            }
        }
        if (comment != null && (comment.isBlank() || comment.length() > 2 || comment.contains("\""))) {
            throw ForecastException.setting(Setting.COMMENT,
                    "expected one or two characters such as # or //, found '" + comment + "'");
        }
        requireCount(Setting.SKIP_ROWS, skipRows);
        requireCount(Setting.SKIP_END, skipEnd);
    }

    private static void requireCount(Setting setting, int found) {
        if (found < 0) {
            throw ForecastException.setting(setting, "expected at least 0, found " + found);
        }
    }

    /// Returns a copy with another encoding.
    ///
    /// @param name such as `windows-1252`; null to detect it
    /// @return a changed copy
    /// @throws ForecastException if this Java does not know it
    public FileSettings withEncoding(@Nullable String name) {
        return new FileSettings(name, header, separator, comment, skipRows, skipEnd);
    }

    /// Returns a copy with or without a header.
    ///
    /// @param present whether the first row has the names of the columns
    /// @return a changed copy
    public FileSettings withHeader(boolean present) {
        return new FileSettings(encoding, present, separator, comment, skipRows, skipEnd);
    }

    /// Returns a copy with another separator.
    ///
    /// @param text one character, or its name, or [#SPACES]; null to detect it
    /// @return a changed copy
    /// @throws ForecastException if it cannot be a separator
    public FileSettings withSeparator(@Nullable String text) {
        return new FileSettings(encoding, header, text, comment, skipRows, skipEnd);
    }

    /// Returns a copy with another start of comments.
    ///
    /// @param text one or two characters such as `#` or `//`; null to detect it
    /// @return a changed copy
    /// @throws ForecastException if it cannot be the start of a comment
    public FileSettings withComment(@Nullable String text) {
        return new FileSettings(encoding, header, separator, text, skipRows, skipEnd);
    }

    /// Returns a copy that leaves out lines at the start.
    ///
    /// @param lines how many
    /// @return a changed copy
    /// @throws ForecastException if it is negative
    public FileSettings withSkipRows(int lines) {
        return new FileSettings(encoding, header, separator, comment, lines, skipEnd);
    }

    /// Returns a copy that leaves out rows at the end.
    ///
    /// @param rows how many
    /// @return a changed copy
    /// @throws ForecastException if it is negative
    public FileSettings withSkipEnd(int rows) {
        return new FileSettings(encoding, header, separator, comment, skipRows, rows);
    }
}
