package dev.lstm4j.training.internal;

/// Checks numeric arguments.
public final class Numbers {
    private Numbers() {}

    /// Checks that a number is finite and not negative.
    ///
    /// @param name of the argument
    /// @param value the number
    /// @return the number
    /// @throws IllegalArgumentException if it is negative, infinite or NaN
    public static double requireFinite(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + ": expected a finite number of at least 0, found " + value);
        }
        return value;
    }

    /// Checks that a number is in [0, 1).
    ///
    /// @param name of the argument
    /// @param value the number
    /// @return the number
    /// @throws IllegalArgumentException if it is outside, or NaN
    public static double requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": expected a number in [0, 1), found " + value);
        }
        return value;
    }
}
