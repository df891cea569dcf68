package dev.lstm4j.io.internal;

/// JSON text that is not what the caller expects. The message names the key. The caller adds the file and
/// the position.
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Creates an exception.
    ///
    /// @param problem the key, what was expected and what was found
    public MalformedJsonException(String problem) {
        super(problem);
    }

    /// Creates an exception with a cause.
    ///
    /// @param problem the key, what was expected and what was found
    /// @param cause the exception that reported the problem
    public MalformedJsonException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
