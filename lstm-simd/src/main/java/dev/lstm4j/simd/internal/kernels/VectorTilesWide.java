package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.BYTES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.ORDER;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import dev.lstm4j.engine.Product;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Hot: tiles of whole panels of four vectors, for processors with 32 registers. [VectorTiles] chooses between them.
/// The methods repeat each other on purpose: accumulators must be local variables, since arrays of vectors would be
/// boxed. The two iterations of the outer loop are the two parts of the left matrix.
final class VectorTilesWide {
    private VectorTilesWide() {}

    /// Six rows, four vectors: 24 accumulators.
    static void tile6x4(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
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
        FloatVector c03 = FloatVector.fromArray(SPECIES, start, s0 + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s1 + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, start, s1 + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, start, s2 + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, start, s2 + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, start, s3 + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(SPECIES, start, s3 + 3 * LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, start, s4);
        FloatVector c41 = FloatVector.fromArray(SPECIES, start, s4 + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, start, s4 + 2 * LANES);
        FloatVector c43 = FloatVector.fromArray(SPECIES, start, s4 + 3 * LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, start, s5);
        FloatVector c51 = FloatVector.fromArray(SPECIES, start, s5 + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, start, s5 + 2 * LANES);
        FloatVector c53 = FloatVector.fromArray(SPECIES, start, s5 + 3 * LANES);
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
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + BYTES, ORDER);
                FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 2 * BYTES, ORDER);
                FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 3 * BYTES, ORDER);
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
            }
            bRow += depth * (4L * BYTES);
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
        c03.intoArray(c, r0 + 3 * LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c12.intoArray(c, r1 + 2 * LANES);
        c13.intoArray(c, r1 + 3 * LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
        c22.intoArray(c, r2 + 2 * LANES);
        c23.intoArray(c, r2 + 3 * LANES);
        c30.intoArray(c, r3);
        c31.intoArray(c, r3 + LANES);
        c32.intoArray(c, r3 + 2 * LANES);
        c33.intoArray(c, r3 + 3 * LANES);
        c40.intoArray(c, r4);
        c41.intoArray(c, r4 + LANES);
        c42.intoArray(c, r4 + 2 * LANES);
        c43.intoArray(c, r4 + 3 * LANES);
        c50.intoArray(c, r5);
        c51.intoArray(c, r5 + LANES);
        c52.intoArray(c, r5 + 2 * LANES);
        c53.intoArray(c, r5 + 3 * LANES);
    }

    /// Five rows, four vectors.
    static void tile5x4(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        int s3 = s2 + p.startStride;
        int s4 = s3 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, start, s0 + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s1 + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, start, s1 + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, start, s2 + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, start, s2 + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, start, s3 + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(SPECIES, start, s3 + 3 * LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, start, s4);
        FloatVector c41 = FloatVector.fromArray(SPECIES, start, s4 + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, start, s4 + 2 * LANES);
        FloatVector c43 = FloatVector.fromArray(SPECIES, start, s4 + 3 * LANES);
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
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + BYTES, ORDER);
                FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 2 * BYTES, ORDER);
                FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 3 * BYTES, ORDER);
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
            }
            bRow += depth * (4L * BYTES);
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
        c02.intoArray(c, r0 + 2 * LANES);
        c03.intoArray(c, r0 + 3 * LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c12.intoArray(c, r1 + 2 * LANES);
        c13.intoArray(c, r1 + 3 * LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
        c22.intoArray(c, r2 + 2 * LANES);
        c23.intoArray(c, r2 + 3 * LANES);
        c30.intoArray(c, r3);
        c31.intoArray(c, r3 + LANES);
        c32.intoArray(c, r3 + 2 * LANES);
        c33.intoArray(c, r3 + 3 * LANES);
        c40.intoArray(c, r4);
        c41.intoArray(c, r4 + LANES);
        c42.intoArray(c, r4 + 2 * LANES);
        c43.intoArray(c, r4 + 3 * LANES);
    }

    /// Four rows, four vectors.
    static void tile4x4(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        int s3 = s2 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, start, s0 + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s1 + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, start, s1 + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, start, s2 + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, start, s2 + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, start, s3 + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(SPECIES, start, s3 + 3 * LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            int a3 = a2 + stride;
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + BYTES, ORDER);
                FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 2 * BYTES, ORDER);
                FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 3 * BYTES, ORDER);
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
            }
            bRow += depth * (4L * BYTES);
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
        c02.intoArray(c, r0 + 2 * LANES);
        c03.intoArray(c, r0 + 3 * LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c12.intoArray(c, r1 + 2 * LANES);
        c13.intoArray(c, r1 + 3 * LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
        c22.intoArray(c, r2 + 2 * LANES);
        c23.intoArray(c, r2 + 3 * LANES);
        c30.intoArray(c, r3);
        c31.intoArray(c, r3 + LANES);
        c32.intoArray(c, r3 + 2 * LANES);
        c33.intoArray(c, r3 + 3 * LANES);
    }

    /// Three rows, four vectors.
    static void tile3x4(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        int s2 = s1 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, start, s0 + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s1 + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, start, s1 + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, start, s2 + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, start, s2 + 3 * LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            int a2 = a1 + stride;
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + BYTES, ORDER);
                FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 2 * BYTES, ORDER);
                FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 3 * BYTES, ORDER);
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
            }
            bRow += depth * (4L * BYTES);
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
        c03.intoArray(c, r0 + 3 * LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c12.intoArray(c, r1 + 2 * LANES);
        c13.intoArray(c, r1 + 3 * LANES);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + LANES);
        c22.intoArray(c, r2 + 2 * LANES);
        c23.intoArray(c, r2 + 3 * LANES);
    }

    /// Two rows, four vectors.
    static void tile2x4(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        int s1 = s0 + p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, start, s0 + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, start, s1 + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, start, s1 + 3 * LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            int a1 = a0 + stride;
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + BYTES, ORDER);
                FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 2 * BYTES, ORDER);
                FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 3 * BYTES, ORDER);
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
            }
            bRow += depth * (4L * BYTES);
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
        c02.intoArray(c, r0 + 2 * LANES);
        c03.intoArray(c, r0 + 3 * LANES);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + LANES);
        c12.intoArray(c, r1 + 2 * LANES);
        c13.intoArray(c, r1 + 3 * LANES);
    }

    /// One row, four vectors.
    static void tile1x4(Product p, int row, MemorySegment b, long bOffset, int startOffset, int resultOffset) {
        float[] start = p.start;
        int s0 = startOffset + row * p.startStride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, start, s0 + 3 * LANES);
        float[] a = p.first;
        int a0 = p.firstOffset + row * p.firstStride;
        int stride = p.firstStride;
        int depth = p.firstDepth;
        long bRow = bOffset;
        for (int part = 0; part < 2; part++) {
            for (int k = 0; k < depth; k++) {
                FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES), ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + BYTES, ORDER);
                FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 2 * BYTES, ORDER);
                FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, bRow + k * (4L * BYTES) + 3 * BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                c02 = x.fma(b2, c02);
                c03 = x.fma(b3, c03);
            }
            bRow += depth * (4L * BYTES);
            a = p.second;
            a0 = p.secondOffset + row * p.secondStride;
            stride = p.secondStride;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = resultOffset + row * p.resultStride;
        c00.intoArray(c, r0);
        c01.intoArray(c, r0 + LANES);
        c02.intoArray(c, r0 + 2 * LANES);
        c03.intoArray(c, r0 + 3 * LANES);
    }

    /// One row, two adjacent panels of four vectors: eight chains that read both panels at once. The second panel
    /// begins bPanel bytes after the first. The loop is unrolled by hand: C2 would unroll it eight times and compute two
    /// chains at a time, which is slower (docs/architecture.md).
    static void tile1x8(Product p, MemorySegment b, long bOffset, long bPanel, int startOffset, int resultOffset) {
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
        float[] a = p.first;
        int a0 = p.firstOffset;
        int depth = p.firstDepth;
        long bRow = bOffset;
        long bNext = bOffset + bPanel;
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < depth / 2; i++) {
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + 2 * i]);
                c0 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + i * (8L * BYTES), ORDER), c0);
                c1 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + i * (8L * BYTES) + BYTES, ORDER), c1);
                c2 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + i * (8L * BYTES) + 2 * BYTES, ORDER), c2);
                c3 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + i * (8L * BYTES) + 3 * BYTES, ORDER), c3);
                c4 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + i * (8L * BYTES), ORDER), c4);
                c5 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + i * (8L * BYTES) + BYTES, ORDER), c5);
                c6 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + i * (8L * BYTES) + 2 * BYTES, ORDER), c6);
                c7 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + i * (8L * BYTES) + 3 * BYTES, ORDER), c7);
                FloatVector y = FloatVector.broadcast(SPECIES, a[a0 + 2 * i + 1]);
                c0 = y.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + i * (8L * BYTES) + 4 * BYTES, ORDER), c0);
                c1 = y.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + i * (8L * BYTES) + 5 * BYTES, ORDER), c1);
                c2 = y.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + i * (8L * BYTES) + 6 * BYTES, ORDER), c2);
                c3 = y.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + i * (8L * BYTES) + 7 * BYTES, ORDER), c3);
                c4 = y.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + i * (8L * BYTES) + 4 * BYTES, ORDER), c4);
                c5 = y.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + i * (8L * BYTES) + 5 * BYTES, ORDER), c5);
                c6 = y.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + i * (8L * BYTES) + 6 * BYTES, ORDER), c6);
                c7 = y.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + i * (8L * BYTES) + 7 * BYTES, ORDER), c7);
            }
            if (depth % 2 == 1) {
                long last = (depth - 1) * (4L * BYTES);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + depth - 1]);
                c0 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + last, ORDER), c0);
                c1 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + last + BYTES, ORDER), c1);
                c2 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + last + 2 * BYTES, ORDER), c2);
                c3 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bRow + last + 3 * BYTES, ORDER), c3);
                c4 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + last, ORDER), c4);
                c5 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + last + BYTES, ORDER), c5);
                c6 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + last + 2 * BYTES, ORDER), c6);
                c7 = x.fma(FloatVector.fromMemorySegment(SPECIES, b, bNext + last + 3 * BYTES, ORDER), c7);
            }
            bRow += depth * (4L * BYTES);
            bNext += depth * (4L * BYTES);
            a = p.second;
            a0 = p.secondOffset;
            depth = p.secondDepth;
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
}
