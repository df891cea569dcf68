package dev.lstm4j.forecast.table;

/// What the user gave is at fault. The message is one line: what, where, what was expected, what was found, and a remedy
/// where one is known.
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Without a cause.
    ///
    /// @param message one line
    public InputException(String message) {
        super(message);
    }

    /// With a cause.
    ///
    /// @param message one line
    /// @param cause for `--debug`
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
