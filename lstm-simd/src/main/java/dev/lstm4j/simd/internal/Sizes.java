package dev.lstm4j.simd.internal;

import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;

/// Checks the sizes of arrays.
public final class Sizes {
    /// The largest size of an array. Some JVMs allow slightly less than the largest int.
    private static final long MOST = Integer.MAX_VALUE - 8;

    private Sizes() {}

    /// Multiplies the dimensions of an array.
    ///
    /// @param name the purpose of the array, for the message
    /// @param factors the dimensions, none negative
    /// @return the product
    /// @throws IllegalArgumentException if it is larger than the largest array
    public static int floats(String name, long... factors) {
        double product = 1;
        for (long factor : factors) {
            product *= factor;
        }
        if (product > MOST) {
            throw new IllegalArgumentException(name + ": expected at most " + MOST + " floats, found "
                    + Arrays.toString(factors).replace(", ", " times ")
                    + "; use a smaller batch, shorter sequences or a smaller network");
        }
        return (int) product;
    }

    /// Checks a buffer that may be longer than needed, because it is reused for batches of other sizes. For arrays of
    /// an exact shape use [#requireShape].
    ///
    /// @param name the caller's name for it
    /// @param array the buffer
    /// @param least the number of floats needed
    /// @throws IllegalArgumentException if it has fewer
    public static void requireFloats(String name, float[] array, int least) {
        Objects.requireNonNull(array, name);
        if (array.length < least) {
            throw new IllegalArgumentException(name + ": expected " + least + " floats, found " + array.length);
        }
    }

    /// Checks an array of one dimension.
    ///
    /// @param name the caller's name for it
    /// @param array the array
    /// @param letter the dimension, such as `I`
    /// @param size its size
    /// @throws IllegalArgumentException if it has another length
    public static void requireShape(String name, float[] array, String letter, int size) {
        Objects.requireNonNull(array, name);
        if (array.length != size) {
            throw otherLength(name, array, letter, size);
        }
    }

    /// Checks an array of two dimensions.
    ///
    /// @param name the caller's name for it
    /// @param array the array
    /// @param letters the dimensions, separated by spaces, such as `T I`
    /// @param rows the size of the first
    /// @param columns the size of the second
    /// @throws IllegalArgumentException if it has another length
    public static void requireShape(String name, float[] array, String letters, int rows, int columns) {
        Objects.requireNonNull(array, name);
        if (array.length != (long) rows * columns) {
            throw otherLength(name, array, letters, rows, columns);
        }
    }

    /// Creates the exception for an array whose length does not match its shape.
    ///
    /// @param name the caller's name for it
    /// @param array the array
    /// @param letters the dimensions, separated by spaces
    /// @param sizes their sizes
    /// @return the exception, not thrown yet
    public static IllegalArgumentException otherLength(String name, float[] array, String letters, int... sizes) {
        String[] dimensions = letters.split(" ");
        StringJoiner shape = new StringJoiner(", ", "[", "]");
        long expected = 1;
        for (int i = 0; i < sizes.length; i++) {
            shape.add(dimensions[i] + "=" + sizes[i]);
            expected *= sizes[i];
        }
        return new IllegalArgumentException(
                name + ": expected " + expected + " floats for " + shape + ", found " + array.length);
    }
}
