package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.MANY_REGISTERS;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import dev.lstm4j.engine.ColumnPanel;
import jdk.incubator.vector.FloatVector;

/// Hot: register tiles of `C[m, n] += Σₖ A[k, m]·B[k, n]`, the gradient of the weights, where k runs over the rows of
/// the batch at all steps. Each step loads one row of a panel of B and multiplies it with adjacent floats of a row of
/// A. Each call continues from the values in C, so every element is one chain in the order of k.
///
/// The tiles are 8×3 with 32 registers and 4×3 with 16, the largest that fit. If the last columns of the panel are
/// padding, a tile works on a copy of its part of C, because the rows of C are the gradients themselves and have
/// no padding.
final class VectorGradientTiles {
    /// The number of vectors in a panel.
    static final int VECTORS = 3;

    private VectorGradientTiles() {}

    static void product(float[] a, int aOffset, int aStride, int rows, ColumnPanel b, float[] c, int cOffset,
            int cStride) {
        boolean whole = b.columns() == b.width();
        int row = 0;
        while (row < rows) {
            int left = rows - row;
            int height = MANY_REGISTERS && left >= 8 ? 8 : left >= 4 ? 4 : 1;
            int at = cOffset + row * cStride;
            if (whole) {
                tiles(height, a, aOffset + row, aStride, b, c, at, cStride);
            } else {
                float[] edge = b.edge();
                for (int r = 0; r < height; r++) {
                    System.arraycopy(c, at + r * cStride, edge, r * b.width(), b.columns());
                }
                tiles(height, a, aOffset + row, aStride, b, edge, 0, b.width());
                for (int r = 0; r < height; r++) {
                    System.arraycopy(edge, r * b.width(), c, at + r * cStride, b.columns());
                }
            }
            row += height;
        }
    }

    private static void tiles(int height, float[] a, int aOffset, int aStride, ColumnPanel b, float[] c, int cOffset,
            int cStride) {
        int depth = b.depth();
        int width = b.width();
        int vectors = width / LANES;
        float[] data = b.data();
        if (height == 8) {
            switch (vectors) {
                case 3 -> tile8x3(depth, a, aOffset, aStride, data, 0, width, c, cOffset, cStride);
                case 2 -> tile8x2(depth, a, aOffset, aStride, data, 0, width, c, cOffset, cStride);
                default -> tile8x1(depth, a, aOffset, aStride, data, 0, width, c, cOffset, cStride);
            }
            return;
        }
        if (height == 4 && vectors == 3) {
            tile4x3(depth, a, aOffset, aStride, data, 0, width, c, cOffset, cStride);
            return;
        }
        for (int column = 0; column < width; column += LANES) {
            if (height == 4) {
                tile4x1(depth, a, aOffset, aStride, data, column, width, c, cOffset + column, cStride);
            } else {
                tile1x1(depth, a, aOffset, aStride, data, column, width, c, cOffset + column, cStride);
            }
        }
    }

    /// Eight rows, three vectors: 24 accumulators.
    private static void tile8x3(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride,
            float[] c, int cOffset, int cStride) {
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
            aRow += aStride;
            bRow += bStride;
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
    private static void tile8x2(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride,
            float[] c, int cOffset, int cStride) {
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
            aRow += aStride;
            bRow += bStride;
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
    private static void tile8x1(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride,
            float[] c, int cOffset, int cStride) {
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
            aRow += aStride;
            bRow += bStride;
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

    /// Four rows, three vectors: twelve accumulators for 16 registers.
    private static void tile4x3(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride,
            float[] c, int cOffset, int cStride) {
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
            aRow += aStride;
            bRow += bStride;
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

    /// Four rows, one vector.
    private static void tile4x1(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride,
            float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
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
            aRow += aStride;
            bRow += bStride;
        }
        c00.intoArray(c, cOffset);
        c10.intoArray(c, cOffset + cStride);
        c20.intoArray(c, cOffset + 2 * cStride);
        c30.intoArray(c, cOffset + 3 * cStride);
    }

    /// One row, one vector.
    private static void tile1x1(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride,
            float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        int aRow = aOffset;
        int bRow = bOffset;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aRow]);
            c00 = x.fma(b0, c00);
            aRow += aStride;
            bRow += bStride;
        }
        c00.intoArray(c, cOffset);
    }
}
