package dev.lstm4j.simd.internal.kernels;

import static dev.lstm4j.simd.internal.kernels.VectorLanes.INT_SPECIES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.kernels.VectorLanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Hot: logistic function and hyperbolic tangent for rows of vectors. The code of [ScalarMath], line by line on
/// vectors; the approximation is explained there.
///
/// Each function is one loop without helper methods. The JIT compiler would first compile a helper that takes or
/// returns a vector by itself, and then not inline it (NodeCountInliningCutoff), so that every vector would be boxed.
/// The integer is taken from the low bits of a rounded sum, because `convert(F2I)` is 13 times slower.
final class VectorActivations {
    private static final int SIGN = 0x8000_0000;

    private VectorActivations() {}

    /// `x = 1 / (1 + e⁻ˣ)` for `vectors` vectors of each row, in place.
    static void logistic(int rows, int vectors, float[] x, int offset, int stride) {
        for (int k = 0; k < rows * vectors; k++) {
            int at = offset + k / vectors * stride + k % vectors * LANES;
            FloatVector y = FloatVector.fromArray(SPECIES, x, at);
            y = y.blend(FloatVector.broadcast(SPECIES, ScalarMath.LOGISTIC_FLOOR),
                    y.compare(VectorOperators.LT, ScalarMath.LOGISTIC_FLOOR));
            y = y.blend(FloatVector.broadcast(SPECIES, ScalarMath.LOGISTIC_CEILING),
                    y.compare(VectorOperators.GT, ScalarMath.LOGISTIC_CEILING));
            FloatVector shifted = y.fma(FloatVector.broadcast(SPECIES, ScalarMath.LOG2_E),
                    FloatVector.broadcast(SPECIES, ScalarMath.ROUNDER));
            FloatVector n = shifted.sub(ScalarMath.ROUNDER);
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -ScalarMath.LN2_HIGH), y);
            r = n.fma(FloatVector.broadcast(SPECIES, -ScalarMath.LN2_LOW), r);
            FloatVector q = FloatVector.broadcast(SPECIES, ScalarMath.Q4).fma(r,
                    FloatVector.broadcast(SPECIES, ScalarMath.Q3));
            q = q.fma(r, FloatVector.broadcast(SPECIES, ScalarMath.Q2));
            q = q.fma(r, FloatVector.broadcast(SPECIES, ScalarMath.Q1));
            q = q.fma(r, FloatVector.broadcast(SPECIES, ScalarMath.Q0));
            FloatVector p = q.fma(r.mul(r), r);
            FloatVector minusScale = IntVector.broadcast(INT_SPECIES, ScalarMath.LOGISTIC_SCALE_BITS)
                    .sub(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
            FloatVector unit = FloatVector.broadcast(SPECIES, ScalarMath.LOGISTIC_UNIT);
            FloatVector sum = unit.sub(minusScale);
            FloatVector lost = unit.sub(sum.add(minusScale));
            unit.div(p.fma(minusScale, lost).add(sum)).intoArray(x, at);
        }
    }

    /// `to = tanh(from)` for one vector of each row. Both may be the same memory.
    static void tanh(int rows, float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride) {
        for (int row = 0; row < rows; row++) {
            FloatVector x = FloatVector.fromArray(SPECIES, from, fromOffset + row * fromStride);
            IntVector sign = x.reinterpretAsInts().and(SIGN);
            IntVector bits = x.reinterpretAsInts().and(~SIGN);
            FloatVector magnitude = bits.reinterpretAsFloats();
            FloatVector y = bits.min(ScalarMath.TANH_CEILING_BITS).reinterpretAsFloats().mul(-2f);
            FloatVector shifted = y.fma(FloatVector.broadcast(SPECIES, ScalarMath.LOG2_E),
                    FloatVector.broadcast(SPECIES, ScalarMath.ROUNDER));
            FloatVector n = shifted.sub(ScalarMath.ROUNDER);
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -ScalarMath.LN2), y);
            FloatVector q = FloatVector.broadcast(SPECIES, ScalarMath.Q4).fma(r,
                    FloatVector.broadcast(SPECIES, ScalarMath.Q3));
            q = q.fma(r, FloatVector.broadcast(SPECIES, ScalarMath.Q2));
            q = q.fma(r, FloatVector.broadcast(SPECIES, ScalarMath.Q1));
            q = q.fma(r, FloatVector.broadcast(SPECIES, ScalarMath.Q0));
            FloatVector p = q.fma(r.mul(r), r);
            FloatVector minusScale = IntVector.broadcast(INT_SPECIES, ScalarMath.TANH_SCALE_BITS)
                    .sub(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            FloatVector half = FloatVector.broadcast(SPECIES, ScalarMath.TANH_UNIT);
            FloatVector large = one.sub(one.div(p.fma(minusScale, half.sub(minusScale))));
            FloatVector square = magnitude.mul(magnitude);
            FloatVector t = FloatVector.broadcast(SPECIES, ScalarMath.T4).fma(square,
                    FloatVector.broadcast(SPECIES, ScalarMath.T3));
            t = t.fma(square, FloatVector.broadcast(SPECIES, ScalarMath.T2));
            t = t.fma(square, FloatVector.broadcast(SPECIES, ScalarMath.T1));
            t = t.fma(square, FloatVector.broadcast(SPECIES, ScalarMath.T0));
            FloatVector small = t.fma(square.mul(magnitude), magnitude);
            small.blend(large, magnitude.compare(VectorOperators.GE, ScalarMath.TANH_SPLIT)).reinterpretAsInts()
                    .or(sign).reinterpretAsFloats().intoArray(to, toOffset + row * toStride);
        }
    }
}
