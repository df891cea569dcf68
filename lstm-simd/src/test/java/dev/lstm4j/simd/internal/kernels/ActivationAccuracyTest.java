package dev.lstm4j.simd.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.internal.kernels.ActivationSweep.Domain;
import dev.lstm4j.simd.internal.kernels.ActivationSweep.Function;
import dev.lstm4j.simd.internal.kernels.ActivationSweep.Worst;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Accuracy of logistic and tanh in ULP (the table in docs/numerics.md), their range and monotonicity: windows of
/// neighbouring floats from -∞ to +∞, and every boundary between two formulas. [ActivationsAtEveryFloat] tests
/// all floats.
class ActivationAccuracyTest {
    static final List<Domain> DOMAINS = ActivationSweep.DOMAINS;
    private static final int STRIDE = 20_011;
    private static final int NEIGHBOURS = 64;
    private static final double LN2 = Math.log(2);

    @ParameterizedTest
    @FieldSource("DOMAINS")
    void accurateBoundedAndMonotonic(Domain domain) {
        ActivationSweep sweep = new ActivationSweep(domain.function());
        Worst worst = sweep.sample(domain, STRIDE, NEIGHBOURS);
        assertThat(worst.ulp()).as(worst.toString()).isLessThanOrEqualTo(domain.allowed());
        assertThat(domain.allowed()).isLessThanOrEqualTo(2);
    }

    @Test
    void logisticIsMonotonicAtEveryBoundary() {
        for (int n = -152; n <= 152; n++) {
            assertBoundary(Function.LOGISTIC, (n + 0.5) * LN2);
        }
        assertBoundary(Function.LOGISTIC, ScalarMath.LOGISTIC_FLOOR);
        assertBoundary(Function.LOGISTIC, ScalarMath.LOGISTIC_CEILING);
        assertBoundary(Function.LOGISTIC, 0);
    }

    @Test
    void tanhIsMonotonicAtEveryBoundary() {
        for (int n = -30; n <= 30; n++) {
            assertBoundary(Function.TANH, (n + 0.5) * LN2 / 2);
        }
        for (float sign : new float[]{-1, 1}) {
            assertBoundary(Function.TANH, sign * ScalarMath.TANH_SPLIT);
            assertBoundary(Function.TANH, sign * Float.intBitsToFloat(ScalarMath.TANH_CEILING_BITS));
        }
        assertBoundary(Function.TANH, 0);
    }

    private static void assertBoundary(Function function, double x) {
        int rank = ActivationSweep.rank((float) x);
        Worst worst = new ActivationSweep(function).window(rank - ActivationSweep.WINDOW / 2,
                ActivationSweep.WINDOW);
        assertThat(worst.ulp()).as(worst.toString()).isLessThanOrEqualTo(2);
    }

    @Test
    void thePolynomialsAreAsAccurateAsScalarMathStates() {
        for (double r = -0.3466; r <= 0.3466; r += 1e-5) {
            double q = ScalarMath.Q0
                    + r * (ScalarMath.Q1 + r * (ScalarMath.Q2 + r * (ScalarMath.Q3 + r * ScalarMath.Q4)));
            assertThat(Math.abs(r + r * r * q + Math.expm1(-r))).isLessThan(4e-9 * Math.exp(-r));
        }
        for (double x = 1e-5; x <= ScalarMath.TANH_SPLIT; x += 1e-5) {
            double u = x * x;
            double t = ScalarMath.T0
                    + u * (ScalarMath.T1 + u * (ScalarMath.T2 + u * (ScalarMath.T3 + u * ScalarMath.T4)));
            assertThat(Math.abs(x + x * u * t - Math.tanh(x))).isLessThan(6e-9 * x);
        }
    }

    @Test
    void specialValues() {
        float[] x = {0f, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN,
                Float.intBitsToFloat(0xffc0_0000), Float.intBitsToFloat(0x7f80_0001), Float.intBitsToFloat(-1),
                Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE};
        float nan = Float.NaN;
        assertThat(applied(Function.TANH, x)).containsExactly(0f, -0f, 1f, -1f, nan, nan, nan, nan, Float.MIN_VALUE,
                -Float.MIN_VALUE, 1f, -1f);
        assertThat(applied(Function.LOGISTIC, x)).containsExactly(0.5f, 0.5f, 1f, 0f, nan, nan, nan, nan, 0.5f, 0.5f,
                1f, 0f);
    }

    /// Computes whole vectors, and checks that a tail gives the same bits.
    private static float[] applied(Function function, float[] x) {
        float[] y = Arrays.copyOf(x, 64);
        function.apply(KernelSelection.kernels(), y);
        float[] tail = {0, 0, 0};
        for (int i = 0; i < x.length; i++) {
            tail[1] = x[i];
            float[] one = tail.clone();
            function.apply(KernelSelection.kernels(), one);
            assertThat(Float.floatToIntBits(one[1])).isEqualTo(Float.floatToIntBits(y[i]));
        }
        return Arrays.copyOf(y, x.length);
    }
}
