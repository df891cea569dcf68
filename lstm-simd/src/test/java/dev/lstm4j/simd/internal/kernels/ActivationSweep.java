package dev.lstm4j.simd.internal.kernels;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.KernelSelection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Tries an activation on neighbouring floats: no further from the truth than the table of `DOMAINS` says (the one of
/// docs/numerics.md), never outside its range, never falling, and with the same bits from both kernel sets where both
/// are there.
///
/// Floats are named by their place in the order of all floats: 0 is zero, 1 the smallest positive float, -1 the largest
/// negative one. The truth is computed in double, whose own error is some 1e-8 ULP of a float.
final class ActivationSweep {
    /// The place of +∞; that of -∞ is its negative.
    static final int LAST = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    /// The most floats of one window: they stay in the L1 cache, and fill whole vectors.
    static final int WINDOW = 4096;

    enum Function {
        LOGISTIC, TANH;

        void apply(Kernels kernels, float[] x) {
            if (this == LOGISTIC) {
                kernels.logistic(x, 0, x.length);
            } else {
                kernels.tanh(x, 0, x.length);
            }
        }

        double exact(double x) {
            if (this == TANH) {
                return Math.tanh(x);
            }
            double e = Math.exp(-Math.abs(x));
            return (x < 0 ? e : 1) / (1 + e);
        }

        float least() {
            return this == LOGISTIC ? 0 : -1;
        }
    }

    /// @param from the first float
    /// @param to the last float
    /// @param maxUlp how far the function may be off there
    /// @param maxUlpWithoutFma the same on a processor without fused multiply-add
    record Domain(Function function, float from, float to, double maxUlp, double maxUlpWithoutFma) {
        double allowed() {
            return HardwareFma.PRESENT ? maxUlp : maxUlpWithoutFma;
        }
    }

    /// Where an activation is furthest from the truth.
    record Worst(double ulp, float x) {
        static Worst of(Worst a, Worst b) {
            return b.ulp > a.ulp ? b : a;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4f ULP at %s", ulp, x);
        }
    }

    static final List<Domain> DOMAINS = List.of(
            new Domain(Function.LOGISTIC, Float.NEGATIVE_INFINITY, -87.33655f, 0.99, 0.99),
            new Domain(Function.LOGISTIC, -87.33655f, -1.5f, 1.60, 1.61),
            new Domain(Function.LOGISTIC, -1.5f, 0, 1.70, 1.75),
            new Domain(Function.LOGISTIC, 0, Float.POSITIVE_INFINITY, 1.50, 1.50),
            new Domain(Function.TANH, Float.NEGATIVE_INFINITY, -1, 0.88, 0.88),
            new Domain(Function.TANH, -1, -0.6f, 1.23, 1.24),
            new Domain(Function.TANH, -0.6f, 0.6f, 0.88, 0.88), new Domain(Function.TANH, 0.6f, 1, 1.23, 1.24),
            new Domain(Function.TANH, 1, Float.POSITIVE_INFINITY, 0.88, 0.88));

    private final Function function;
    private final Kernels kernels = KernelSelection.kernels();
    private final @Nullable Kernels twin = kernels.name().equals("scalar") ? null : KernelSelection.choose("scalar");

    ActivationSweep(Function function) {
        this.function = function;
    }

    static int place(float x) {
        int bits = Float.floatToRawIntBits(x);
        return bits < 0 ? -(bits & Integer.MAX_VALUE) : bits;
    }

    static float at(int place) {
        float magnitude = Float.intBitsToFloat(Math.abs(place));
        return place < 0 ? -magnitude : magnitude;
    }

    /// All floats of a domain.
    Worst every(Domain domain) {
        int from = place(domain.from);
        int to = place(domain.to);
        int windows = Math.toIntExact(((long) to - from + WINDOW - 2) / (WINDOW - 1)); // each begins with the last one's end
        return IntStream.range(0, windows).parallel().mapToObj(k -> {
            int first = from + k * (WINDOW - 1);
            return window(first, Math.min(WINDOW, to - first + 1));
        }).reduce(new Worst(0, 0), Worst::of);
    }

    /// Windows of neighbouring floats, evenly spread over a domain.
    Worst sample(Domain domain, int stride, int length) {
        Worst worst = new Worst(0, 0);
        for (long place = place(domain.from); place + length - 1 <= place(domain.to); place += stride) {
            worst = Worst.of(worst, window((int) place, length));
        }
        return worst;
    }

    /// Neighbouring floats.
    Worst window(int from, int length) {
        float[] y = new float[length];
        for (int i = 0; i < length; i++) {
            y[i] = at(from + i);
        }
        float[] expected = y.clone();
        function.apply(kernels, y);
        if (twin != null) {
            function.apply(twin, expected);
        }
        Worst worst = new Worst(0, 0);
        for (int i = 0; i < length; i++) {
            float x = at(from + i);
            if (twin != null && Float.floatToIntBits(y[i]) != Float.floatToIntBits(expected[i])) {
                throw failed(x, y[i], "expected the scalar kernels' " + expected[i]);
            }
            if (!(y[i] >= function.least() && y[i] <= 1)) {
                throw failed(x, y[i], "outside " + function.least() + " … 1");
            }
            if (i > 0 && y[i] < y[i - 1]) {
                throw failed(x, y[i], "falls from " + y[i - 1]);
            }
            double ulps = ulps(y[i], function.exact(x));
            if (ulps > worst.ulp) {
                worst = new Worst(ulps, x);
            }
        }
        return worst;
    }

    /// In the spacing of floats around the truth, not around what was found.
    private static double ulps(float found, double exact) {
        int exponent = Math.max(Math.getExponent(exact), Float.MIN_EXPONENT) - (Float.PRECISION - 1);
        return Math.abs(found - exact) / Double.longBitsToDouble((long) (exponent + Double.MAX_EXPONENT) << 52);
    }

    private AssertionError failed(float x, float y, String how) {
        return new AssertionError(String.format(Locale.ROOT, "%s of %s (%a): %s (%a), %s", function, x, x, y, y, how));
    }
}
