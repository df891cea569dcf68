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

/// Hot: panels of four vectors of 8-bit integers. A word holds four weights, one for each vector. Each is
/// sign-extended by two shifts, converted to float, and multiplied by its scale; all of this is exact.
final class VectorTilesInt8 {
    private VectorTilesInt8() {}

    /// One row, one panel.
    static void tile1x4(Product p, QuantizedMatrix matrix, int panel) {
        MemorySegment b = matrix.memory();
        float[] scales = matrix.scales();
        float[] start = p.start;
        int s0 = p.startOffset + panel * p.startPanel;
        FloatVector c0 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector c1 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, start, s0 + 2 * LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, start, s0 + 3 * LANES);
        float[] a = p.first;
        int a0 = p.firstOffset;
        int depth = p.firstDepth;
        int row = p.depthOffset;
        for (int part = 0; part < 2; part++) {
            long bRow = matrix.offset(panel, row);
            int scale = matrix.scale(panel, row);
            FloatVector scale0 = FloatVector.fromArray(SPECIES, scales, scale);
            FloatVector scale1 = FloatVector.fromArray(SPECIES, scales, scale + LANES);
            FloatVector scale2 = FloatVector.fromArray(SPECIES, scales, scale + 2 * LANES);
            FloatVector scale3 = FloatVector.fromArray(SPECIES, scales, scale + 3 * LANES);
            for (int i = 0; i < depth / 2; i++) {
                IntVector w = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + i * (2L * BYTES), ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + 2 * i]);
                c0 = x.fma(w.lanewise(VectorOperators.LSHL, 24).lanewise(VectorOperators.ASHR, 24)
                        .convert(VectorOperators.I2F, 0).reinterpretAsFloats()
                        .mul(scale0), c0);
                c1 = x.fma(w.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 24)
                        .convert(VectorOperators.I2F, 0)
                        .reinterpretAsFloats().mul(scale1), c1);
                c2 = x.fma(w.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 24)
                        .convert(VectorOperators.I2F, 0)
                        .reinterpretAsFloats().mul(scale2), c2);
                c3 = x.fma(w.lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0).reinterpretAsFloats()
                        .mul(scale3), c3);
                IntVector v = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + i * (2L * BYTES) + BYTES, ORDER);
                FloatVector y = FloatVector.broadcast(SPECIES, a[a0 + 2 * i + 1]);
                c0 = y.fma(v.lanewise(VectorOperators.LSHL, 24).lanewise(VectorOperators.ASHR, 24)
                        .convert(VectorOperators.I2F, 0).reinterpretAsFloats()
                        .mul(scale0), c0);
                c1 = y.fma(v.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 24)
                        .convert(VectorOperators.I2F, 0)
                        .reinterpretAsFloats().mul(scale1), c1);
                c2 = y.fma(v.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 24)
                        .convert(VectorOperators.I2F, 0)
                        .reinterpretAsFloats().mul(scale2), c2);
                c3 = y.fma(v.lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0).reinterpretAsFloats()
                        .mul(scale3), c3);
            }
            if (depth % 2 == 1) {
                IntVector w = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + (depth - 1) * (long) BYTES, ORDER);
                FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + depth - 1]);
                c0 = x.fma(w.lanewise(VectorOperators.LSHL, 24).lanewise(VectorOperators.ASHR, 24)
                        .convert(VectorOperators.I2F, 0).reinterpretAsFloats()
                        .mul(scale0), c0);
                c1 = x.fma(w.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 24)
                        .convert(VectorOperators.I2F, 0)
                        .reinterpretAsFloats().mul(scale1), c1);
                c2 = x.fma(w.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 24)
                        .convert(VectorOperators.I2F, 0)
                        .reinterpretAsFloats().mul(scale2), c2);
                c3 = x.fma(w.lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0).reinterpretAsFloats()
                        .mul(scale3), c3);
            }
            row += depth;
            a = p.second;
            a0 = p.secondOffset;
            depth = p.secondDepth;
            if (depth == 0) {
                break;
            }
        }
        float[] c = p.result;
        int r0 = p.resultOffset + panel * p.resultPanel;
        c0.intoArray(c, r0);
        c1.intoArray(c, r0 + LANES);
        c2.intoArray(c, r0 + 2 * LANES);
        c3.intoArray(c, r0 + 3 * LANES);
    }

    /// Unpacks some rows of a panel that have the same scales, to floats outside the heap.
    static void unpack(QuantizedMatrix matrix, int panel, int from, int end, PackedMatrix floats) {
        MemorySegment b = matrix.memory();
        MemorySegment to = floats.memory();
        float[] scales = matrix.scales();
        int scale = matrix.scale(panel, from);
        FloatVector scale0 = FloatVector.fromArray(SPECIES, scales, scale);
        FloatVector scale1 = FloatVector.fromArray(SPECIES, scales, scale + LANES);
        FloatVector scale2 = FloatVector.fromArray(SPECIES, scales, scale + 2 * LANES);
        FloatVector scale3 = FloatVector.fromArray(SPECIES, scales, scale + 3 * LANES);
        long bRow = matrix.offset(panel, 0);
        for (int k = from; k < end; k++) {
            IntVector w = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + k * (long) BYTES, ORDER);
            w.lanewise(VectorOperators.LSHL, 24).lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0)
                    .reinterpretAsFloats().mul(scale0)
                    .intoMemorySegment(to, k * (4L * BYTES), ORDER);
            w.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0)
                    .reinterpretAsFloats()
                    .mul(scale1).intoMemorySegment(to, k * (4L * BYTES) + BYTES, ORDER);
            w.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0)
                    .reinterpretAsFloats()
                    .mul(scale2).intoMemorySegment(to, k * (4L * BYTES) + 2 * BYTES, ORDER);
            w.lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0).reinterpretAsFloats().mul(scale3)
                    .intoMemorySegment(to,
                            k * (4L * BYTES) + 3 * BYTES, ORDER);
        }
    }

    /// Unpacks some rows of a panel that have the same scales, to two strips of two vectors each, on the heap.
    static void unpackStrips(QuantizedMatrix matrix, int panel, int from, int end, PackedMatrix floats) {
        MemorySegment b = matrix.memory();
        float[] to = floats.array();
        float[] scales = matrix.scales();
        int scale = matrix.scale(panel, from);
        FloatVector scale0 = FloatVector.fromArray(SPECIES, scales, scale);
        FloatVector scale1 = FloatVector.fromArray(SPECIES, scales, scale + LANES);
        FloatVector scale2 = FloatVector.fromArray(SPECIES, scales, scale + 2 * LANES);
        FloatVector scale3 = FloatVector.fromArray(SPECIES, scales, scale + 3 * LANES);
        int strip = floats.index(0, 2 * LANES);
        long bRow = matrix.offset(panel, 0);
        for (int k = from; k < end; k++) {
            IntVector w = IntVector.fromMemorySegment(INT_SPECIES, b, bRow + k * (long) BYTES, ORDER);
            int at = k * (2 * LANES);
            w.lanewise(VectorOperators.LSHL, 24).lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0)
                    .reinterpretAsFloats().mul(scale0)
                    .intoArray(to, at);
            w.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0)
                    .reinterpretAsFloats()
                    .mul(scale1).intoArray(to, at + LANES);
            w.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0)
                    .reinterpretAsFloats()
                    .mul(scale2).intoArray(to, strip + at);
            w.lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0).reinterpretAsFloats().mul(scale3)
                    .intoArray(to,
                            strip + at + LANES);
        }
    }
}
