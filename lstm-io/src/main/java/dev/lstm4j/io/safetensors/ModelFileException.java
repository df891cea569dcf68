package dev.lstm4j.io.safetensors;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that cannot be read or saved. The message is one line: the file, the byte, what was expected, what was found,
/// and a remedy where one is known.
public final class ModelFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /// Something wrong at one byte of a file, or in a text that is not in a file.
    ///
    /// @param file its name, or null
    /// @param offset the byte at which it stands, from 0
    /// @param problem what was expected and what was found
    /// @param cause what told of it, or null
    ModelFileException(@Nullable Path file, long offset, String problem, @Nullable Throwable cause) {
        super(file == null ? problem : file + " byte " + offset + ", " + problem, cause);
        this.offset = file == null ? -1 : offset;
    }

    /// Something wrong with the file as a whole.
    ///
    /// @param file its name
    /// @param problem what was expected and what was found
    /// @param cause what told of it, or null
    ModelFileException(Path file, String problem, @Nullable Throwable cause) {
        super(file + ": " + problem, cause);
        this.offset = -1;
    }

    /// What the operating system refused.
    ///
    /// @param file its name
    /// @param action for example `read`
    /// @param cause what the operating system said
    /// @return the exception to throw; the cause itself where it is one already
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
        return new ModelFileException(file, "cannot " + action + " it, " + reason, cause);
    }

    /// Where in the file the trouble stands.
    ///
    /// @return the byte, from 0, or -1 where it is not one place in the file
    public long offset() {
        return offset;
    }
}
