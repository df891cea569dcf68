package dev.lstm4j.io.safetensors;

import java.nio.file.Path;

/// A position in a file, for messages.
///
/// @param file the file
/// @param offset byte, from 0
record Place(Path file, long offset) {

    /// A later position.
    ///
    /// @param bytes distance
    /// @return a position in the same file
    Place plus(long bytes) {
        return new Place(file, offset + bytes);
    }

    /// Another position.
    ///
    /// @param position byte, from 0
    /// @return a position in the same file
    Place at(long position) {
        return new Place(file, position);
    }

    /// Creates an exception for this position.
    ///
    /// @param problem what was expected and what was found
    /// @return the exception to throw
    ModelFileException problem(String problem) {
        return new ModelFileException(file, offset, problem, null);
    }

    /// Creates an exception for this position with a cause.
    ///
    /// @param problem what was expected and what was found
    /// @param cause the exception that reported the problem
    /// @return the exception to throw
    ModelFileException problem(String problem, Throwable cause) {
        return new ModelFileException(file, offset, problem, cause);
    }
}
