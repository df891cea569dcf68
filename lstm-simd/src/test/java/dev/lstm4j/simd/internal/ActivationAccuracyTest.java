package dev.lstm4j.simd.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Kernels;
import dev.lstm4j.simd.KernelSelection;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// How far logistic and tanh may be from the truth, in units in the last place (the table in docs/numerics.md): sampled
/// over all floats from -∞ to +∞.
class ActivationAccuracyTest {
    private static final double LOGISTIC_MAX_ULP = 2.5;
    private static final double TANH_MAX_ULP = 2.5;
    private static final int STRIDE = 20_011;

    private final Kernels kernels = KernelSelection.kernels();

    private static double logistic(double x) {
        return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
    }

    private static float[] allFloatsInOrder() {
        int half = 0x7f80_0000 / STRIDE;
        float[] x = new float[2 * half + 1];
        for (int i = -half; i <= half; i++) {
            float magnitude = Float.intBitsToFloat(Math.abs(i) * STRIDE);
            x[half + i] = i < 0 ? -magnitude : magnitude;
        }
        return x;
    }

    private static void assertAccurate(float[] x, float[] y, DoubleUnaryOperator exact, double maxUlp, double least) {
        for (int i = 0; i < x.length; i++) {
            double expected = exact.applyAsDouble(x[i]);
            double ulps = Math.abs(y[i] - expected) / Math.ulp((float) expected);
            assertThat(ulps).as("at %s: %s for %s", x[i], y[i], expected).isLessThanOrEqualTo(maxUlp);
            assertThat(y[i]).isBetween((float) least, 1f);
            assertThat(i == 0 || y[i] >= y[i - 1]).as("rising at %s", x[i]).isTrue();
        }
    }

    @Test
    void logisticIsAccurateInRangeAndRising() {
        float[] x = allFloatsInOrder();
        float[] y = x.clone();
        kernels.logistic(y, 0, y.length);
        assertAccurate(x, y, ActivationAccuracyTest::logistic, LOGISTIC_MAX_ULP, 0);
    }

    @Test
    void tanhIsAccurateInRangeAndRising() {
        float[] x = allFloatsInOrder();
        float[] y = x.clone();
        kernels.tanh(y, 0, y.length);
        assertAccurate(x, y, Math::tanh, TANH_MAX_ULP, -1);
    }

    @Test
    void thePolynomialIsWithin5e9OfExpm1() {
        for (double r = -0.3466; r <= 0.3466; r += 1e-5) {
            double q = ScalarMath.Q0
                    + r * (ScalarMath.Q1 + r * (ScalarMath.Q2 + r * (ScalarMath.Q3 + r * ScalarMath.Q4)));
            assertThat(Math.abs(r + r * r * q - Math.expm1(r))).isLessThan(5e-9);
        }
    }

    @Test
    void specialValues() {
        float[] x = {0f, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.MIN_VALUE};
        float[] y = java.util.Arrays.copyOf(x, 64);
        kernels.tanh(y, 0, 64);
        assertThat(java.util.Arrays.copyOf(y, 6)).containsExactly(0f, -0f, 1f, -1f, Float.NaN, Float.MIN_VALUE);
        y = java.util.Arrays.copyOf(x, 64);
        kernels.logistic(y, 0, 64);
        assertThat(java.util.Arrays.copyOf(y, 6)).containsExactly(0.5f, 0.5f, 1f, 0f, Float.NaN, 0.5f);
    }
}
