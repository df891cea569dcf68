package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.MANY_REGISTERS;

import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.simd.internal.Sizes;

/// Hot: register tiles of `C = S + [A₁ A₂]·B`. A tile keeps rows × vectors of C in registers while k runs over the
/// depth. Each step loads one row of a panel of B and multiplies it with one float of each row of A. Every element of C
/// is one chain of multiply-adds in the order of k, so all tiles give the same bits.
///
/// The tiles are the largest whose accumulators fit into the registers together with a row of B and a float of A (6×2
/// spills with 16 registers). With 32 registers a tile covers a whole panel of four vectors, with 16 registers two
/// vectors. Tiles with fewer rows handle the remaining rows of a batch. A single row uses two panels at once, to have
/// eight independent chains. The depth is not divided into blocks: a panel streams from the L2 or L3 cache as fast as
/// the multiply-adds consume it, and blocks of 128 or 256 were slower, because C is loaded and stored between them.
final class VectorTiles {
    private VectorTiles() {}

    static void product(Product p, PackedMatrix b, int panel, int panels) {
        int index = panel;
        int end = panel + panels;
        if (p.rows == 1) {
            for (; index + 1 < end && b.vectors(index + 1) == 4; index += 2) {
                VectorTilesWide.tile1x8(p, b.data(), b.offset(index) + p.depthOffset * 4 * LANES,
                        b.offset(index + 1) - b.offset(index), p.startOffset + index * p.startPanel,
                        p.resultOffset + index * p.resultPanel);
            }
        }
        for (; index < end; index++) {
            int vectors = b.vectors(index);
            int stride = vectors * LANES;
            int from = b.offset(index) + p.depthOffset * stride;
            int start = p.startOffset + index * p.startPanel;
            int result = p.resultOffset + index * p.resultPanel;
            if (vectors == 4 && (MANY_REGISTERS || p.rows == 1)) {
                panel4(p, b.data(), from, start, result);
                continue;
            }
            int vector = 0;
            for (; vector + 2 <= vectors; vector += 2) {
                int shift = vector * LANES;
                panel2(p, b.data(), from + shift, stride, start + shift, result + shift);
            }
            if (vector < vectors) {
                int shift = vector * LANES;
                panel1(p, 0, b.data(), from + shift, stride, start + shift, result + shift);
            }
        }
    }

    /// A whole panel, in tiles of six rows. The remaining rows are divided so that no tile is smaller than necessary.
    private static void panel4(Product p, float[] b, int bOffset, int start, int result) {
        int row = 0;
        int left = p.rows;
        for (; left == 6 || left >= 10; left -= 6, row += 6) {
            VectorTilesWide.tile6x4(p, row, b, bOffset, start, result);
        }
        if (left == 5 || left == 9) {
            VectorTilesWide.tile5x4(p, row, b, bOffset, start, result);
            left -= 5;
            row += 5;
        }
        for (; left >= 4; left -= 4, row += 4) {
            VectorTilesWide.tile4x4(p, row, b, bOffset, start, result);
        }
        if (left == 3) {
            VectorTilesWide.tile3x4(p, row, b, bOffset, start, result);
        } else if (left == 2) {
            VectorTilesWide.tile2x4(p, row, b, bOffset, start, result);
        } else if (left == 1) {
            VectorTilesWide.tile1x4(p, row, b, bOffset, start, result);
        }
    }

    /// Two vectors of a panel with row stride bStride.
    private static void panel2(Product p, float[] b, int bOffset, int bStride, int start, int result) {
        int row = 0;
        int left = p.rows;
        for (; left == 5 || left >= 9; left -= 5, row += 5) {
            VectorTilesNarrow.tile5x2(p, row, b, bOffset, bStride, start, result);
        }
        for (; left >= 4 && left != 6; left -= 4, row += 4) {
            VectorTilesNarrow.tile4x2(p, row, b, bOffset, bStride, start, result);
        }
        for (; left >= 3; left -= 3, row += 3) {
            VectorTilesNarrow.tile3x2(p, row, b, bOffset, bStride, start, result);
        }
        if (left == 2) {
            VectorTilesNarrow.tile2x2(p, row, b, bOffset, bStride, start, result);
        } else if (left == 1) {
            panel1(p, row, b, bOffset, bStride, start, result);
            panel1(p, row, b, bOffset + LANES, bStride, start + LANES, result + LANES);
        }
    }

    /// One vector of a panel with row stride bStride, starting at a row.
    private static void panel1(Product p, int fromRow, float[] b, int bOffset, int bStride, int start, int result) {
        int row = fromRow;
        for (; p.rows - row >= 8; row += 8) {
            VectorTilesNarrow.tile8x1(p, row, b, bOffset, bStride, start, result);
        }
        for (; p.rows - row >= 4; row += 4) {
            VectorTilesNarrow.tile4x1(p, row, b, bOffset, bStride, start, result);
        }
        for (; row < p.rows; row++) {
            VectorTilesNarrow.tile1x1(p, row, b, bOffset, bStride, start, result);
        }
    }
}
