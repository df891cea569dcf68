package dev.lstm4j.simd.internal;

import static dev.lstm4j.simd.internal.VectorLanes.INT_SPECIES;
import static dev.lstm4j.simd.internal.VectorLanes.LANES;
import static dev.lstm4j.simd.internal.VectorLanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Hot: logistic function and hyperbolic tangent over rows of vectors. [ScalarMath], where the method is explained, line
/// by line on vectors.
///
/// Each is one loop with everything spelled out in it. A helper that takes or returns a vector would be compiled by itself
/// first, then be too large or too late to inline (NodeCountInliningCutoff), and every vector through it would be
/// boxed. `convert(F2I)` is no intrinsic worth having (13 times slower): the integer is taken from the low bits of a
/// rounded sum.
final class VectorActivations {
    private static final int SIGN = 0x8000_0000;

    private VectorActivations() {}

    /// `x = 1 / (1 + e⁻ˣ)` for `vectors` vectors of each row, in place.
    static void logistic(int rows, int vectors, float[] x, int offset, int stride) {
        for (int k = 0; k < rows * vectors; k++) {
            int at = offset + k / vectors * stride + k % vectors * LANES;
            FloatVector v = FloatVector.fromArray(SPECIES, x, at);
            FloatVector y = v.reinterpretAsInts().lanewise(VectorOperators.OR, SIGN).reinterpretAsFloats();
            y = y.blend(FloatVector.broadcast(SPECIES, ScalarMath.LOGISTIC_FLOOR),
                    y.compare(VectorOperators.LT, ScalarMath.LOGISTIC_FLOOR));
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
            FloatVector scale = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)
                    .add(IntVector.broadcast(INT_SPECIES, ScalarMath.SCALE_BIAS)).reinterpretAsFloats();
            FloatVector e = p.fma(scale, scale).mul(ScalarMath.UNSCALE);
            FloatVector numerator = FloatVector.broadcast(SPECIES, 1f).blend(e, v.compare(VectorOperators.LT, 0f));
            numerator.div(e.add(1f)).intoArray(x, at);
        }
    }

    /// `to = tanh(from)` for one vector of each row; both may be the same floats.
    static void tanh(int rows, float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride) {
        for (int row = 0; row < rows; row++) {
            FloatVector v = FloatVector.fromArray(SPECIES, from, fromOffset + row * fromStride);
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            FloatVector y = v.reinterpretAsInts().and(~SIGN).reinterpretAsFloats().mul(-2f);
            y = y.blend(FloatVector.broadcast(SPECIES, ScalarMath.TANH_FLOOR),
                    y.compare(VectorOperators.LT, ScalarMath.TANH_FLOOR));
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
            FloatVector scale = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)
                    .add(IntVector.broadcast(INT_SPECIES, ScalarMath.ONE_BIAS)).reinterpretAsFloats();
            FloatVector e = p.fma(scale, scale);
            FloatVector m = p.fma(scale, scale.sub(1f));
            VectorMask<Float> large = y.compare(VectorOperators.LT, ScalarMath.TANH_SPLIT);
            FloatVector quotient = m.neg().blend(e.mul(-2f), large).div(e.add(1f));
            FloatVector magnitude = quotient.blend(quotient.add(1f), large);
            magnitude.reinterpretAsInts().and(~SIGN).or(sign).reinterpretAsFloats().intoArray(to,
                    toOffset + row * toStride);
        }
    }
}
