package dev.lstm4j.simd.internal.kernels;

import dev.lstm4j.engine.PackedMatrix;
import java.util.Arrays;
import java.util.Random;

/// Signed data for kernel tests.
final class Draws {
    private final Random random;

    Draws(long seed) {
        this.random = new Random(seed);
    }

    long seed() {
        return random.nextLong();
    }

    float next() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return 0f;
        }
        if (kind == 1) {
            return -0f;
        }
        return (float) random.nextGaussian() * (kind == 2 ? 100f : 1f);
    }

    float[] floats(int length) {
        float[] array = new float[length];
        for (int i = 0; i < length; i++) {
            array[i] = next();
        }
        return array;
    }

    /// An array of NaN. A test replaces all but the padding, so that a kernel that reads padding returns NaN.
    static float[] poisoned(int length) {
        float[] array = new float[length];
        Arrays.fill(array, Float.NaN);
        return array;
    }

    PackedMatrix packed(int depth, int columns, PackedMatrix.Format format, int vectors) {
        PackedMatrix matrix = new PackedMatrix(depth, columns, format, vectors);
        for (int k = 0; k < depth; k++) {
            for (int n = 0; n < columns; n++) {
                matrix.set(k, n, next());
            }
        }
        return matrix;
    }
}
