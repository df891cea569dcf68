package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.BYTES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.ORDER;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import dev.lstm4j.engine.Product;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Hot: tiles of panels of one to three vectors, for processors with 32 registers: cells with fewer than four gates,
/// and the last columns of other products. [VectorTiles] chooses between them.
final class VectorTilesPartial {
    private VectorTilesPartial() {}

    /// Six rows, three vectors.
    static void tile6x3(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        int s3 = s2 + p.startStride;
        int s4 = s3 + p.startStride;
        int s5 = s4 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s1 + 2 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, start, s2 + 2 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, start, s3 + 2 * LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, start, s4);
        FloatVector c41 = FloatVector.fromArray(SPECIES, start, s4 + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, start, s4 + 2 * LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, start, s5);
        FloatVector c51 = FloatVector.fromArray(SPECIES, start, s5 + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, start, s5 + 2 * LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            int a3 = a2 + stride;
            int a4 = a3 + stride;
            int a5 = a4 + stride;
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (3L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (3L * BYTES) + BYTES, ORDER);
                FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (3L * BYTES) + 2 * BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                c02 = x.fma(b2, c02);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                c12 = x.fma(b2, c12);
                x = FloatVector.broadcast(SPECIES, a[a2 + k]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                c22 = x.fma(b2, c22);
                x = FloatVector.broadcast(SPECIES, a[a3 + k]);
                c30 = x.fma(b0, c30);
                c31 = x.fma(b1, c31);
                c32 = x.fma(b2, c32);
                x = FloatVector.broadcast(SPECIES, a[a4 + k]);
                c40 = x.fma(b0, c40);
                c41 = x.fma(b1, c41);
                c42 = x.fma(b2, c42);
                x = FloatVector.broadcast(SPECIES, a[a5 + k]);
                c50 = x.fma(b0, c50);
                c51 = x.fma(b1, c51);
                c52 = x.fma(b2, c52);
            }
            bRow += depth * (3L * BYTES);
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
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
        c02.intoArray(c, r0 + 2 * LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c12.intoArray(c, r1 + 2 * LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
        c22.intoArray(c, r2 + 2 * LANES);
        c30.intoArray(c, r3);
        c31.intoArray(c, r3 + LANES);
        c32.intoArray(c, r3 + 2 * LANES);
        c40.intoArray(c, r4);
        c41.intoArray(c, r4 + LANES);
        c42.intoArray(c, r4 + 2 * LANES);
        c50.intoArray(c, r5);
        c51.intoArray(c, r5 + LANES);
        c52.intoArray(c, r5 + 2 * LANES);
    }

    /// Three rows, three vectors.
    static void tile3x3(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s1 + 2 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, start, s2 + 2 * LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (3L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (3L * BYTES) + BYTES, ORDER);
                FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (3L * BYTES) + 2 * BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                c02 = x.fma(b2, c02);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                c12 = x.fma(b2, c12);
                x = FloatVector.broadcast(SPECIES, a[a2 + k]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                c22 = x.fma(b2, c22);
            }
            bRow += depth * (3L * BYTES);
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
        c02.intoArray(c, r0 + 2 * LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c12.intoArray(c, r1 + 2 * LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
        c22.intoArray(c, r2 + 2 * LANES);
    }

    /// One row, three vectors.
    static void tile1x3(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (3L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (3L * BYTES) + BYTES, ORDER);
                FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (3L * BYTES) + 2 * BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                c02 = x.fma(b2, c02);
            }
            bRow += depth * (3L * BYTES);
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
        c02.intoArray(c, r0 + 2 * LANES);
    }

    /// Two to four rows, two vectors. With fewer than four, the last row is computed several times, which costs
    /// nothing: its chains wait for each other anyway.
    static void tile4x2(Product p, int row, int rows, MemorySegment b, long bOffset, int startOffset,
            int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + (rows > 2 ? p.startStride : 0);
        int s3 = s2 + (rows > 3 ? p.startStride : 0);
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
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + (rows > 2 ? stride : 0);
            int a3 = a2 + (rows > 3 ? stride : 0);
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (2L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (2L * BYTES) + BYTES, ORDER);
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
            }
            bRow += depth * (2L * BYTES);
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        int r2 = r1 + (rows > 2 ? p.resultStride : 0);
        int r3 = r2 + (rows > 3 ? p.resultStride : 0);
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
        c30.intoArray(c, r3);
        c31.intoArray(c, r3 + LANES);
    }

    /// One row, two vectors.
    static void tile1x2(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (2L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (2L * BYTES) + BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
            }
            bRow += depth * (2L * BYTES);
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
    }

    /// Two to four rows, one vector. With fewer than four, the last row is computed several times, which costs nothing:
    /// its chains wait for each other anyway.
    static void tile4x1(Product p, int row, int rows, MemorySegment b, long bOffset, int startOffset,
            int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + (rows > 2 ? p.startStride : 0);
        int s3 = s2 + (rows > 3 ? p.startStride : 0);
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + (rows > 2 ? stride : 0);
            int a3 = a2 + (rows > 3 ? stride : 0);
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (long) BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                x = FloatVector.broadcast(SPECIES, a[a1 + k]);
                c10 = x.fma(b0, c10);
                x = FloatVector.broadcast(SPECIES, a[a2 + k]);
                c20 = x.fma(b0, c20);
                x = FloatVector.broadcast(SPECIES, a[a3 + k]);
                c30 = x.fma(b0, c30);
            }
            bRow += depth * (long) BYTES;
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        int r1 = r0 + p.resultStride;
        int r2 = r1 + (rows > 2 ? p.resultStride : 0);
        int r3 = r2 + (rows > 3 ? p.resultStride : 0);
        c00.intoArray(c, r0);
        c10.intoArray(c, r1);
        c20.intoArray(c, r2);
        c30.intoArray(c, r3);
    }

    /// One row, one vector.
    static void tile1x1(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (long) BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
            }
            bRow += depth * (long) BYTES;
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        c00.intoArray(c, r0);
    }
}
