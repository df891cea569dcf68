package dev.lstm4j.io.safetensors;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where something is, to say it when it is wrong: a byte of a file, or a text that is not in a file.
///
/// @param file its name, or null for a text that is not in a file
/// @param offset the byte, from 0
public record Place(@Nullable Path file, long offset) {
    /// A text that is not in a file.
    public static final Place TEXT = new Place(null, 0);

    private static final int LONGEST_QUOTE = 80;

    /// A place further on.
    ///
    /// @param bytes how far
    /// @return in the same file
    Place plus(long bytes) {
        return new Place(file, offset + bytes);
    }

    /// What is wrong here.
    ///
    /// @param problem what was expected and what was found
    /// @return the exception to throw
    public ModelFileException problem(String problem) {
        return new ModelFileException(file, offset, problem, null);
    }

    /// What is wrong here, as another check told it.
    ///
    /// @param problem what was expected and what was found
    /// @param cause the check's exception
    /// @return the exception to throw
    public ModelFileException problem(String problem, Throwable cause) {
        return new ModelFileException(file, offset, oneLine(problem), cause);
    }

    /// A text from a file as a message may show it: in quotes, short, without control characters (a terminal would obey
    /// them).
    ///
    /// @param text of a stranger
    /// @return one line
    public static String quote(String text) {
        String shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
        return "'" + oneLine(shown) + "'";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
