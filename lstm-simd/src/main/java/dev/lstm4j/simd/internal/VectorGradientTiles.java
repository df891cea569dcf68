package dev.lstm4j.simd.internal;

import static dev.lstm4j.simd.internal.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.VectorLanes.MANY_REGISTERS;
import static dev.lstm4j.simd.internal.VectorLanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Hot: register tiles of `C[m, n] += Σₖ A[k, m]·B[k, n]`, the gradient of weights, whose sum runs over all rows of a
/// batch at all steps. A step of k loads some vectors of a row of B and multiplies them with neighbouring floats of A's
/// row. The depth is cut into chunks that stay in the L2 cache; C is taken up again at each chunk, so the chain of every
/// element stays in the order of k.
///
/// 8×3 with 32 registers, 4×3 with 16: the largest that fit. B's rows are read in whole vectors;
/// what lies past the last column is masked where C is read and written, outside the loop: C's rows are the gradients
/// themselves and leave no room for padding, and a mask inside the loop would be boxed.
final class VectorGradientTiles {
    /// Rows of A and B that a chunk takes.
    private static final int CHUNK = 256;

    private VectorGradientTiles() {}

    static void product(int depth, float[] a, int aOffset, int aStride, int rows, float[] b, int bOffset, int bStride,
            int columns, float[] c, int cOffset, int cStride) {
        for (int from = 0; from < depth; from += CHUNK) {
            int length = Math.min(CHUNK, depth - from);
            int aFrom = aOffset + from * aStride;
            int bFrom = bOffset + from * bStride;
            int column = 0;
            for (; columns - column >= 3 * LANES; column += 3 * LANES) {
                columns3(length, a, aFrom, aStride, rows, b, bFrom + column, bStride, c, cOffset + column, cStride);
            }
            for (; column < columns; column += LANES) {
                columns1(length, a, aFrom, aStride, rows, b, bFrom + column, bStride, c, cOffset + column, cStride,
                        columns - column);
            }
        }
    }

    private static void columns3(int depth, float[] a, int aOffset, int aStride, int rows, float[] b, int bOffset,
            int bStride, float[] c, int cOffset, int cStride) {
        int row = 0;
        if (MANY_REGISTERS) {
            for (; rows - row >= 8; row += 8) {
                tile8x3(depth, a, aOffset + row, aStride, b, bOffset, bStride, c, cOffset + row * cStride, cStride);
            }
        }
        for (; rows - row >= 4; row += 4) {
            tile4x3(depth, a, aOffset + row, aStride, b, bOffset, bStride, c, cOffset + row * cStride, cStride);
        }
        for (; row < rows; row++) {
            tile1x3(depth, a, aOffset + row, aStride, b, bOffset, bStride, c, cOffset + row * cStride, cStride);
        }
    }

    private static void columns1(int depth, float[] a, int aOffset, int aStride, int rows, float[] b, int bOffset,
            int bStride, float[] c, int cOffset, int cStride, int valid) {
        int row = 0;
        for (; rows - row >= 4; row += 4) {
            tile4x1(depth, a, aOffset + row, aStride, b, bOffset, bStride, c, cOffset + row * cStride, cStride, valid);
        }
        for (; row < rows; row++) {
            tile1x1(depth, a, aOffset + row, aStride, b, bOffset, bStride, c, cOffset + row * cStride, cStride, valid);
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

    /// One row, three vectors.
    private static void tile1x3(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride,
            float[] c, int cOffset, int cStride) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
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
            aRow += aStride;
            bRow += bStride;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
    }

    /// Four rows, the valid lanes of one vector. (Eight are too much for the first of HotSpot's compilers, "out of virtual
    /// registers": the method would then never reach the second.)
    private static void tile4x1(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride,
            float[] c, int cOffset, int cStride, int valid) {
        VectorMask<Float> mask = SPECIES.indexInRange(0, valid);
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset, mask);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride, mask);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride, mask);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride, mask);
        int aRow = aOffset;
        int bRow = bOffset;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            c00 = FloatVector.broadcast(SPECIES, a[aRow]).fma(b0, c00);
            c10 = FloatVector.broadcast(SPECIES, a[aRow + 1]).fma(b0, c10);
            c20 = FloatVector.broadcast(SPECIES, a[aRow + 2]).fma(b0, c20);
            c30 = FloatVector.broadcast(SPECIES, a[aRow + 3]).fma(b0, c30);
            aRow += aStride;
            bRow += bStride;
        }
        c00.intoArray(c, cOffset, mask);
        c10.intoArray(c, cOffset + cStride, mask);
        c20.intoArray(c, cOffset + 2 * cStride, mask);
        c30.intoArray(c, cOffset + 3 * cStride, mask);
    }

    /// One row, the valid lanes of one vector.
    private static void tile1x1(int depth, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride,
            float[] c, int cOffset, int cStride, int valid) {
        VectorMask<Float> mask = SPECIES.indexInRange(0, valid);
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset, mask);
        int aRow = aOffset;
        int bRow = bOffset;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aRow]);
            c00 = x.fma(b0, c00);
            aRow += aStride;
            bRow += bStride;
        }
        c00.intoArray(c, cOffset, mask);
    }
}
