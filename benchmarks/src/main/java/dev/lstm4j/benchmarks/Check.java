package dev.lstm4j.benchmarks;

import java.util.stream.IntStream;

/// What a benchmark checks in its setup, against plain loops in double: the time of a wrong answer is worth nothing.
final class Check {
    /// Half a unit in the last place of a float near 1: what one rounding errs by, relatively.
    static final double ROUNDING = 0x1.0p-24;

    private static final int PLACES = 64;

    private Check() {}

    /// Some places of an array, the first and the last among them.
    ///
    /// @param length of the array
    /// @return at most 65 places, rising
    static int[] places(int length) {
        return IntStream.rangeClosed(0, PLACES).map(i -> (int) ((long) i * (length - 1) / PLACES)).distinct().toArray();
    }

    /// Throws where a number is too far off.
    ///
    /// @param what its name
    /// @param place where it stands
    /// @param expected what a plain loop gives
    /// @param allowed how far off it may be
    /// @param found what the kernels gave
    static void near(String what, int place, double expected, double allowed, double found) {
        if (!(Math.abs(found - expected) <= allowed)) {
            throw new IllegalStateException(what + ", float " + place + ": expected " + expected + ", at most "
                    + allowed + " off, found " + found);
        }
    }
}
