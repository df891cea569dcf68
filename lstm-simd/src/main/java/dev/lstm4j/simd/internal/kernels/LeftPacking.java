package dev.lstm4j.simd.internal.kernels;

import dev.lstm4j.engine.Product;
import java.util.Arrays;

/// Packs the left matrix of a product for the tiles of [VectorTilesNarrow]: blocks as high as a tile, and in a block
/// one column after the other, `[k][row of the block]`. A tile then reads its floats in one stretch. The copy is used
/// for all panels of B, so its cost is small compared with the multiply-adds.
final class LeftPacking {
    private LeftPacking() {}

    /// The height of the next tile: 4, 2 or 1.
    ///
    /// @param left the number of remaining rows
    static int height(int left) {
        return left >= 4 ? 4 : Math.min(left, 2);
    }

    /// Packs A₁ and A₂ at `product.packedOffset`.
    static void pack(Product p) {
        int depth = p.depth();
        int end = p.packedOffset + p.rows * depth;
        if (p.packed.length < end) {
            p.packed = Arrays.copyOf(p.packed, Math.max(end, 2 * p.packed.length));
        }
        int height;
        for (int row = 0; row < p.rows; row += height) {
            height = height(p.rows - row);
            int to = p.packedOffset + row * depth;
            copy(height, p.first, p.firstOffset + row * p.firstStride, p.firstStride, p.firstDepth, p.packed, to);
            copy(height, p.second, p.secondOffset + row * p.secondStride, p.secondStride, p.secondDepth, p.packed,
                    to + p.firstDepth * height);
        }
        p.isPacked = true;
    }

    private static void copy(int height, float[] from, int offset, int stride, int depth, float[] to, int toOffset) {
        switch (height) {
            case 4 -> copy4(from, offset, stride, depth, to, toOffset);
            case 2 -> copy2(from, offset, stride, depth, to, toOffset);
            default -> System.arraycopy(from, offset, to, toOffset, depth);
        }
    }

    private static void copy4(float[] from, int offset, int stride, int depth, float[] to, int toOffset) {
        int r1 = offset + stride;
        int r2 = r1 + stride;
        int r3 = r2 + stride;
        for (int k = 0; k < depth; k++) {
            int at = toOffset + k * 4;
            to[at] = from[offset + k];
            to[at + 1] = from[r1 + k];
            to[at + 2] = from[r2 + k];
            to[at + 3] = from[r3 + k];
        }
    }

    private static void copy2(float[] from, int offset, int stride, int depth, float[] to, int toOffset) {
        int r1 = offset + stride;
        for (int k = 0; k < depth; k++) {
            int at = toOffset + k * 2;
            to[at] = from[offset + k];
            to[at + 1] = from[r1 + k];
        }
    }
}
