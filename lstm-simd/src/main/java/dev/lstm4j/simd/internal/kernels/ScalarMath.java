package dev.lstm4j.simd.internal.kernels;

/// Logistic function and hyperbolic tangent of one float, and the constants that both kernel sets use.
/// [VectorActivations] is the same code, line by line, on vectors; both give the same bits.
///
/// Both functions use `1 / (1 + e⁻ʸ)`; tanh is `1 - 2 / (1 + e²ˣ)` where that loses no accuracy. The argument is
/// reduced to `y = n·ln 2 + r` with |r| ≤ ln 2 / 2; the logistic function uses ln 2 in two parts (Cody and Waite). Then
/// `1 + e⁻ʸ = (2⁻ⁿ + 1) - p·2⁻ⁿ`, where `p = 1 - e⁻ʳ = r + r²·q(r)` and q is a minimax polynomial of degree 4 (error
/// below 4e-9 of e⁻ʳ). The sum and the quotient are each rounded once; the rounding of p has a smaller effect than
/// either.
///
/// Both functions are monotonic. Reduction, p, sum and quotient are each monotonic in floats: rounding is, and the
/// error of p is smaller than the distance between its values. The remaining places are the boundaries between one n
/// and the next, and between two formulas; a test checks each of them.
final class ScalarMath {
    static final float LOG2_E = 0x1.715476p0f;
    static final float LN2 = 0x1.62e43p-1f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    /// 1.5·2²³. Adding it rounds to an integer, which is then in the low bits of the sum.
    static final float ROUNDER = 0x1.8p23f;
    static final float Q0 = -0.5f;
    static final float Q1 = 0x1.5554a4p-3f;
    static final float Q2 = -0x1.555688p-5f;
    static final float Q3 = 0x1.122fc2p-7f;
    static final float Q4 = -0x1.6b6e18p-10f;

    /// Below this value the logistic function is 0 in float. Above [#LOGISTIC_CEILING] it is 1.
    static final float LOGISTIC_FLOOR = -104.5f;
    static final float LOGISTIC_CEILING = 25f;
    /// Numerator and denominator are both multiplied by this factor. So 2⁻ⁿ is a normal float up to 2¹⁵¹, and the
    /// smallest results are rounded only once, by the division.
    static final float LOGISTIC_UNIT = 0x1.0p-64f;
    /// Subtracting the integer in the low bits of the rounded sum, shifted left by 23, gives the bits of the
    /// float `-2⁻ⁿ·LOGISTIC_UNIT`.
    static final int LOGISTIC_SCALE_BITS = Float.floatToRawIntBits(-LOGISTIC_UNIT);

    /// The bits of 10; above it tanh is 1 in float.
    static final int TANH_CEILING_BITS = Float.floatToRawIntBits(10f);
    /// Numerator and denominator are multiplied by ½: `1 - 1 / (½ + ½e²ˣ)`.
    static final float TANH_UNIT = 0.5f;
    static final int TANH_SCALE_BITS = Float.floatToRawIntBits(-TANH_UNIT);
    /// The boundary between the two formulas of tanh. Below it: `x + x³·t(x²)`, where t is a minimax polynomial of
    /// degree 4 (relative error of the sum below 6.1e-9). From it on: `1 - 2 / (1 + e²ˣ)`.
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
        float lost = LOGISTIC_UNIT - (sum + minusScale); // the part of 1 that is lost in 2⁻ⁿ + 1, from 2²⁴ on
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
        float small = fma(t, square * magnitude, magnitude); // also for NaN, since comparisons with NaN are false
        return Math.copySign(magnitude >= TANH_SPLIT ? large : small, x);
    }
}
