package dev.lstm4j.simd;

/// Checks of what callers hand over.
final class Shapes {
    private Shapes() {}

    static void requireFloats(String name, float[] array, int least) {
        if (array.length < least) {
            throw new IllegalArgumentException(name + ": expected " + least + " floats, found " + array.length);
        }
    }
}
