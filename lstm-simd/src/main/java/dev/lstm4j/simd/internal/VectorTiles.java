package dev.lstm4j.simd.internal;

import static dev.lstm4j.simd.internal.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.VectorLanes.MANY_REGISTERS;

import dev.lstm4j.Operand;

/// Hot: register tiles of `C += A·B`. A tile keeps rows × vectors of C in registers while k runs over the depth: each
/// step loads one row of B's panel and multiplies it with one float of each row of A. Every element of C is one chain
/// of multiply-adds in the order of k, so no tile changes a bit.
///
/// Sizes are the largest that fit the registers, accumulators beside a row of B and a float of A (6×2 spills 16): with 32 registers panels of four vectors are taken whole, with 16 two vectors at a time. Tiles of fewer
/// rows serve the rest of a batch. One row alone takes two panels at once, for eight independent chains.
final class VectorTiles {
    private VectorTiles() {}

    /// One panel of four vectors: all rows, four, six at a time.
    static void panel4(int rows, int depth, Operand a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
            int cStride) {
        if (!MANY_REGISTERS) {
            panel2(rows, depth, a, aOffset, b, bOffset, 4 * LANES, c, cOffset, cStride);
            panel2(rows, depth, a, aOffset, b, bOffset + 2 * LANES, 4 * LANES, c, cOffset + 2 * LANES, cStride);
            return;
        }
        int row = 0;
        while (rows - row >= 6 && rows - row != 7 && rows - row != 8) { // 7 and 8 are better as 4 + 3 and 4 + 4
            VectorTilesWide.tile6x4(depth, a, aOffset + row * a.rowStride(), b, bOffset, c, cOffset + row * cStride,
                    cStride);
            row += 6;
        }
        while (rows - row >= 4) {
            VectorTilesWide.tile4x4(depth, a, aOffset + row * a.rowStride(), b, bOffset, c, cOffset + row * cStride,
                    cStride);
            row += 4;
        }
        if (rows - row == 3) {
            VectorTilesWide.tile3x4(depth, a, aOffset + row * a.rowStride(), b, bOffset, c, cOffset + row * cStride,
                    cStride);
        } else if (rows - row == 2) {
            VectorTilesWide.tile2x4(depth, a, aOffset + row * a.rowStride(), b, bOffset, c, cOffset + row * cStride,
                    cStride);
        } else if (rows - row == 1) {
            VectorTilesWide.tile1x4(depth, a, aOffset + row * a.rowStride(), b, bOffset, c, cOffset + row * cStride,
                    cStride);
        }
    }

    /// Two vectors of a panel whose rows are bStride floats apart.
    static void panel2(int rows, int depth, Operand a, int aOffset, float[] b, int bOffset, int bStride, float[] c,
            int cOffset, int cStride) {
        int row = 0;
        for (; rows - row >= 5; row += 5) {
            VectorTilesNarrow.tile5x2(depth, a, aOffset + row * a.rowStride(), b, bOffset, bStride, c,
                    cOffset + row * cStride, cStride);
        }
        for (; rows - row >= 2; row += 2) {
            VectorTilesNarrow.tile2x2(depth, a, aOffset + row * a.rowStride(), b, bOffset, bStride, c,
                    cOffset + row * cStride, cStride);
        }
        if (row < rows) {
            panel1(1, depth, a, aOffset + row * a.rowStride(), b, bOffset, bStride, c, cOffset + row * cStride,
                    cStride);
            panel1(1, depth, a, aOffset + row * a.rowStride(), b, bOffset + LANES, bStride, c,
                    cOffset + row * cStride + LANES, cStride);
        }
    }

    /// One vector of a panel whose rows are bStride floats apart.
    static void panel1(int rows, int depth, Operand a, int aOffset, float[] b, int bOffset, int bStride, float[] c,
            int cOffset, int cStride) {
        int row = 0;
        for (; rows - row >= 8; row += 8) {
            VectorTilesNarrow.tile8x1(depth, a, aOffset + row * a.rowStride(), b, bOffset, bStride, c,
                    cOffset + row * cStride, cStride);
        }
        for (; row < rows; row++) {
            VectorTilesNarrow.tile1x1(depth, a, aOffset + row * a.rowStride(), b, bOffset, bStride, c,
                    cOffset + row * cStride, cStride);
        }
    }
}
