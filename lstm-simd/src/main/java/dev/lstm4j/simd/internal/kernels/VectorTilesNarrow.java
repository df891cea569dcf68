package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import dev.lstm4j.engine.Product;
import jdk.incubator.vector.FloatVector;

/// Hot: tiles for processors with 16 registers. [VectorTiles] chooses between them. A is packed in blocks as high as
/// the tile ([LeftPacking]), and B in strips as wide as the tile: both are read from one base each, with constant
/// strides, so the inner loop has neither range checks nor address computations for each row. The methods repeat each
/// other on purpose: accumulators must be local variables, since arrays of vectors would be boxed.
final class VectorTilesNarrow {
    private VectorTilesNarrow() {}

    /// Four rows, two vectors.
    static void tile4x2(Product p, int row, float[] b, int bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        int s3 = s2 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
        float[] a = p.packed;
        int depth = p.depth();
        int aRow = p.packedOffset + row * depth;
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
            aRow += 4;
            bRow += 2 * LANES;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        int r2 = r1 + p.resultStride;
        int r3 = r2 + p.resultStride;
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
        c30.intoArray(c, r3);
        c31.intoArray(c, r3 + LANES);
    }

    /// Two rows, two vectors.
    static void tile2x2(Product p, int row, float[] b, int bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        float[] a = p.packed;
        int depth = p.depth();
        int aRow = p.packedOffset + row * depth;
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
            aRow += 2;
            bRow += 2 * LANES;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
    }

    /// Four rows, one vector.
    static void tile4x1(Product p, int row, float[] b, int bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        int s3 = s2 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        float[] a = p.packed;
        int depth = p.depth();
        int aRow = p.packedOffset + row * depth;
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
            aRow += 4;
            bRow += LANES;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        int r2 = r1 + p.resultStride;
        int r3 = r2 + p.resultStride;
        c00.intoArray(c, r0);
        c10.intoArray(c, r1);
        c20.intoArray(c, r2);
        c30.intoArray(c, r3);
    }

    /// Two rows, one vector.
    static void tile2x1(Product p, int row, float[] b, int bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        float[] a = p.packed;
        int depth = p.depth();
        int aRow = p.packedOffset + row * depth;
        int bRow = bOffset;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aRow]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(SPECIES, a[aRow + 1]);
            c10 = x.fma(b0, c10);
            aRow += 2;
            bRow += LANES;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        c00.intoArray(c, r0);
        c10.intoArray(c, r1);
    }

    /// One row, eight vectors: the four strips of two panels, for eight independent chains. A strip has `strip` floats.
    static void tile1x8(Product p, float[] b, int bOffset, int strip, int startOffset, int resultOffset) {
        float[] start = p.start;
        int startNext = startOffset + p.startPanel;
        FloatVector c0 = FloatVector.fromArray(SPECIES, start, startOffset);
        FloatVector c1 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, start, startOffset + 3 * LANES);
        FloatVector c4 = FloatVector.fromArray(SPECIES, start, startNext);
        FloatVector c5 = FloatVector.fromArray(SPECIES, start, startNext + LANES);
        FloatVector c6 = FloatVector.fromArray(SPECIES, start, startNext + 2 * LANES);
        FloatVector c7 = FloatVector.fromArray(SPECIES, start, startNext + 3 * LANES);
        float[] a = p.packed;
        int depth = p.depth();
        int aOffset = p.packedOffset;
        int b1 = bOffset + strip;
        int b2 = b1 + strip;
        int b3 = b2 + strip;
        for (int k = 0; k < depth; k++) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[aOffset + k]);
            c0 = x.fma(FloatVector.fromArray(SPECIES, b, bOffset + k * (2 * LANES)), c0);
            c1 = x.fma(FloatVector.fromArray(SPECIES, b, bOffset + k * (2 * LANES) + LANES), c1);
            c2 = x.fma(FloatVector.fromArray(SPECIES, b, b1 + k * (2 * LANES)), c2);
            c3 = x.fma(FloatVector.fromArray(SPECIES, b, b1 + k * (2 * LANES) + LANES), c3);
            c4 = x.fma(FloatVector.fromArray(SPECIES, b, b2 + k * (2 * LANES)), c4);
            c5 = x.fma(FloatVector.fromArray(SPECIES, b, b2 + k * (2 * LANES) + LANES), c5);
            c6 = x.fma(FloatVector.fromArray(SPECIES, b, b3 + k * (2 * LANES)), c6);
            c7 = x.fma(FloatVector.fromArray(SPECIES, b, b3 + k * (2 * LANES) + LANES), c7);
        }
        float[] c = p.result;
        int resultNext = resultOffset + p.resultPanel;
        c0.intoArray(c, resultOffset);
        c1.intoArray(c, resultOffset + LANES);
        c2.intoArray(c, resultOffset + 2 * LANES);
        c3.intoArray(c, resultOffset + 3 * LANES);
        c4.intoArray(c, resultNext);
        c5.intoArray(c, resultNext + LANES);
        c6.intoArray(c, resultNext + 2 * LANES);
        c7.intoArray(c, resultNext + 3 * LANES);
    }

    /// One row, two vectors.
    static void tile1x2(Product p, int row, float[] b, int bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        float[] a = p.packed;
        int depth = p.depth();
        int aRow = p.packedOffset + row * depth;
        int bRow = bOffset;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aRow]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            aRow++;
            bRow += 2 * LANES;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
    }

    /// One row, one vector.
    static void tile1x1(Product p, int row, float[] b, int bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        float[] a = p.packed;
        int depth = p.depth();
        int aRow = p.packedOffset + row * depth;
        int bRow = bOffset;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aRow]);
            c00 = x.fma(b0, c00);
            aRow++;
            bRow += LANES;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        c00.intoArray(c, r0);
    }
}
