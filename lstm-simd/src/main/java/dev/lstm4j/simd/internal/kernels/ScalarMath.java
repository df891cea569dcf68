package dev.lstm4j.simd.internal.kernels;

/// Logistic function and hyperbolic tangent of one float, and the constants of both kernel sets. [VectorActivations] is the
/// same code, line by line, on vectors; both give the same bits.
///
/// Both stand on `1 / (1 + e⁻ʸ)`, tanh as `1 - 2 / (1 + e²ˣ)` where that loses nothing: `y = n·ln 2 + r` with |r| ≤ ln 2 / 2
/// (Cody and Waite's two-part constant), so that `1 + e⁻ʸ = (2⁻ⁿ + 1) - p·2⁻ⁿ` with `p = 1 - e⁻ʳ = r + r²·q(r)`, q a minimax
/// polynomial of degree 4 (error below 4e-9 of e⁻ʳ). The sum and the quotient are rounded once each; p's own rounding weighs less
/// than either.
///
/// Neither function ever falls: reduction, p, sum and quotient each keep the order of what they are given (rounding does,
/// and p's own error is smaller than its steps), so what is left are the seams from n to n + 1 and from formula to
/// formula, which a test tries one by one.
final class ScalarMath {
    static final float LOG2_E = 0x1.715476p0f;
    static final float LN2 = 0x1.62e43p-1f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    /// 1.5·2²³: adding it rounds to an integer, which then stands in the low bits.
    static final float ROUNDER = 0x1.8p23f;
    static final float Q0 = -0.5f;
    static final float Q1 = 0x1.5554a4p-3f;
    static final float Q2 = -0x1.555688p-5f;
    static final float Q3 = 0x1.122fc2p-7f;
    static final float Q4 = -0x1.6b6e18p-10f;

    /// Below this the logistic function is 0 in float, above the next one it is 1.
    static final float LOGISTIC_FLOOR = -104.5f;
    static final float LOGISTIC_CEILING = 25f;
    /// Numerator and denominator are both this many times themselves, so that 2⁻ⁿ is a normal float up to 2¹⁵¹ and the
    /// smallest results are rounded once, by the division.
    static final float LOGISTIC_UNIT = 0x1.0p-64f;
    /// Minus the integer in the low bits of a rounded sum, shifted by 23, this is the float `-2⁻ⁿ·unit`.
    static final int LOGISTIC_SCALE_BITS = Float.floatToRawIntBits(-LOGISTIC_UNIT);

    /// Above this, as the bits of a float, tanh is 1.
    static final int TANH_CEILING_BITS = Float.floatToRawIntBits(10f);
    /// Numerator and denominator are half themselves: `1 - 1 / (½ + ½e²ˣ)`.
    static final float TANH_UNIT = 0.5f;
    static final int TANH_SCALE_BITS = Float.floatToRawIntBits(-TANH_UNIT);
    /// Where tanh changes its formula: below `x + x³·t(x²)`, t a minimax polynomial of degree 4 (error of the sum below
    /// 6e-9 of it); from here on `1 - 2 / (1 + e²ˣ)`.
    static final float TANH_SPLIT = 0.6f;
    static final float T0 = -0x1.55553ep-2f;
    static final float T1 = 0x1.1109dcp-3f;
    static final float T2 = -0x1.b89edap-5f;
    static final float T3 = 0x1.54e01cp-6f;
    static final float T4 = -0x1.830c08p-8f;

    private ScalarMath() {}

    static float fma(float a, float b, float c) {
        return HardwareFma.PRESENT ? Math.fma(a, b, c) : a * b + c;
    }

    /// `1 - e⁻ʳ` for |r| ≤ ln 2 / 2.
    private static float oneMinusExp(float r) {
        float q = fma(Q4, r, Q3);
        q = fma(q, r, Q2);
        q = fma(q, r, Q1);
        q = fma(q, r, Q0);
        return fma(q, r * r, r);
    }

    static float logistic(float x) {
        float y = x < LOGISTIC_FLOOR ? LOGISTIC_FLOOR : x;
        y = y > LOGISTIC_CEILING ? LOGISTIC_CEILING : y;
        float shifted = fma(y, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, y));
        float p = oneMinusExp(r);
        float minusScale = Float.intBitsToFloat(LOGISTIC_SCALE_BITS - (Float.floatToRawIntBits(shifted) << 23));
        float sum = LOGISTIC_UNIT - minusScale;
        float lost = LOGISTIC_UNIT - (sum + minusScale); // 1 where 2⁻ⁿ + 1 has no room for it, from 2²⁴ on
        return LOGISTIC_UNIT / (fma(p, minusScale, lost) + sum);
    }

    static float tanh(float x) {
        float magnitude = Math.abs(x);
        float y = Float.intBitsToFloat(Math.min(Float.floatToRawIntBits(magnitude), TANH_CEILING_BITS)) * -2f;
        float shifted = fma(y, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = fma(n, -LN2, y);
        float p = oneMinusExp(r);
        float minusScale = Float.intBitsToFloat(TANH_SCALE_BITS - (Float.floatToRawIntBits(shifted) << 23));
        float large = 1f - 1f / fma(p, minusScale, TANH_UNIT - minusScale);
        float square = magnitude * magnitude;
        float t = fma(T4, square, T3);
        t = fma(t, square, T2);
        t = fma(t, square, T1);
        t = fma(t, square, T0);
        float small = fma(t, square * magnitude, magnitude); // of NaN too, which no comparison calls large
        return Math.copySign(magnitude >= TANH_SPLIT ? large : small, x);
    }
}
