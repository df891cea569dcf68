package dev.lstm4j.simd.internal.kernels;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.KernelSelection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Evaluates an activation function on neighbouring floats and returns its largest error, which `DOMAINS` limits (the
/// table of docs/numerics.md). Throws if a result is out of range, less than the previous one, or different in the two
/// kernel sets, if both are available.
///
/// A float is identified by its rank in the order of all floats: 0 is zero, 1 the smallest positive float, -1 the
/// largest negative one. Exact values are computed in double, with an error of about 1e-8 ULP of a float.
final class ActivationSweep {
    /// The rank of +∞; that of -∞ is its negative.
    static final int LAST = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    /// The largest window. It fits the L1 cache and consists of whole vectors.
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
    /// @param maxUlp the largest error allowed there
    /// @param maxUlpWithoutFma the same on a processor without fused multiply-add
    record Domain(Function function, float from, float to, double maxUlp, double maxUlpWithoutFma) {
        double allowed() {
            return HardwareFma.PRESENT ? maxUlp : maxUlpWithoutFma;
        }
    }

    /// The largest error of an activation function, and its argument.
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
    private final @Nullable Kernels other = kernels.name().equals("scalar") ? null : KernelSelection.choose("scalar");

    ActivationSweep(Function function) {
        this.function = function;
    }

    static int rank(float x) {
        int bits = Float.floatToRawIntBits(x);
        return bits < 0 ? -(bits & Integer.MAX_VALUE) : bits;
    }

    static float at(int rank) {
        float magnitude = Float.intBitsToFloat(Math.abs(rank));
        return rank < 0 ? -magnitude : magnitude;
    }

    /// Tests all floats of a domain.
    Worst every(Domain domain) {
        int from = rank(domain.from);
        int to = rank(domain.to);
        int windows = Math.toIntExact(((long) to - from + WINDOW - 2) / (WINDOW - 1)); // neighbours share a float
        return IntStream.range(0, windows).parallel().mapToObj(k -> {
            int first = from + k * (WINDOW - 1);
            return window(first, Math.min(WINDOW, to - first + 1));
        }).reduce(new Worst(0, 0), Worst::of);
    }

    /// Tests windows of neighbouring floats, evenly spread over a domain.
    Worst sample(Domain domain, int stride, int length) {
        Worst worst = new Worst(0, 0);
        for (long rank = rank(domain.from); rank + length - 1 <= rank(domain.to); rank += stride) {
            worst = Worst.of(worst, window((int) rank, length));
        }
        return worst;
    }

    /// Tests neighbouring floats.
    Worst window(int from, int length) {
        float[] y = new float[length];
        for (int i = 0; i < length; i++) {
            y[i] = at(from + i);
        }
        float[] expected = y.clone();
        function.apply(kernels, y);
        if (other != null) {
            function.apply(other, expected);
        }
        Worst worst = new Worst(0, 0);
        for (int i = 0; i < length; i++) {
            float x = at(from + i);
            if (other != null && Float.floatToIntBits(y[i]) != Float.floatToIntBits(expected[i])) {
                throw failed(x, y[i], "expected the scalar kernels' " + expected[i]);
            }
            if (!(y[i] >= function.least() && y[i] <= 1)) {
                throw failed(x, y[i], "outside " + function.least() + " … 1");
            }
            if (i > 0 && y[i] < y[i - 1]) {
                throw failed(x, y[i], "less than the previous " + y[i - 1]);
            }
            double ulps = ulps(y[i], function.exact(x));
            if (ulps > worst.ulp) {
                worst = new Worst(ulps, x);
            }
        }
        return worst;
    }

    /// The error in units of the spacing of floats near the exact value, not near the found one.
    private static double ulps(float found, double exact) {
        int exponent = Math.max(Math.getExponent(exact), Float.MIN_EXPONENT) - (Float.PRECISION - 1);
        return Math.abs(found - exact) / Double.longBitsToDouble((long) (exponent + Double.MAX_EXPONENT) << 52);
    }

    private AssertionError failed(float x, float y, String how) {
        return new AssertionError(String.format(Locale.ROOT, "%s of %s (%a): %s (%a), %s", function, x, x, y, y, how));
    }
}
