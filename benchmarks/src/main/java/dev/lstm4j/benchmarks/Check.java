package dev.lstm4j.benchmarks;

import java.util.stream.IntStream;

/// Compares results with plain loops in double precision. Benchmarks do this in their setup, so that they never time
/// code that computes wrong results.
final class Check {
    /// The relative error of one rounding: half a unit in the last place of a float near 1.
    static final double ROUNDING = 0x1.0p-24;

    private static final int PLACES = 64;

    private Check() {}

    /// Some indices of an array, including the first and the last.
    ///
    /// @param length of the array
    /// @return at most 65 indices, ascending
    static int[] places(int length) {
        return IntStream.rangeClosed(0, PLACES).map(i -> (int) ((long) i * (length - 1) / PLACES)).distinct().toArray();
    }

    /// Throws if a number differs too much from the expected one.
    ///
    /// @param what the name of the array
    /// @param place the number's index
    /// @param expected the result of a plain loop
    /// @param allowed the largest difference allowed
    /// @param found the result of the kernels
    static void near(String what, int place, double expected, double allowed, double found) {
        if (!(Math.abs(found - expected) <= allowed)) {
            throw new IllegalStateException(what + "[" + place + "]: expected " + expected + " within " + allowed
                    + ", found " + found);
        }
    }
}
