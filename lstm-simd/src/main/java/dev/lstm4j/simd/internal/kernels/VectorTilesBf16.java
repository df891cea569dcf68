package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.BYTES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.INT_SPECIES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.ORDER;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import dev.lstm4j.engine.PackedMatrix;
import dev.lstm4j.engine.Product;
import dev.lstm4j.engine.QuantizedMatrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Hot: panels of four vectors of bfloat16. A word holds two weights: a shift by 16 bits gives the float of the lower
/// one, clearing the lower bits that of the upper one.
final class VectorTilesBf16 {
    private static final int UPPER = 0xFFFF0000;

    private VectorTilesBf16() {}

    /// One row, one panel.
    static void tile1x4(Product p, QuantizedMatrix matrix, int panel) {
        MemorySegment b = matrix.memory();
        float[] start = p.start;
        int s0 = p.startOffset + panel * p.startPanel;
        FloatVector c0 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c1 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, start, s0 + 3 * LANES);
        float[] a = p.first;
        int a0 = p.firstOffset;
        int depth = p.firstDepth;
        long bRow = matrix.offset(panel, p.depthOffset);
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < depth / 2; i++) {
                IntVector w0 = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + i * (4L * BYTES), ORDER);
                IntVector w1 = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + i * (4L * BYTES) + BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + 2 * i]);
                c0 = x.fma(w0.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats(), c0);
                c1 = x.fma(w0.and(UPPER).reinterpretAsFloats(), c1);
                c2 = x.fma(w1.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats(), c2);
                c3 = x.fma(w1.and(UPPER).reinterpretAsFloats(), c3);
                IntVector v0 = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + i * (4L * BYTES) + 2 * BYTES, ORDER);
                IntVector v1 = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + i * (4L * BYTES) + 3 * BYTES, ORDER);
                FloatVector y = FloatVector.broadcast(SPECIES, a[a0 + 2 * i + 1]);
                c0 = y.fma(v0.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats(), c0);
                c1 = y.fma(v0.and(UPPER).reinterpretAsFloats(), c1);
                c2 = y.fma(v1.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats(), c2);
                c3 = y.fma(v1.and(UPPER).reinterpretAsFloats(), c3);
            }
            if (depth % 2 == 1) {
                long last = bRow + (depth - 1) * (2L * BYTES);
                IntVector w0 = IntVector.fromMemorySegment(INT_SPECIES, b, last, ORDER);
                IntVector w1 = IntVector.fromMemorySegment(INT_SPECIES, b, last + BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + depth - 1]);
                c0 = x.fma(w0.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats(), c0);
                c1 = x.fma(w0.and(UPPER).reinterpretAsFloats(), c1);
                c2 = x.fma(w1.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats(), c2);
                c3 = x.fma(w1.and(UPPER).reinterpretAsFloats(), c3);
            }
            bRow += depth * (2L * BYTES);
            a = p.second;
            a0 = p.secondOffset;
            depth = p.secondDepth;
        }
        float[] c = p.result;
        int r0 = p.resultOffset + panel * p.resultPanel;
        c0.intoArray(c, r0);
        c1.intoArray(c, r0 + LANES);
        c2.intoArray(c, r0 + 2 * LANES);
        c3.intoArray(c, r0 + 3 * LANES);
    }

    /// Unpacks a panel to floats outside the heap.
    static void unpack(QuantizedMatrix matrix, int panel, PackedMatrix floats) {
        MemorySegment b = matrix.memory();
        MemorySegment to = floats.memory();
        int depth = matrix.depth();
        long bRow = matrix.offset(panel, 0);
        for (int k = 0; k < depth; k++) {
            IntVector w0 = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + k * (2L * BYTES), ORDER);
            IntVector w1 = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + k * (2L * BYTES) + BYTES, ORDER);
            w0.lanewise(VectorOperators.LSHL, 16).intoMemorySegment(to, k * (4L * BYTES), ORDER);
            w0.and(UPPER).intoMemorySegment(to, k * (4L * BYTES) + BYTES, ORDER);
            w1.lanewise(VectorOperators.LSHL, 16).intoMemorySegment(to, k * (4L * BYTES) + 2 * BYTES, ORDER);
            w1.and(UPPER).intoMemorySegment(to, k * (4L * BYTES) + 3 * BYTES, ORDER);
        }
    }

    /// Unpacks a panel to two strips of two vectors each, on the heap.
    static void unpackStrips(QuantizedMatrix matrix, int panel, PackedMatrix floats) {
        MemorySegment b = matrix.memory();
        float[] to = floats.array();
        int depth = matrix.depth();
        int strip = floats.index(0, 2 * LANES);
        long bRow = matrix.offset(panel, 0);
        for (int k = 0; k < depth; k++) {
            IntVector w0 = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + k * (2L * BYTES), ORDER);
            IntVector w1 = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + k * (2L * BYTES) + BYTES, ORDER);
            int at = k * (2 * LANES);
            w0.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().intoArray(to, at);
            w0.and(UPPER).reinterpretAsFloats().intoArray(to, at + LANES);
            w1.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().intoArray(to, strip + at);
            w1.and(UPPER).reinterpretAsFloats().intoArray(to, strip + at + LANES);
        }
    }
}
