package dev.lstm4j.simd.internal;

/// Sizes of arrays: what Java can count, and what callers hand over.
public final class Sizes {
    /// Some virtual machines allow a few less than the largest int.
    private static final long MOST = Integer.MAX_VALUE - 8;

    private Sizes() {}

    /// The product of some sizes, where an array can have it.
    ///
    /// @param name what the array is for
    /// @param factors none negative
    /// @return the product
    /// @throws IllegalArgumentException where it is larger than an array can be
    public static int floats(String name, long... factors) {
        double product = 1;
        for (long factor : factors) {
            product *= factor;
        }
        if (product > MOST) {
            throw new IllegalArgumentException(name + ": expected at most " + MOST + " floats, found "
                    + java.util.Arrays.toString(factors).replace(", ", " times ")
                    + "; take a smaller batch, shorter sequences or a smaller network");
        }
        return (int) product;
    }

    /// Checks an array that a caller handed over.
    ///
    /// @param name the caller's name for it
    /// @param array what was handed over
    /// @param least how many floats it needs
    /// @throws IllegalArgumentException where it has fewer
    public static void requireFloats(String name, float[] array, int least) {
        if (array.length < least) {
            throw new IllegalArgumentException(name + ": expected " + least + " floats, found " + array.length);
        }
    }
}
