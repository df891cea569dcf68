package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.MANY_REGISTERS;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import dev.lstm4j.engine.ColumnPanel;
import jdk.incubator.vector.FloatVector;

/// Hot: register tiles of `C[m, n] += Σₖ A[k, m]·B[k, n]`, the gradient of the weights, where k runs over the rows of
/// the batch at all steps. Each call continues from the values in C, so every element is one chain in the order of k.
///
/// N columns of A are copied side by side first, and B is stored in strips as wide as a tile. Both are then read from
/// one base each, with constant strides: with the caller's strides, which are not constant, C2 leaves range checks and
/// address computations in the inner loop. The copy costs one load and one store for each N·S multiply-adds, where S is
/// the number of vectors in a panel.
///
/// The tiles are 8×3 with 32 registers and 4×2 with 16. There 4×3 does not fit: C2 loads several broadcast floats
/// before it uses them, and two accumulators are then spilled to the stack in every step. For the same reason 8×3
/// increments its offsets, while the smaller tiles compute them from k (a test of the machine code checks both). If the
/// last columns of the panel are padding, a tile works on a copy of its part of C, because the rows of C are the
/// gradients themselves and have no padding.
final class VectorGradientTiles {
    /// The number of vectors in a strip.
    static final int STRIP_VECTORS = MANY_REGISTERS ? 3 : 2;
    /// The number of vectors in a panel, whose strips use the same copy of A. A wider panel reads A less often, and
    /// reads and writes the rows of C in longer runs: on a Zen 3 core sixteen strips are 1.2 to 1.5 times as fast as
    /// two, and still fit into its L2 cache.
    static final int VECTORS = (MANY_REGISTERS ? 8 : 16) * STRIP_VECTORS;

    private VectorGradientTiles() {}

    static void product(float[] a, int aOffset, int aStride, int rows, ColumnPanel b, float[] c, int cOffset,
            int cStride) {
        float[] left = b.left();
        for (int row = 0; row < rows; row += LANES) {
            int count = Math.min(LANES, rows - row);
            copyColumns(a, aOffset + row, aStride, count, b.depth(), left);
            for (int column = 0; column < b.columns(); column += b.stripWidth()) {
                strip(left, count, b, column, c, cOffset + row * cStride + column, cStride);
            }
        }
    }

    private static void copyColumns(float[] a, int aOffset, int aStride, int count, int depth, float[] left) {
        // A whole vector is faster to copy than a few floats; the tiles do not read the others.
        if (count == LANES || aOffset + (depth - 1) * aStride + LANES <= a.length) {
            for (int k = 0; k < depth; k++) {
                FloatVector.fromArray(SPECIES, a, aOffset + k * aStride).intoArray(left, k * LANES);
            }
            return;
        }
        for (int k = 0; k < depth; k++) {
            for (int m = 0; m < count; m++) {
                left[k * LANES + m] = a[aOffset + k * aStride + m];
            }
        }
    }

    private static void strip(float[] left, int rows, ColumnPanel b, int column, float[] c, int cOffset, int cStride) {
        int width = Math.min(b.stripWidth(), b.width() - column);
        int columns = Math.min(width, b.columns() - column);
        float[] edge = b.edge();
        int row = 0;
        while (row < rows) {
            int remaining = rows - row;
            int height = MANY_REGISTERS && remaining >= 8 ? 8 : remaining >= 4 ? 4 : 1;
            int at = cOffset + row * cStride;
            int from = column * b.depth();
            if (columns == width) {
                tile(height, width / LANES, b.depth(), left, row, b.data(), from, c, at, cStride);
            } else {
                for (int r = 0; r < height; r++) {
                    System.arraycopy(c, at + r * cStride, edge, r * width, columns);
                }
                tile(height, width / LANES, b.depth(), left, row, b.data(), from, edge, 0, width);
                for (int r = 0; r < height; r++) {
                    System.arraycopy(edge, r * width, c, at + r * cStride, columns);
                }
            }
            row += height;
        }
    }

