package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.MANY_REGISTERS;

import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import java.lang.foreign.MemorySegment;

/// Hot: register tiles of `C = S + [A₁ A₂]·B`. A tile keeps rows × vectors of C in registers while k runs over the
/// depth. Each step loads one row of a strip of B and multiplies it with one float of each row of A. Every element of C
/// is one chain of multiply-adds in the order of k, so all tiles give the same bits.
///
/// The tiles are the largest whose accumulators fit into the registers together with a row of B and a float of A:
///
/// | registers | tile | strip of B | A |
/// |---|---|---|---|
/// | 32 | 6×4 | a panel of four vectors, at a cache line outside the heap | read where it is |
/// | 16 | 4×2 | two vectors, on the heap | packed ([LeftPacking]) |
///
/// With 16 registers 5×2 is no faster, and C2 spills one accumulator in some compilations, which halves the speed: it
/// loads all floats of A ahead, which needs 17 registers. Tiles with fewer rows handle the remaining rows of a batch. A
/// single row uses two panels at once, to have eight independent chains. The depth is not divided into blocks: a panel
/// streams from the L2 or L3 cache as fast as the multiply-adds consume it, and blocks of 128 or 256 were slower,
/// because C is loaded and stored between them.
final class VectorTiles {
    /// How these tiles read B.
    static final PackedMatrix.Format FORMAT = new PackedMatrix.Format(LANES, MANY_REGISTERS ? 4 : 2, MANY_REGISTERS);

    private VectorTiles() {}

    static void product(Product p, PackedMatrix b, int panel, int panels) {
        if (MANY_REGISTERS) {
            wide(p, b, panel, panel + panels);
        } else {
            narrow(p, b, panel, panel + panels);
        }
    }

    private static void wide(Product p, PackedMatrix b, int panel, int end) {
        MemorySegment data = b.memory();
        int index = panel;
        if (p.rows == 1) {
            for (; index + 1 < end && b.vectors(index + 1) == 4; index += 2) {
                long from = bytes(b.offset(index) + p.depthOffset * 4 * LANES);
                VectorTilesWide.tile1x8(p, data, from, bytes(b.offset(index + 1) - b.offset(index)),
                        p.startOffset + index * p.startPanel, p.resultOffset + index * p.resultPanel);
            }
        }
        for (; index < end; index++) {
            int vectors = b.vectors(index);
            long from = bytes(b.offset(index) + p.depthOffset * vectors * LANES);
            int start = p.startOffset + index * p.startPanel;
            int result = p.resultOffset + index * p.resultPanel;
            switch (vectors) {
                case 4 -> panel4(p, data, from, start, result);
                case 3 -> panel3(p, data, from, start, result);
                case 2 -> panel2(p, data, from, start, result);
                default -> panel1(p, data, from, start, result);
            }
        }
    }

    private static long bytes(int floats) {
        return (long) floats * Float.BYTES;
    }

    /// A whole panel, in tiles of six rows. The remaining rows are divided so that no tile is smaller than necessary.
    private static void panel4(Product p, MemorySegment b, long from, int start, int result) {
        int row = 0;
        int left = p.rows;
        for (; left == 6 || left >= 10; left -= 6, row += 6) {
            VectorTilesWide.tile6x4(p, row, b, from, start, result);
        }
        if (left == 5 || left == 9) {
            VectorTilesWide.tile5x4(p, row, b, from, start, result);
            left -= 5;
            row += 5;
        }
        for (; left >= 4; left -= 4, row += 4) {
            VectorTilesWide.tile4x4(p, row, b, from, start, result);
        }
        if (left == 3) {
            VectorTilesWide.tile3x4(p, row, b, from, start, result);
        } else if (left == 2) {
            VectorTilesWide.tile2x4(p, row, b, from, start, result);
        } else if (left == 1) {
            VectorTilesWide.tile1x4(p, row, b, from, start, result);
        }
    }

    private static void panel3(Product p, MemorySegment b, long from, int start, int result) {
        int row = 0;
        for (; p.rows - row >= 6; row += 6) {
            VectorTilesPartial.tile6x3(p, row, b, from, start, result);
        }
        for (; p.rows - row >= 3; row += 3) {
            VectorTilesPartial.tile3x3(p, row, b, from, start, result);
        }
        for (; row < p.rows; row++) {
            VectorTilesPartial.tile1x3(p, row, b, from, start, result);
        }
    }

    private static void panel2(Product p, MemorySegment b, long from, int start, int result) {
        int row = 0;
        for (; p.rows - row >= 2; row += Math.min(4, p.rows - row)) {
            VectorTilesPartial.tile4x2(p, row, Math.min(4, p.rows - row), b, from, start, result);
        }
        if (row < p.rows) {
            VectorTilesPartial.tile1x2(p, row, b, from, start, result);
        }
    }

    private static void panel1(Product p, MemorySegment b, long from, int start, int result) {
        int row = 0;
        for (; p.rows - row >= 2; row += Math.min(4, p.rows - row)) {
            VectorTilesPartial.tile4x1(p, row, Math.min(4, p.rows - row), b, from, start, result);
        }
        if (row < p.rows) {
            VectorTilesPartial.tile1x1(p, row, b, from, start, result);
        }
    }

    private static void narrow(Product p, PackedMatrix b, int panel, int end) {
        if (!p.isPacked) {
            LeftPacking.pack(p);
        }
        float[] data = b.array();
        int strip = b.depth() * 2 * LANES;
        int index = panel;
        if (p.rows == 1) {
            for (; index + 1 < end && b.vectors(index + 1) == 4; index += 2) {
                VectorTilesNarrow.tile1x8(p, data, b.offset(index) + p.depthOffset * 2 * LANES, strip,
                        p.startOffset + index * p.startPanel, p.resultOffset + index * p.resultPanel);
            }
        }
        for (; index < end; index++) {
            int start = p.startOffset + index * p.startPanel;
            int result = p.resultOffset + index * p.resultPanel;
            int vectors = b.vectors(index);
            for (int vector = 0; vector < vectors; vector += 2) {
                int from = b.offset(index) + vector * LANES * b.depth();
                int shift = vector * LANES;
                if (vector + 1 < vectors) {
                    strip2(p, data, from + p.depthOffset * 2 * LANES, start + shift, result + shift);
                } else {
                    strip1(p, data, from + p.depthOffset * LANES, start + shift, result + shift);
                }
            }
        }
    }

    private static void strip2(Product p, float[] b, int from, int start, int result) {
        int height;
        for (int row = 0; row < p.rows; row += height) {
            height = LeftPacking.height(p.rows - row);
            switch (height) {
                case 4 -> VectorTilesNarrow.tile4x2(p, row, b, from, start, result);
                case 2 -> VectorTilesNarrow.tile2x2(p, row, b, from, start, result);
                default -> VectorTilesNarrow.tile1x2(p, row, b, from, start, result);
            }
        }
    }

    private static void strip1(Product p, float[] b, int from, int start, int result) {
        int height;
        for (int row = 0; row < p.rows; row += height) {
            height = LeftPacking.height(p.rows - row);
            switch (height) {
                case 4 -> VectorTilesNarrow.tile4x1(p, row, b, from, start, result);
                case 2 -> VectorTilesNarrow.tile2x1(p, row, b, from, start, result);
                default -> VectorTilesNarrow.tile1x1(p, row, b, from, start, result);
            }
        }
    }
}
