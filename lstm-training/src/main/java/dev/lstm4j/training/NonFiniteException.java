package dev.lstm4j.training;

/// Ends a training whose loss or gradient is not finite. Its own type, so that an exception of a listener is not taken
/// for it.
final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    NonFiniteException(String message) {
        super(message);
    }
}