    private static void tile(int height, int vectors, int depth, float[] a, int aOffset, float[] b, int bOffset,
            float[] c, int cOffset, int cStride) {
        switch (height * 4 + vectors) {
            case 8 * 4 + 3 -> tile8x3(depth, a, aOffset, b, bOffset, c, cOffset, cStride);
            case 8 * 4 + 2 -> tile8x2(depth, a, aOffset, b, bOffset, c, cOffset, cStride);
            case 8 * 4 + 1 -> tile8x1(depth, a, aOffset, b, bOffset, c, cOffset, cStride);
            case 4 * 4 + 3 -> tile4x3(depth, a, aOffset, b, bOffset, c, cOffset, cStride);
            case 4 * 4 + 2 -> tile4x2(depth, a, aOffset, b, bOffset, c, cOffset, cStride);
            case 4 * 4 + 1 -> tile4x1(depth, a, aOffset, b, bOffset, c, cOffset, cStride);
            case 1 * 4 + 3 -> tile1x3(depth, a, aOffset, b, bOffset, c, cOffset, cStride);
            case 1 * 4 + 2 -> tile1x2(depth, a, aOffset, b, bOffset, c, cOffset, cStride);
            case 1 * 4 + 1 -> tile1x1(depth, a, aOffset, b, bOffset, c, cOffset, cStride);
            default -> throw new AssertionError(height + "x" + vectors);
        }
    }

