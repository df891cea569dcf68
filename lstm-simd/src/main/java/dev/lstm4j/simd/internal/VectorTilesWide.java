package dev.lstm4j.simd.internal;

import static dev.lstm4j.simd.internal.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.VectorLanes.SPECIES;

import dev.lstm4j.Operand;
import jdk.incubator.vector.FloatVector;

/// Hot: the tiles of whole panels, four vectors wide, for 32 registers; see [VectorTiles], which picks them. Alike on
/// purpose and each spelled out: accumulators must be locals, arrays of vectors would be boxed.
final class VectorTilesWide {
    private VectorTilesWide() {}

    /// Six rows, four vectors: 24 accumulators.
    static void tile6x4(int depth, Operand left, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + 3 * LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride + 2 * LANES);
        FloatVector c43 = FloatVector.fromArray(SPECIES, c, cOffset + 4 * cStride + 3 * LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride + 2 * LANES);
        FloatVector c53 = FloatVector.fromArray(SPECIES, c, cOffset + 5 * cStride + 3 * LANES);
        int bRow = bOffset;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int a1 = a0 + left.rowStride();
            int a2 = a1 + left.rowStride();
            int a3 = a2 + left.rowStride();
            int a4 = a3 + left.rowStride();
            int a5 = a4 + left.rowStride();
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
                FloatVector b2 = FloatVector.fromArray(SPECIES, b, bRow + 2 * LANES);
                FloatVector b3 = FloatVector.fromArray(SPECIES, b, bRow + 3 * LANES);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                c02 = x.fma(b2, c02);
                c03 = x.fma(b3, c03);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                c12 = x.fma(b2, c12);
                c13 = x.fma(b3, c13);
                x = FloatVector.broadcast(SPECIES, a[a2 + k]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                c22 = x.fma(b2, c22);
                c23 = x.fma(b3, c23);
                x = FloatVector.broadcast(SPECIES, a[a3 + k]);
                c30 = x.fma(b0, c30);
                c31 = x.fma(b1, c31);
                c32 = x.fma(b2, c32);
                c33 = x.fma(b3, c33);
                x = FloatVector.broadcast(SPECIES, a[a4 + k]);
                c40 = x.fma(b0, c40);
                c41 = x.fma(b1, c41);
                c42 = x.fma(b2, c42);
                c43 = x.fma(b3, c43);
                x = FloatVector.broadcast(SPECIES, a[a5 + k]);
                c50 = x.fma(b0, c50);
                c51 = x.fma(b1, c51);
                c52 = x.fma(b2, c52);
                c53 = x.fma(b3, c53);
                bRow += 4 * LANES;
            }
            a0 += left.blockStride();
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
        c03.intoArray(c, cOffset + 3 * LANES);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LANES);
        c12.intoArray(c, cOffset + cStride + 2 * LANES);
        c13.intoArray(c, cOffset + cStride + 3 * LANES);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LANES);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LANES);
        c23.intoArray(c, cOffset + 2 * cStride + 3 * LANES);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LANES);
        c32.intoArray(c, cOffset + 3 * cStride + 2 * LANES);
        c33.intoArray(c, cOffset + 3 * cStride + 3 * LANES);
        c40.intoArray(c, cOffset + 4 * cStride);
        c41.intoArray(c, cOffset + 4 * cStride + LANES);
        c42.intoArray(c, cOffset + 4 * cStride + 2 * LANES);
        c43.intoArray(c, cOffset + 4 * cStride + 3 * LANES);
        c50.intoArray(c, cOffset + 5 * cStride);
        c51.intoArray(c, cOffset + 5 * cStride + LANES);
        c52.intoArray(c, cOffset + 5 * cStride + 2 * LANES);
        c53.intoArray(c, cOffset + 5 * cStride + 3 * LANES);
    }

    /// Four rows, four vectors.
    static void tile4x4(int depth, Operand left, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * cStride + 3 * LANES);
        int bRow = bOffset;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int a1 = a0 + left.rowStride();
            int a2 = a1 + left.rowStride();
            int a3 = a2 + left.rowStride();
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
                FloatVector b2 = FloatVector.fromArray(SPECIES, b, bRow + 2 * LANES);
                FloatVector b3 = FloatVector.fromArray(SPECIES, b, bRow + 3 * LANES);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                c02 = x.fma(b2, c02);
                c03 = x.fma(b3, c03);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                c12 = x.fma(b2, c12);
                c13 = x.fma(b3, c13);
                x = FloatVector.broadcast(SPECIES, a[a2 + k]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                c22 = x.fma(b2, c22);
                c23 = x.fma(b3, c23);
                x = FloatVector.broadcast(SPECIES, a[a3 + k]);
                c30 = x.fma(b0, c30);
                c31 = x.fma(b1, c31);
                c32 = x.fma(b2, c32);
                c33 = x.fma(b3, c33);
                bRow += 4 * LANES;
            }
            a0 += left.blockStride();
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
        c03.intoArray(c, cOffset + 3 * LANES);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LANES);
        c12.intoArray(c, cOffset + cStride + 2 * LANES);
        c13.intoArray(c, cOffset + cStride + 3 * LANES);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LANES);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LANES);
        c23.intoArray(c, cOffset + 2 * cStride + 3 * LANES);
        c30.intoArray(c, cOffset + 3 * cStride);
        c31.intoArray(c, cOffset + 3 * cStride + LANES);
        c32.intoArray(c, cOffset + 3 * cStride + 2 * LANES);
        c33.intoArray(c, cOffset + 3 * cStride + 3 * LANES);
    }

    /// Three rows, four vectors.
    static void tile3x4(int depth, Operand left, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * cStride + 3 * LANES);
        int bRow = bOffset;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int a1 = a0 + left.rowStride();
            int a2 = a1 + left.rowStride();
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
                FloatVector b2 = FloatVector.fromArray(SPECIES, b, bRow + 2 * LANES);
                FloatVector b3 = FloatVector.fromArray(SPECIES, b, bRow + 3 * LANES);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                c02 = x.fma(b2, c02);
                c03 = x.fma(b3, c03);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                c12 = x.fma(b2, c12);
                c13 = x.fma(b3, c13);
                x = FloatVector.broadcast(SPECIES, a[a2 + k]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                c22 = x.fma(b2, c22);
                c23 = x.fma(b3, c23);
                bRow += 4 * LANES;
            }
            a0 += left.blockStride();
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
        c03.intoArray(c, cOffset + 3 * LANES);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LANES);
        c12.intoArray(c, cOffset + cStride + 2 * LANES);
        c13.intoArray(c, cOffset + cStride + 3 * LANES);
        c20.intoArray(c, cOffset + 2 * cStride);
        c21.intoArray(c, cOffset + 2 * cStride + LANES);
        c22.intoArray(c, cOffset + 2 * cStride + 2 * LANES);
        c23.intoArray(c, cOffset + 2 * cStride + 3 * LANES);
    }

    /// Two rows, four vectors.
    static void tile2x4(int depth, Operand left, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, cOffset + cStride);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, cOffset + cStride + 3 * LANES);
        int bRow = bOffset;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int a1 = a0 + left.rowStride();
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
                FloatVector b2 = FloatVector.fromArray(SPECIES, b, bRow + 2 * LANES);
                FloatVector b3 = FloatVector.fromArray(SPECIES, b, bRow + 3 * LANES);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                c02 = x.fma(b2, c02);
                c03 = x.fma(b3, c03);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                c12 = x.fma(b2, c12);
                c13 = x.fma(b3, c13);
                bRow += 4 * LANES;
            }
            a0 += left.blockStride();
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
        c03.intoArray(c, cOffset + 3 * LANES);
        c10.intoArray(c, cOffset + cStride);
        c11.intoArray(c, cOffset + cStride + LANES);
        c12.intoArray(c, cOffset + cStride + 2 * LANES);
        c13.intoArray(c, cOffset + cStride + 3 * LANES);
    }

    /// One row, four vectors.
    static void tile1x4(int depth, Operand left, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * LANES);
        int bRow = bOffset;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
                FloatVector b2 = FloatVector.fromArray(SPECIES, b, bRow + 2 * LANES);
                FloatVector b3 = FloatVector.fromArray(SPECIES, b, bRow + 3 * LANES);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                c02 = x.fma(b2, c02);
                c03 = x.fma(b3, c03);
                bRow += 4 * LANES;
            }
            a0 += left.blockStride();
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
        c03.intoArray(c, cOffset + 3 * LANES);
    }

    /// One row, two neighbouring panels of four vectors: eight chains, the panels read side by side. C's panels are
    /// cPanel floats apart.
    static void tile1x8(int depth, Operand left, int aOffset, float[] b, int bOffset, int bPanel, float[] c,
            int cOffset,
            int cPanel) {
        float[] a = left.array();
        int block = Math.min(depth, left.depthBlock());
        int cNext = cOffset + cPanel;
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, cOffset + 3 * LANES);
        FloatVector c4 = FloatVector.fromArray(SPECIES, c, cNext);
        FloatVector c5 = FloatVector.fromArray(SPECIES, c, cNext + LANES);
        FloatVector c6 = FloatVector.fromArray(SPECIES, c, cNext + 2 * LANES);
        FloatVector c7 = FloatVector.fromArray(SPECIES, c, cNext + 3 * LANES);
        int bRow = bOffset;
        int bNext = bOffset + bPanel;
        int a0 = aOffset;
        for (int from = 0; from < depth; from += block) {
            int length = Math.min(block, depth - from);
            for (int k = 0; k < length; k++) {
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c0 = x.fma(FloatVector.fromArray(SPECIES, b, bRow), c0);
                c1 = x.fma(FloatVector.fromArray(SPECIES, b, bRow + LANES), c1);
                c2 = x.fma(FloatVector.fromArray(SPECIES, b, bRow + 2 * LANES), c2);
                c3 = x.fma(FloatVector.fromArray(SPECIES, b, bRow + 3 * LANES), c3);
                c4 = x.fma(FloatVector.fromArray(SPECIES, b, bNext), c4);
                c5 = x.fma(FloatVector.fromArray(SPECIES, b, bNext + LANES), c5);
                c6 = x.fma(FloatVector.fromArray(SPECIES, b, bNext + 2 * LANES), c6);
                c7 = x.fma(FloatVector.fromArray(SPECIES, b, bNext + 3 * LANES), c7);
                bRow += 4 * LANES;
                bNext += 4 * LANES;
            }
            a0 += left.blockStride();
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + LANES);
        c2.intoArray(c, cOffset + 2 * LANES);
        c3.intoArray(c, cOffset + 3 * LANES);
        c4.intoArray(c, cNext);
        c5.intoArray(c, cNext + LANES);
        c6.intoArray(c, cNext + 2 * LANES);
        c7.intoArray(c, cNext + 3 * LANES);
    }
}
