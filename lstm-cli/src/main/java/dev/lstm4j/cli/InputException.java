package dev.lstm4j.cli;

/// Thrown if the command line, or a file that it names, is invalid. The message is one line: what is wrong, what was
/// expected, what was found, and a remedy if one is known.
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InputException(String message) {
        super(message);
    }

    InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