    /// Eight rows, three vectors.
    private static void tile8x3(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 2 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + 2 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + 2 * LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride + 2 * LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride + 2 * LANES);
        FloatVector c60 = FloatVector.fromArray(SPECIES, c, cOffset + 6 * cStride);
        FloatVector c61 = FloatVector.fromArray(SPECIES, c, cOffset + 6 * cStride + LANES);
        FloatVector c62 = FloatVector.fromArray(SPECIES, c, cOffset + 6 * cStride + 2 * LANES);
        FloatVector c70 = FloatVector.fromArray(SPECIES, c, cOffset + 7 * cStride);
        FloatVector c71 = FloatVector.fromArray(SPECIES, c, cOffset + 7 * cStride + LANES);
        FloatVector c72 = FloatVector.fromArray(SPECIES, c, cOffset + 7 * cStride + 2 * LANES);
        int aRow = aOffset;
        int bRow = bOffset;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bRow + 2 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aRow]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            x = FloatVector.broadcast(SPECIES, a[aRow + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            x = FloatVector.broadcast(SPECIES, a[aRow + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            x = FloatVector.broadcast(SPECIES, a[aRow + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            x = FloatVector.broadcast(SPECIES, a[aRow + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            c42 = x.fma(b2, c42);
            x = FloatVector.broadcast(SPECIES, a[aRow + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            c52 = x.fma(b2, c52);
            x = FloatVector.broadcast(SPECIES, a[aRow + 6]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            c62 = x.fma(b2, c62);
            x = FloatVector.broadcast(SPECIES, a[aRow + 7]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
            c72 = x.fma(b2, c72);
            aRow += LANES;
            bRow += 3 * LANES;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LANES);
        c12.intoArray(c, cOffset + cStride + 2 * LANES);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LANES);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LANES);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LANES);
        c32.intoArray(c, cOffset + 3 * cStride + 2 * LANES);
        c40.intoArray(c, cOffset + 4 * cStride);
        c41.intoArray(c, cOffset + 4 * cStride + LANES);
        c42.intoArray(c, cOffset + 4 * cStride + 2 * LANES);
        c50.intoArray(c, cOffset + 5 * cStride);
        c51.intoArray(c, cOffset + 5 * cStride + LANES);
        c52.intoArray(c, cOffset + 5 * cStride + 2 * LANES);
        c60.intoArray(c, cOffset + 6 * cStride);
        c61.intoArray(c, cOffset + 6 * cStride + LANES);
        c62.intoArray(c, cOffset + 6 * cStride + 2 * LANES);
        c70.intoArray(c, cOffset + 7 * cStride);
        c71.intoArray(c, cOffset + 7 * cStride + LANES);
        c72.intoArray(c, cOffset + 7 * cStride + 2 * LANES);
    }

    /// Eight rows, two vectors.
    private static void tile8x2(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride + LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride + LANES);
        FloatVector c60 = FloatVector.fromArray(SPECIES, c, cOffset + 6 * cStride);
        FloatVector c61 = FloatVector.fromArray(SPECIES, c, cOffset + 6 * cStride + LANES);
        FloatVector c70 = FloatVector.fromArray(SPECIES, c, cOffset + 7 * cStride);
        FloatVector c71 = FloatVector.fromArray(SPECIES, c, cOffset + 7 * cStride + LANES);
        int aRow = aOffset;
        int bRow = bOffset;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aRow]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[aRow + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[aRow + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[aRow + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(SPECIES, a[aRow + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(SPECIES, a[aRow + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = FloatVector.broadcast(SPECIES, a[aRow + 6]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = FloatVector.broadcast(SPECIES, a[aRow + 7]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
            aRow += LANES;
            bRow += 2 * LANES;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LANES);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LANES);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LANES);
        c40.intoArray(c, cOffset + 4 * cStride);
        c41.intoArray(c, cOffset + 4 * cStride + LANES);
        c50.intoArray(c, cOffset + 5 * cStride);
        c51.intoArray(c, cOffset + 5 * cStride + LANES);
        c60.intoArray(c, cOffset + 6 * cStride);
        c61.intoArray(c, cOffset + 6 * cStride + LANES);
        c70.intoArray(c, cOffset + 7 * cStride);
        c71.intoArray(c, cOffset + 7 * cStride + LANES);
    }

    /// Eight rows, one vector.
    private static void tile8x1(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride);
        FloatVector c60 = FloatVector.fromArray(SPECIES, c, cOffset + 6 * cStride);
        FloatVector c70 = FloatVector.fromArray(SPECIES, c, cOffset + 7 * cStride);
        int aRow = aOffset;
        int bRow = bOffset;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aRow]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(SPECIES, a[aRow + 1]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(SPECIES, a[aRow + 2]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(SPECIES, a[aRow + 3]);
            c30 = x.fma(b0, c30);
            x = FloatVector.broadcast(SPECIES, a[aRow + 4]);
            c40 = x.fma(b0, c40);
            x = FloatVector.broadcast(SPECIES, a[aRow + 5]);
            c50 = x.fma(b0, c50);
            x = FloatVector.broadcast(SPECIES, a[aRow + 6]);
            c60 = x.fma(b0, c60);
            x = FloatVector.broadcast(SPECIES, a[aRow + 7]);
            c70 = x.fma(b0, c70);
            aRow += LANES;
            bRow += LANES;
        }
        c00.intoArray(c, cOffset);
        c10.intoArray(c, cOffset + cStride);
        c20.intoArray(c, cOffset + 2 * cStride);
        c30.intoArray(c, cOffset + 3 * cStride);
        c40.intoArray(c, cOffset + 4 * cStride);
        c50.intoArray(c, cOffset + 5 * cStride);
        c60.intoArray(c, cOffset + 6 * cStride);
        c70.intoArray(c, cOffset + 7 * cStride);
    }

    /// Four rows, three vectors.
    private static void tile4x3(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 2 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + 2 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + 2 * LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + k * (3 * LANES));
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + k * (3 * LANES) + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bOffset + k * (3 * LANES) + 2 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LANES);
        c12.intoArray(c, cOffset + cStride + 2 * LANES);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LANES);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LANES);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LANES);
        c32.intoArray(c, cOffset + 3 * cStride + 2 * LANES);
    }

    /// Four rows, two vectors.
    private static void tile4x2(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + k * (2 * LANES));
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + k * (2 * LANES) + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LANES);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LANES);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LANES);
    }

    /// Four rows, one vector.
    private static void tile4x1(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + k * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES + 1]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES + 2]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES + 3]);
            c30 = x.fma(b0, c30);
        }
        c00.intoArray(c, cOffset);
        c10.intoArray(c, cOffset + cStride);
        c20.intoArray(c, cOffset + 2 * cStride);
        c30.intoArray(c, cOffset + 3 * cStride);
    }

    /// One row, three vectors.
    private static void tile1x3(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + k * (3 * LANES));
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + k * (3 * LANES) + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bOffset + k * (3 * LANES) + 2 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
    }

    /// One row, two vectors.
    private static void tile1x2(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + k * (2 * LANES));
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bOffset + k * (2 * LANES) + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
    }

    /// One row, one vector.
    private static void tile1x1(int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bOffset + k * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aOffset + k * LANES]);
            c00 = x.fma(b0, c00);
        }
        c00.intoArray(c, cOffset);
    }
}
