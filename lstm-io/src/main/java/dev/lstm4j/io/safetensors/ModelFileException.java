package dev.lstm4j.io.safetensors;

import dev.lstm4j.io.internal.Printable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A model file or safetensors file that cannot be read or saved. The message is one line: the file, the byte, what
/// was expected, what was found, and what to do about it if that is known.
public final class ModelFileException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final long WHOLE_FILE = -1;

    private final long offset;

    /// Reports a problem at one byte of a file.
    ///
    /// @param file the file
    /// @param offset byte, from 0
    /// @param problem what was expected and what was found; control characters are replaced
    /// @param cause the exception that reported the problem, or null
    public ModelFileException(Path file, long offset, String problem, @Nullable Throwable cause) {
        super(Printable.oneLine(file.toString()) + " byte " + offset + ", " + Printable.oneLine(problem), cause);
        this.offset = offset;
    }

    /// Reports a problem with the file as a whole.
    ///
    /// @param file the file
    /// @param problem what was expected and what was found; control characters are replaced
    /// @param cause the exception that reported the problem, or null
    public ModelFileException(Path file, String problem, @Nullable Throwable cause) {
        super(Printable.oneLine(file.toString()) + ": " + Printable.oneLine(problem), cause);
        this.offset = WHOLE_FILE;
    }

    /// Converts an exception of the file system.
    ///
    /// @param file the file
    /// @param action what failed, for example `read`
    /// @param cause the exception
    /// @return the exception to throw; the cause itself if it is a `ModelFileException`
    static ModelFileException from(Path file, String action, IOException cause) {
        if (cause instanceof ModelFileException known) {
            return known;
        }
        String reason = switch (cause) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "access denied";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(cause.getMessage());
        };
        return new ModelFileException(file, "cannot " + action + " the file: " + reason, cause);
    }

    /// The position of the problem.
    ///
    /// @return byte, from 0, or -1 if the problem has no single position
    public long offset() {
        return offset;
    }
}
