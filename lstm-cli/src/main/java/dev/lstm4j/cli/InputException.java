package dev.lstm4j.cli;

/// Something wrong with the command line itself or with a file that it names. The message is one line: what, what was
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
