package dev.lstm4j.simd.internal;

import static dev.lstm4j.simd.internal.VectorLanes.all;
import static dev.lstm4j.simd.internal.VectorLanes.fma;
import static dev.lstm4j.simd.internal.VectorLanes.ints;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Logistic function and hyperbolic tangent of a vector: [ScalarMath], where the method is explained, line by line on
/// vectors. Small static methods, so that the JIT compiler inlines them and no vector leaves its register.
///
/// `convert(F2I)` is not an intrinsic worth having (findings: 13 times slower): the integer is taken from the low bits
/// of a rounded sum.
final class VectorMath {
    private static final int SIGN = 0x8000_0000;

    private VectorMath() {}

    private static FloatVector expm1Reduced(FloatVector r) {
        FloatVector q = fma(all(ScalarMath.Q4), r, all(ScalarMath.Q3));
        q = fma(q, r, all(ScalarMath.Q2));
        q = fma(q, r, all(ScalarMath.Q1));
        q = fma(q, r, all(ScalarMath.Q0));
        return fma(q, r.mul(r), r);
    }

    private static FloatVector reduce(FloatVector y, FloatVector n) {
        return fma(n, all(-ScalarMath.LN2_LOW), fma(n, all(-ScalarMath.LN2_HIGH), y));
    }

    private static FloatVector powerOfTwo(FloatVector shifted, int bias) {
        return shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(ints(bias)).reinterpretAsFloats();
    }

    private static FloatVector floor(FloatVector y, float least) {
        return y.blend(all(least), y.compare(VectorOperators.LT, least));
    }

    static FloatVector logistic(FloatVector x) {
        FloatVector y = floor(x.reinterpretAsInts().lanewise(VectorOperators.OR, SIGN).reinterpretAsFloats(),
                ScalarMath.LOGISTIC_FLOOR);
        FloatVector shifted = fma(y, all(ScalarMath.LOG2_E), all(ScalarMath.ROUNDER));
        FloatVector r = reduce(y, shifted.sub(ScalarMath.ROUNDER));
        FloatVector scale = powerOfTwo(shifted, ScalarMath.SCALE_BIAS);
        FloatVector e = fma(expm1Reduced(r), scale, scale).mul(ScalarMath.UNSCALE);
        FloatVector numerator = all(1f).blend(e, x.compare(VectorOperators.LT, 0f));
        return numerator.div(e.add(1f));
    }

    static FloatVector tanh(FloatVector x) {
        IntVector sign = x.reinterpretAsInts().and(SIGN);
        FloatVector y = floor(x.reinterpretAsInts().and(~SIGN).reinterpretAsFloats().mul(-2f), ScalarMath.TANH_FLOOR);
        FloatVector shifted = fma(y, all(ScalarMath.LOG2_E), all(ScalarMath.ROUNDER));
        FloatVector r = reduce(y, shifted.sub(ScalarMath.ROUNDER));
        FloatVector scale = powerOfTwo(shifted, ScalarMath.ONE_BIAS);
        FloatVector p = expm1Reduced(r);
        FloatVector e = fma(p, scale, scale);
        FloatVector m = fma(p, scale, scale.sub(1f));
        VectorMask<Float> large = y.compare(VectorOperators.LT, ScalarMath.TANH_SPLIT);
        FloatVector quotient = m.neg().blend(e.mul(-2f), large).div(e.add(1f));
        FloatVector magnitude = quotient.blend(quotient.add(1f), large);
        return magnitude.reinterpretAsInts().and(~SIGN).or(sign).reinterpretAsFloats();
    }
}
