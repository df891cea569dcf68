package dev.lstm4j.training;

/// Ends a training run whose loss or gradient is not finite. It has its own type to distinguish it from exceptions
/// thrown by listeners.
final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    NonFiniteException(String message) {
        super(message);
    }
}
