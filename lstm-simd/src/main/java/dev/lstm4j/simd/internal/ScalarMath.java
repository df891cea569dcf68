package dev.lstm4j.simd.internal;

/// Logistic function and hyperbolic tangent of one float, and the constants of both kernel sets. [VectorActivations] is the
/// same code, line by line, on vectors; where the processor has fused multiply-add both give the same bits.
///
/// Both stand on `expm1(y) = e^y - 1` for y ≤ 0: `y = n·ln 2 + r` with |r| ≤ ln 2 / 2 (Cody and Waite's two-part
/// constant), `e^r - 1 = r + r²·q(r)` with a minimax polynomial q of degree 4 (error below 5e-9), then scaled by 2ⁿ. Working
/// with -|x| makes overflow impossible and keeps every digit of small results.
final class ScalarMath {
    static final float LOG2_E = 0x1.715476p0f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    /// 1.5·2²³: adding it rounds to an integer, which then stands in the low bits.
    static final float ROUNDER = 0x1.8p23f;
    static final float Q0 = 0x1.0p-1f;
    static final float Q1 = 0x1.55548ep-3f;
    static final float Q2 = 0x1.55545ep-5f;
    static final float Q3 = 0x1.123b92p-7f;
    static final float Q4 = 0x1.6db47ep-10f;

    /// Below this the logistic function is 0 in float.
    static final float LOGISTIC_FLOOR = -104.5f;
    /// Results go through 2ⁿ⁺⁶⁴ so that n may reach -151 without leaving the normal floats.
    static final int SCALE_BIAS = (127 + 64) << 23;
    static final float UNSCALE = 0x1.0p-64f;

    /// Below this e^y no longer moves 1 in float.
    static final float TANH_FLOOR = -20f;
    static final int ONE_BIAS = 127 << 23;
    /// Where tanh changes its formula: above, from expm1; below, as 1 minus a small quotient.
    static final float TANH_SPLIT = -1.2f;

    private ScalarMath() {}

    static float fma(float a, float b, float c) {
        return HardwareFma.PRESENT ? Math.fma(a, b, c) : a * b + c;
    }

    /// `e^r - 1` for |r| ≤ ln 2 / 2.
    private static float expm1Reduced(float r) {
        float q = fma(Q4, r, Q3);
        q = fma(q, r, Q2);
        q = fma(q, r, Q1);
        q = fma(q, r, Q0);
        return fma(q, r * r, r);
    }

    private static float reduce(float y, float n) {
        return fma(n, -LN2_LOW, fma(n, -LN2_HIGH, y));
    }

    static float logistic(float x) {
        float y = -Math.abs(x);
        y = y < LOGISTIC_FLOOR ? LOGISTIC_FLOOR : y;
        float shifted = fma(y, LOG2_E, ROUNDER);
        float r = reduce(y, shifted - ROUNDER);
        float scale = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + SCALE_BIAS);
        float e = fma(expm1Reduced(r), scale, scale) * UNSCALE;
        return (x < 0 ? e : 1f) / (1f + e);
    }

    static float tanh(float x) {
        float y = Math.abs(x) * -2f;
        y = y < TANH_FLOOR ? TANH_FLOOR : y;
        float shifted = fma(y, LOG2_E, ROUNDER);
        float r = reduce(y, shifted - ROUNDER);
        float scale = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + ONE_BIAS);
        float p = expm1Reduced(r);
        float e = fma(p, scale, scale);
        float m = fma(p, scale, scale - 1f);
        boolean large = y < TANH_SPLIT;
        float quotient = (large ? -2f * e : -m) / (1f + e);
        return Math.copySign((large ? 1f : 0f) + quotient, x);
    }
}
