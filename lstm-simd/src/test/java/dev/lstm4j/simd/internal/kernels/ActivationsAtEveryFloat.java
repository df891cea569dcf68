package dev.lstm4j.simd.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.engine.Kernels;
import dev.lstm4j.simd.KernelSelection;
import dev.lstm4j.simd.internal.kernels.ActivationSweep.Domain;
import dev.lstm4j.simd.internal.kernels.ActivationSweep.Function;
import dev.lstm4j.simd.internal.kernels.ActivationSweep.Worst;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Like [ActivationAccuracyTest], but with all 2³² bit patterns. Runs in the Maven profile `exhaustive`. Prints the
/// figures of the table in docs/numerics.md.
class ActivationsAtEveryFloat {
    static final List<Domain> DOMAINS = ActivationSweep.DOMAINS;
    private static final int MANTISSA = 1 << 23;

    @ParameterizedTest
    @FieldSource("DOMAINS")
    void accurateBoundedAndMonotonic(Domain domain) {
        Worst worst = new ActivationSweep(domain.function()).every(domain);
        System.out.printf("%s, %s: %s … %s: %s%n",
                KernelSelection.kernels().name() + (HardwareFma.PRESENT ? ", fma" : ", no fma"), domain.function(),
                domain.from(), domain.to(), worst);
        assertThat(worst.ulp()).as(worst.toString()).isLessThanOrEqualTo(domain.allowed());
    }

    /// The domains are contiguous from -∞ to +∞, so they exclude only NaN.
    @Test
    void theDomainsAreContiguous() {
        for (Function function : Function.values()) {
            List<Domain> domains = DOMAINS.stream().filter(d -> d.function() == function).toList();
            assertThat(domains.getFirst().from()).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(domains.getLast().to()).isEqualTo(Float.POSITIVE_INFINITY);
            for (int i = 1; i < domains.size(); i++) {
                assertThat(domains.get(i).from()).isEqualTo(domains.get(i - 1).to());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nanGivesNan(Function function) {
        Kernels kernels = KernelSelection.kernels();
        int window = ActivationSweep.WINDOW;
        IntStream.range(0, 2 * MANTISSA / window).parallel().forEach(k -> {
            float[] x = new float[window];
            int first = k * window;
            int bits = first < MANTISSA
                    ? ActivationSweep.LAST + first
                    : Integer.MIN_VALUE + ActivationSweep.LAST + first - MANTISSA;
            for (int i = 0; i < window; i++) {
                x[i] = Float.intBitsToFloat(Math.floorMod(first + i, MANTISSA) == 0 ? -1 : bits + i); // not ±∞
            }
            function.apply(kernels, x);
            for (float y : x) {
                if (!Float.isNaN(y)) {
                    throw new AssertionError(function + " of a NaN: " + y);
                }
            }
        });
    }
}
