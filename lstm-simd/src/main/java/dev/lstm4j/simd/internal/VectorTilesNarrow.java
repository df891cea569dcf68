package dev.lstm4j.simd.internal;

import static dev.lstm4j.simd.internal.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.VectorLanes.SPECIES;

import dev.lstm4j.Operand;
import jdk.incubator.vector.FloatVector;

/// Hot: the tiles of one or two vectors of a panel, for 16 registers and for what is left of a wide product; see
/// [VectorTiles], which picks them. Rows of the panel are bStride floats apart.
final class VectorTilesNarrow {
    private VectorTilesNarrow() {}

    /// Five rows, two vectors: ten accumulators for 16 registers.
    static void tile5x2(int depth, Operand left, int aOffset, float[] b, int bOffset, int bStride, float[] c,
            int cOffset, int cStride) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
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
        int bRow = bOffset;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int a1 = a0 + left.rowStride();
            int a2 = a1 + left.rowStride();
            int a3 = a2 + left.rowStride();
            int a4 = a3 + left.rowStride();
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                x = FloatVector.broadcast(SPECIES, a[a2 + k]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                x = FloatVector.broadcast(SPECIES, a[a3 + k]);
                c30 = x.fma(b0, c30);
                c31 = x.fma(b1, c31);
                x = FloatVector.broadcast(SPECIES, a[a4 + k]);
                c40 = x.fma(b0, c40);
                c41 = x.fma(b1, c41);
                bRow += bStride;
            }
            a0 += left.blockStride();
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
    }

    /// Two rows, two vectors.
    static void tile2x2(int depth, Operand left, int aOffset, float[] b, int bOffset, int bStride, float[] c,
            int cOffset, int cStride) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
        int bRow = bOffset;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int a1 = a0 + left.rowStride();
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                bRow += bStride;
            }
            a0 += left.blockStride();
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LANES);
    }

    /// Eight rows, one vector.
    static void tile8x1(int depth, Operand left, int aOffset, float[] b, int bOffset, int bStride, float[] c,
            int cOffset, int cStride) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride);
        FloatVector c60 = FloatVector.fromArray(SPECIES, c, cOffset + 6 * cStride);
        FloatVector c70 = FloatVector.fromArray(SPECIES, c, cOffset + 7 * cStride);
        int bRow = bOffset;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int a1 = a0 + left.rowStride();
            int a2 = a1 + left.rowStride();
            int a3 = a2 + left.rowStride();
            int a4 = a3 + left.rowStride();
            int a5 = a4 + left.rowStride();
            int a6 = a5 + left.rowStride();
            int a7 = a6 + left.rowStride();
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                x = FloatVector.broadcast(SPECIES, a[a2 + k]);
                c20 = x.fma(b0, c20);
                x = FloatVector.broadcast(SPECIES, a[a3 + k]);
                c30 = x.fma(b0, c30);
                x = FloatVector.broadcast(SPECIES, a[a4 + k]);
                c40 = x.fma(b0, c40);
                x = FloatVector.broadcast(SPECIES, a[a5 + k]);
                c50 = x.fma(b0, c50);
                x = FloatVector.broadcast(SPECIES, a[a6 + k]);
                c60 = x.fma(b0, c60);
                x = FloatVector.broadcast(SPECIES, a[a7 + k]);
                c70 = x.fma(b0, c70);
                bRow += bStride;
            }
            a0 += left.blockStride();
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

    /// One row, one vector.
    static void tile1x1(int depth, Operand left, int aOffset, float[] b, int bOffset, int bStride, float[] c,
            int cOffset, int cStride) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        int bRow = bOffset;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                bRow += bStride;
            }
            a0 += left.blockStride();
        }
        c00.intoArray(c, cOffset);
    }
}
