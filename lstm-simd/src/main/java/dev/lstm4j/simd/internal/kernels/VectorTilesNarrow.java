package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import dev.lstm4j.engine.Product;
import jdk.incubator.vector.FloatVector;

/// Hot: tiles of one or two vectors of a panel, for processors with 16 registers and for the last vectors of a wide
/// product. [VectorTiles] chooses between them. The row stride of the panel is bStride.
final class VectorTilesNarrow {
    private VectorTilesNarrow() {}

    /// Five rows, two vectors: ten accumulators for 16 registers.
    static void tile5x2(Product p, int row, float[] b, int bOffset, int bStride, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        int s3 = s2 + p.startStride;
        int s4 = s3 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, start, s4);
        FloatVector c41 = FloatVector.fromArray(SPECIES, start, s4 + LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        int bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            int a3 = a2 + stride;
            int a4 = a3 + stride;
            for (int k = 0; k < depth; k++) {
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
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        int r2 = r1 + p.resultStride;
        int r3 = r2 + p.resultStride;
        int r4 = r3 + p.resultStride;
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
        c30.intoArray(c, r3);
        c31.intoArray(c, r3 + LANES);
        c40.intoArray(c, r4);
        c41.intoArray(c, r4 + LANES);
    }

    /// Four rows, two vectors.
    static void tile4x2(Product p, int row, float[] b, int bOffset, int bStride, int startOffset, int resultOffset) {
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
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        int bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            int a3 = a2 + stride;
            for (int k = 0; k < depth; k++) {
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
                bRow += bStride;
            }
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
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

    /// Three rows, two vectors.
    static void tile3x2(Product p, int row, float[] b, int bOffset, int bStride, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        int bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            for (int k = 0; k < depth; k++) {
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
                bRow += bStride;
            }
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        int r2 = r1 + p.resultStride;
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
    }

    /// Two rows, two vectors.
    static void tile2x2(Product p, int row, float[] b, int bOffset, int bStride, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        int bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            for (int k = 0; k < depth; k++) {
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
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
    }

    /// Eight rows, one vector.
    static void tile8x1(Product p, int row, float[] b, int bOffset, int bStride, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        int s3 = s2 + p.startStride;
        int s4 = s3 + p.startStride;
        int s5 = s4 + p.startStride;
        int s6 = s5 + p.startStride;
        int s7 = s6 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        FloatVector c40 = FloatVector.fromArray(SPECIES, start, s4);
        FloatVector c50 = FloatVector.fromArray(SPECIES, start, s5);
        FloatVector c60 = FloatVector.fromArray(SPECIES, start, s6);
        FloatVector c70 = FloatVector.fromArray(SPECIES, start, s7);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        int bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            int a3 = a2 + stride;
            int a4 = a3 + stride;
            int a5 = a4 + stride;
            int a6 = a5 + stride;
            int a7 = a6 + stride;
            for (int k = 0; k < depth; k++) {
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
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        int r2 = r1 + p.resultStride;
        int r3 = r2 + p.resultStride;
        int r4 = r3 + p.resultStride;
        int r5 = r4 + p.resultStride;
        int r6 = r5 + p.resultStride;
        int r7 = r6 + p.resultStride;
        c00.intoArray(c, r0);
        c10.intoArray(c, r1);
        c20.intoArray(c, r2);
        c30.intoArray(c, r3);
        c40.intoArray(c, r4);
        c50.intoArray(c, r5);
        c60.intoArray(c, r6);
        c70.intoArray(c, r7);
    }

    /// Four rows, one vector.
    static void tile4x1(Product p, int row, float[] b, int bOffset, int bStride, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        int s3 = s2 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        int bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            int a3 = a2 + stride;
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                x = FloatVector.broadcast(SPECIES, a[a2 + k]);
                c20 = x.fma(b0, c20);
                x = FloatVector.broadcast(SPECIES, a[a3 + k]);
                c30 = x.fma(b0, c30);
                bRow += bStride;
            }
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
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

    /// One row, one vector.
    static void tile1x1(Product p, int row, float[] b, int bOffset, int bStride, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        int bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                bRow += bStride;
            }
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        c00.intoArray(c, r0);
    }
}
